"""What the trade API is asked: one question for each flow and year, or month.

A question asks for all partners and all goods at once, totals included, so that what must
add up comes from one answer. A year that is too large for the server is asked by month.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from publisher.fetch.sources import FLOWS, Flow, HitechApi

__all__ = ["Question", "plan"]


@dataclass(frozen=True, slots=True)
class Question:
    """A flow and a time: a year ("2017") or a month ("2017-02")."""

    flow: Flow
    time: str

    @property
    def name(self) -> str:
        """The file under which the answer is kept."""
        return f"{self.flow}-{self.time}.json"

    def address(self, site: str, source: HitechApi) -> str:
        """Return the address that asks it, without the key."""
        wanted = (source.partner, source.name, source.group, *source.values[self.flow])
        query = urlencode({"get": ",".join(wanted), source.time: self.time}, safe=",")
        return f"{site}{source.path.format(flow=self.flow)}?{query}"

    def covers(self, month: str) -> bool:
        """Whether a month ("2017-02") is part of the answer."""
        return month.startswith(self.time)

    def months(self) -> tuple[Question, ...]:
        """Return the questions for its months; none if it is a month itself."""
        if len(self.time) > 4:
            return ()
        return tuple(Question(self.flow, f"{self.time}-{n:02}") for n in range(1, 13))


def plan(source: HitechApi, this_year: int) -> Iterator[Question]:
    """Yield all questions, from the first year of the source to this one."""
    for year in range(int(source.first[:4]), this_year + 1):
        for flow in FLOWS:
            yield Question(flow, str(year))
