"""The answer keys of MUC-4 as values: what a filled slot accepts, and how well a response agrees with it.

Fill rules: MUC-4 task documentation, as told in the SOURCE.md beside the data. "05 JAN 90" is a day, "08 JAN 90 - 09
JAN 90" on or between, "- 30 DEC 89" on or before; "(a) / (b)" lets either be right; a location is COUNTRY: PLACE
(TYPE): SMALLER PLACE (TYPE). A slot agrees fully (1), partly (0.5) or not (0), as in Chinchor (1992), "MUC-4
Evaluation Metrics".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from marsad.gazetteer import Gazetteer
from marsad.spans import fold_key

FULL, HALF, NONE = 1.0, 0.5, 0.0
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d\d)\b")
_COUNT = re.compile(r"\? *|[\"(].*")


@dataclass(frozen=True, slots=True)
class Period:
    """When an incident happened; ``first`` is None for "on or before"."""

    first: date | None
    last: date

    def agreement(self, response: Period) -> float:
        """Full for the same period, half where they share a day."""
        if (self.first, self.last) == (response.first, response.last):
            return FULL
        low, high = date.min, max(self.last, response.last)
        shares = (self.first or low) <= response.last and (response.first or low) <= self.last
        return HALF if shares and high.year - min(self.last, response.last).year <= 1 else NONE


@dataclass(frozen=True, slots=True)
class Location:
    """A country and the places in it, from the largest to the smallest."""

    country: str | None
    places: tuple[frozenset[str], ...] = ()

    def agreement(self, response: Location) -> float:
        """Full if the country is right and the smallest place is given, or neither has one; half for the country."""
        if self.country is None or self.country != response.country:
            return NONE
        given = frozenset().union(*response.places)
        if not self.places:
            return HALF if given else FULL
        return FULL if self.places[-1] & given else HALF


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number of persons: at least, at most, about. A plural without a number has no upper bound."""

    low: float
    high: float

    def agreement(self, value: float) -> float:
        """Full inside the bounds, half for any number of two or more where only the plural is known to be right."""
        return FULL if self.low <= value <= self.high else HALF if value > 1 and self.low > 1 else NONE


@dataclass(frozen=True, slots=True)
class Key:
    """One template of the answer keys, each slot with all fills that are right."""

    types: frozenset[str]
    dates: tuple[Period, ...]
    locations: tuple[Location, ...]
    effects: frozenset[str]
    numbers: dict[str, Bounds]
    optional: bool


def read_key(row: dict[str, Any]) -> Key:
    """A template from its raw slots."""
    effects = _effects(row["hum_effect"])
    return Key(
        types=frozenset(kind.strip() for value in row["incident_type"] for kind in value.split("/")),
        dates=tuple(p for value in row["incident_date"] for part in _either(value) if (p := read_period(part))),
        locations=tuple(read_location(part) for value in row["incident_location"] for part in _either(value)),
        effects=frozenset(effects.values()),
        numbers=_numbers(row["hum_number"], effects),
        optional=bool(row["optional"]),
    )


def _either(value: str) -> list[str]:
    """The alternatives of a fill: "A / B", each in brackets of its own where it has several parts."""
    parts = (part.strip(" ?") for part in value.split("/"))
    bare = (part[1:-1] if part.startswith("(") and part.endswith(")") and _closes(part) else part for part in parts)
    return [part.strip(" ()?") if part.count("(") != part.count(")") else part.strip(" ?") for part in bare]


def _closes(part: str) -> bool:
    """Whether the first bracket of a fill is closed by its last character."""
    depth = 0
    for position, mark in enumerate(part):
        depth += (mark == "(") - (mark == ")")
        if depth == 0:
            return position == len(part) - 1
    return False


def read_period(value: str) -> Period | None:
    """The period of a date fill; None if it names no full day."""
    days = [_day(*match.groups()) for match in _DAY.finditer(value.upper())]
    known = [day for day in days if day is not None]
    if not known:
        return None
    return Period(None if value.strip(" (").startswith("-") else known[0], known[-1])


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(1900 + int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def read_location(value: str) -> Location:
    """The location of a fill, its country as ISO code."""
    country, *levels = [re.sub(r"\([^)]*\)?", "", part).strip(" ()?") for part in value.split(":")]
    places = tuple(frozenset(fold_key(name) for name in level.split(" - ") if name.strip()) for level in levels)
    return Location(country_code(country), places)


@lru_cache(maxsize=256)
def country_code(name: str) -> str | None:
    """ISO code of a country by its English name."""
    return next((row.country for row in Gazetteer.load().lookup(name) if row.is_country), None)


def _effects(values: list[str]) -> dict[str, str]:
    """Targets (their strings) with what became of them: killed or injured; other effects are left out."""
    found = {}
    for value in values:
        effect, _, target = value.partition(":")
        kind = "killed" if effect.strip(" ?(").startswith("DEATH") else None
        kind = "injured" if effect.strip(" ?(").startswith("INJURY") else kind
        if kind:
            found[target.strip()] = kind
    return found


def _numbers(values: list[str], effects: dict[str, str]) -> dict[str, Bounds]:
    """Persons by effect: the numbers of all targets with that effect added up."""
    totals: dict[str, Bounds] = {}
    for value in values:
        number, _, target = value.partition(":")
        effect = effects.get(target.strip())
        bounds = _bounds(_COUNT.sub("", number).split("/")[0].strip())
        if effect and bounds:
            so_far = totals.get(effect, Bounds(0, 0))
            totals[effect] = Bounds(so_far.low + bounds.low, so_far.high + bounds.high)
    return totals


def _bounds(number: str) -> Bounds | None:
    if number == "PLURAL":
        return Bounds(2, float("inf"))
    match = re.fullmatch(r"(~?-?)(\d+)(-?)", number.replace(" ", ""))
    if match is None:
        return None
    sign, value, least = match[1], int(match[2]), match[3]
    if "~" in sign:
        return Bounds(0.8 * value, 1.2 * value)
    return Bounds(0 if sign else value, float("inf") if least else value)
