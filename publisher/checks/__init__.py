"""What an edition prints, held against its data and listed; nothing is changed here."""

from __future__ import annotations

from publisher.checks.listing import figures, text

__all__ = ["figures", "text"]
