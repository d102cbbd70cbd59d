"""What an edition prints, held against its data: documents and exhibits to findings.

Nothing is changed here and no text is made.
"""

from __future__ import annotations

from publisher.checks.examination import examine
from publisher.checks.listing import (
    Guarded,
    Guards,
    claimed,
    figures,
    listed,
    text,
)

__all__ = ["Guarded", "Guards", "claimed", "examine", "figures", "listed", "text"]
