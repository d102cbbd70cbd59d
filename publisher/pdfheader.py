"""Whether a file that a user names is a PDF at all."""

from __future__ import annotations

from pathlib import Path

from publisher.errors import UsageError

__all__ = ["require_pdf"]


def require_pdf(path: Path) -> None:
    """Look for the header of a PDF in the first 1,024 bytes (ISO 32000-1, Annex H.3.4.1).

    Raises
    ------
    UsageError
        If the file cannot be read or has no such header.
    """
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror or error}"
        raise UsageError(msg) from error
    if b"%PDF-" not in start:
        msg = f"{path} is not a PDF file"
        raise UsageError(msg)
