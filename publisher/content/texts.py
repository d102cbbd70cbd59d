"""Every text that an editor wrote, printed by this edition or not."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.content.located import Located

__all__ = ["texts"]


def texts(value: object) -> Iterator[str]:
    """Yield every text in a model, and in models and lists within it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Located):
        for name in type(value).model_fields:
            if name not in {"exempt", "counted"}:  # they speak of texts, and are none
                yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
