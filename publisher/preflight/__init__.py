"""A finished file to findings (stage 7): ours or a stranger's.

It shares no code with the writer: what `pdf/` believes of a file is not believed here. It
reads a file and never changes it.
"""

from __future__ import annotations

from publisher.preflight.guard import judge_guarded
from publisher.preflight.html import write_html
from publisher.preflight.judgement import judge
from publisher.preflight.limits import limits_of
from publisher.preflight.model import Limits, Profile, Report
from publisher.preflight.reports import as_dict, sentence, write_json

__all__ = [
    "Limits",
    "Profile",
    "Report",
    "as_dict",
    "judge",
    "judge_guarded",
    "limits_of",
    "sentence",
    "write_html",
    "write_json",
]
