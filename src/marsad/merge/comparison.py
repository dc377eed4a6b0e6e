"""How two event reports compare, field by field: each field gives one level out of a short ordered list.

A level is a word of docs/merging.md ("same_day", "elsewhere"); what it weighs is learnt (`marsad.merge.weights`).
Comparison is symmetric and looks at nothing but the two rows.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from marsad.merge.constraints import gap
from marsad.merge.features import Features, Spot, Tally

__all__ = ["FIELDS", "ORDERED", "compare", "distance_km"]

_EARTH_RADIUS_KM = 6371.0
_NEAR_KM = 30.0  # a village and the town that another text names for it
_REGION_KM = 120.0
_SHORT_DAYS = 3  # a date of so many days stands for a day when it is set against an announcement

FIELDS: dict[str, tuple[str, ...]] = {
    "date": (
        "same_day", "next_day", "days_apart", "week_apart", "in_period", "in_year", "announced_then", "told_then",
        "told_near", "told_later", "unknown",
    ),
    "place": ("same_all", "same_some", "near", "within", "region", "elsewhere", "unknown"),
    "country": ("same", "partner", "unknown"),
    "type": ("same", "told_differently"),
    "legal_stage": ("same", "different", "unknown"),
    "counts": (
        "same_many", "same_high", "same_low", "overlap", "near", "grown", "different", "one_sided", "unknown",
    ),
    "groups": ("same", "related", "different", "unknown"),
    "actors": ("same", "different", "unknown"),
    "partners": ("same", "one_sided", "different", "unknown"),
    "details": ("same", "different", "unknown"),
}  # fmt: skip
"""Fields and their levels."""

ORDERED: dict[str, tuple[tuple[str, ...], ...]] = {
    "date": (
        ("same_day", "next_day", "days_apart", "week_apart"),
        ("same_day", "in_period", "in_year"),
        ("announced_then", "told_then", "told_near", "told_later"),
    ),
    "place": (("same_all", "same_some", "near", "region", "elsewhere"),),
    "legal_stage": (("same", "different"),),
    "counts": (("same_many", "same_high", "same_low", "overlap", "near", "grown", "different"),),
    "groups": (("same", "related", "different"),),
    "actors": (("same", "different"),),
    "partners": (("same", "one_sided", "different"),),
    "details": (("same", "different"),),
}
"""Levels from better to worse agreement: a worse one never weighs more, whatever a small sample says."""


def compare(a: Features, b: Features) -> tuple[str, ...]:
    """The level of each field, in the order of FIELDS."""
    return (
        _date(a, b),
        _place(a.spots, b.spots),
        _country(a, b),
        "same" if a.type == b.type else "told_differently",
        _one(a.legal_stage, b.legal_stage) if a.type == "prosecution" else "unknown",
        _counts(a, b),
        _groups(a.groups, b.groups),
        _some(a.actors, b.actors),
        _partners(a, b),
        _some(a.details, b.details),
    )


def _date(a: Features, b: Features) -> str:
    days = gap(a, b)
    if days is None:
        return _told(a, b)
    if a.precise and b.precise:
        return "same_day" if days == 0 else "next_day" if days == 1 else "days_apart" if days <= 4 else "week_apart"
    assert a.first is not None and a.last is not None and b.first is not None and b.last is not None
    return "in_period" if max(a.last - a.first, b.last - b.first) <= 31 else "in_year"


def _told(a: Features, b: Features) -> str:
    """At least one date is unknown: when it was announced, and as weak evidence when the texts appeared."""
    one, other = _anchor(a), _anchor(b)
    if one is None or other is None:
        return "unknown"
    (day, strong), (other_day, other_strong) = one, other
    days = abs(day - other_day)
    if days <= 3:
        return "announced_then" if strong and other_strong else "told_then"
    return "told_near" if days <= 14 else "told_later"


def _anchor(report: Features) -> tuple[int, bool] | None:
    """The day that stands for the report: its date, else the announcement, else (weak) the publication."""
    if report.last is not None and report.first is not None:
        return report.last, report.last - report.first <= _SHORT_DAYS
    if report.announced is not None:
        return report.announced, True
    return None if report.published is None else (report.published, False)


def _place(one: tuple[Spot, ...], other: tuple[Spot, ...]) -> str:
    if not one or not other:
        return "unknown"
    keys, other_keys = {spot.key for spot in one}, {spot.key for spot in other}
    shared = len(keys & other_keys)
    if shared:
        # One place of one is no proof that all are meant; two shared, or all of both, are.
        return "same_all" if shared >= 2 or keys == other_keys else "same_some"
    pairs = [(a, b) for a in one for b in other]
    if any(_contains(a, b) or _contains(b, a) for a, b in pairs):
        return "within"
    distance = min((distance_km(a, b) for a, b in pairs), default=None)
    if distance is not None and distance <= _NEAR_KM:
        return "near"
    same_unit = any(a.admin1 is not None and a.admin1 == b.admin1 and a.country == b.country for a, b in pairs)
    known = all(spot.lat is not None for spot in (*one, *other))
    if not known:
        return "region" if same_unit else "elsewhere"
    return "region" if distance is not None and distance <= _REGION_KM else "elsewhere"


def _contains(outer: Spot, inner: Spot) -> bool:
    """Whether the outer place is the first-level unit or the country of the inner one."""
    return outer.unit and outer.country == inner.country and outer.admin1 in (None, inner.admin1)


def distance_km(a: Spot, b: Spot) -> float:
    """Great-circle distance; infinite where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    half_lat, half_lon = radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def _country(a: Features, b: Features) -> str:
    if a.country is None or b.country is None:
        return "unknown"
    return "same" if a.country == b.country else "partner"


