"""Prose and numbers to the document's structure (stage 3)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.narrative.afterword import told, told_letter
    from publisher.narrative.builder import build, voice_of
    from publisher.narrative.coverage import bound, bound_in_letter

__all__ = ["bound", "bound_in_letter", "build", "told", "told_letter", "voice_of"]

NAME_TO_MODULE = {
    "build": "publisher.narrative.builder",
    "bound": "publisher.narrative.coverage",
    "bound_in_letter": "publisher.narrative.coverage",
    "told": "publisher.narrative.afterword",
    "told_letter": "publisher.narrative.afterword",
    "voice_of": "publisher.narrative.builder",
}


def __getattr__(name: str) -> object:
    """Import Jinja2 and markdown-it only when a document is built, not with its model."""
    if name not in NAME_TO_MODULE:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(NAME_TO_MODULE[name]), name)
