"""What answers of the trade API say, brought together: whole dollars by month and code.

Months are texts ("2017-02"). Codes of goods are those of `HitechApi`, the total as "".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.fetch.sources import Flow

__all__ = ["Figure", "Trade", "months_between", "next_month"]


class Figure(NamedTuple):
    """The trade of a month, and of the year to its end, in dollars."""

    month: int
    to_date: int


@dataclass(slots=True)
class Trade:
    """Trade with all countries, and the sums over single countries.

    ``world`` is by flow, month and code; ``countries`` the same for groups only, added over
    the countries; ``partners`` by flow, year, group and country; ``names`` holds, by year
    and country, the last month and the name that stood there.
    """

    world: dict[tuple[Flow, str, str], Figure] = field(default_factory=dict)
    countries: dict[tuple[Flow, str, str], int] = field(default_factory=dict)
    partners: dict[tuple[Flow, int, str, str], int] = field(default_factory=dict)
    names: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)

    def add(self, other: Trade) -> None:
        """Take in what another answer says; months and flows of two answers differ."""
        self.world.update(other.world)
        self.countries.update(other.countries)
        for key, value in other.partners.items():
            self.partners[key] = self.partners.get(key, 0) + value
        for who, said in other.names.items():
            self.names[who] = max(said, self.names.get(who, said))


def next_month(month: str) -> str:
    """Return "2018-01" for "2017-12"."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"


def months_between(first: str, last: str) -> list[str]:
    """Return all months from one to another, both included."""
    months = []
    while first <= last:
        months.append(first)
        first = next_month(first)
    return months