def _one(a: str | None, b: str | None) -> str:
    return "unknown" if a is None or b is None else "same" if a == b else "different"


def _some(a: frozenset[str], b: frozenset[str]) -> str:
    return "unknown" if not a or not b else "same" if a & b else "different"


def _groups(a: frozenset[str], b: frozenset[str]) -> str:
    """Related: the name of one holds the other's, as a branch its mother organisation's."""
    level = _some(a, b)
    if level == "different" and any(one in other or other in one for one in a for other in b):
        return "related"
    return level


def _partners(a: Features, b: Features) -> str:
    """Whether the same states took part; whose operation it was may be told from either side."""
    if not a.partners and not b.partners:
        return "unknown"
    if not a.partners or not b.partners:
        return "one_sided"
    return "same" if len(a.countries & b.countries) >= 2 else "different"


# Prison terms and losses of the other side are told or left out freely; they add to a match and prove nothing alone.
_MAIN = ("arrested", "killed", "kidnapped", "transferred", "convicted", "released", "charged", "acquitted", "injured")
_HIGH = 5


def _counts(a: Features, b: Features) -> str:
    """The best agreement over the shared counts, unless a main count contradicts it."""
    if not a.counts or not b.counts:
        return "unknown"
    shared = sorted(a.counts.keys() & b.counts.keys())
    if not shared:
        return "one_sided"
    levels = {key: _tallies(a.counts[key], b.counts[key]) for key in shared}
    equal = [key for key in shared if levels[key] == "equal"]
    main = next((key for key in _MAIN if key in levels), None)
    if main is not None and levels[main] not in ("equal", "overlap"):
        return levels[main]
    if len(equal) >= 2:
        return "same_many"
    if equal:
        return "same_high" if a.counts[equal[0]].best >= _HIGH else "same_low"
    return min(levels.values(), key=("overlap", "near", "grown", "different").index)


def _tallies(a: Tally, b: Tally) -> str:
    if a.best == b.best:
        return "equal"
    if a.low <= b.high and b.low <= a.high:
        return "overlap"
    low, high = sorted((a.best, b.best))
    if not (a.exact and b.exact) and low >= 0.75 * high:
        return "overlap"
    if high - low <= 1 or low >= 0.8 * high:
        return "near"
    return "grown" if low >= 0.5 * high else "different"
