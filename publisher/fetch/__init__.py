"""The answers of a statistical source to a new vintage folder under ``content/data/``.

The only home of httpx, tenacity and openpyxl. Nothing else in the project reads a network,
and a build never does. It changes no declaration: what a vintage is used for stands in
``sources.yml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.fetch.fetching import Fetched, Request

__all__ = ["fetch"]


def fetch(request: Request) -> Fetched:
    """Fetch a new vintage; see `publisher.fetch.fetching.fetch`."""
    from publisher.fetch import fetching  # noqa: PLC0415 - httpx is slow to load

    return fetching.fetch(request)
