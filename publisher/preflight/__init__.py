"""A finished file to findings (stage 7): ours or a stranger's.

It shares no code with the writer: what `pdf/` believes of a file is not believed here. It
reads a file and never changes it.
"""

from __future__ import annotations

from publisher.preflight.judgement import judge
from publisher.preflight.model import Limits, Report

__all__ = ["Limits", "Report", "judge"]
