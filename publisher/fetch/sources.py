"""What can be fetched: addresses, spans, codes, columns and the files that are made of it.

Declarations only, and all of them. The facts are those of the Census Bureau's guide to its
international trade data sets and of the workbook's own heading; see ``docs/fetching.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

__all__ = [
    "CENSUS_API",
    "CENSUS_COUNTRY_XLSX",
    "FLOWS",
    "Flow",
    "HitechApi",
    "SourceName",
    "Workbook",
]

Flow = Literal["exports", "imports"]
FLOWS: tuple[Flow, ...] = ("exports", "imports")


class SourceName(StrEnum):
    """What `publisher fetch` can be asked for; also the folder under ``content/data/``."""

    census_api = "census_api"
    census_country_xlsx = "census_country_xlsx"


@dataclass(frozen=True, slots=True)
class HitechApi:
    """The two "hitech" data sets of the Census Bureau's trade API, in whole dollars.

    ``site`` and a path make an address. ``key`` is the environment variable that holds the
    key. ``values`` are the columns of the month and of the year to date: total exports,
    f.a.s. value; general imports, customs value. A total, of all countries or of all
    commodities, has the code "-", in older answers none. All goods are ``other`` and the
    ``groups``. The first answers are of ``first``.
    """

    site: str = "https://api.census.gov"
    path: str = "/data/timeseries/intltrade/{flow}/hitech"
    key: str = "CENSUS_API_KEY"
    first: str = "2010-01"
    partner: str = "CTY_CODE"
    name: str = "CTY_NAME"
    group: str = "HITECH"
    time: str = "time"
    values: Mapping[Flow, tuple[str, str]] = field(
        default_factory=lambda: MappingProxyType(
            {
                "exports": ("ALL_VAL_MO", "ALL_VAL_YR"),
                "imports": ("GEN_VAL_MO", "GEN_VAL_YR"),
            }
        )
    )
    totals: tuple[str, ...] = ("", "-")
    other: str = "00"
    groups: tuple[str, ...] = tuple(f"{number:02}" for number in range(1, 11))
    annual: str = "groups_annual.csv"
    monthly: str = "groups_monthly.csv"
    by_partner: str = "groups_by_partner.csv"

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes of goods: the total as "", what is in no group, the groups."""
        return ("", self.other, *self.groups)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The workbook "US Trade in Goods by Country", in millions of dollars.

    A row holds a year of a country or grouping: the months and the year of each flow, in
    columns that begin with ``flows``. ``total`` is the code of the ten groups together,
    ``goods`` that of all goods with the world, not seasonally adjusted.
    """

    site: str = "https://www.census.gov"
    path: str = "/foreign-trade/balance/country.xlsx"
    year: str = "year"
    partner: str = "CTY_CODE"
    flows: Mapping[Flow, str] = field(
        default_factory=lambda: MappingProxyType({"exports": "E", "imports": "I"})
    )
    months: tuple[str, ...] = (
        *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
        *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
    )
    whole_year: str = "YR"
    total: str = "0007"
    goods: str = "0015"
    annual: str = "atp_annual.csv"
    monthly: str = "atp_monthly.csv"
    goods_annual: str = "goods_annual.csv"

    @property
    def address(self) -> str:
        """Where the workbook is."""
        return self.site + self.path


CENSUS_API = HitechApi()
CENSUS_COUNTRY_XLSX = Workbook()
