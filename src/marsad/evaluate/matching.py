"""Which gold record a system record stands for: predicates on date, place and period, and a one-to-one assignment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from marsad.dates import overlap
from marsad.evaluate.gold import GoldEvent, GoldFigure
from marsad.records import EventReport, Evidence, Figure, Place
from marsad.spans import Span, fold_key

__all__ = [
    "LENIENT",
    "NONE",
    "EventMatcher",
    "Pair",
    "PlaceIds",
    "assign",
    "date_right",
    "figure_level",
    "no_place_ids",
    "overlaps",
    "quote_spans",
    "same_name",
]

PlaceIds = Callable[[str, "str | None"], set[int]]
"""Gold place name and country to the GeoNames ids that it may stand for; empty when it is unknown there."""

NONE, LENIENT, STRICT = 0, 1, 2

G = TypeVar("G")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Pair:
    """Indexes of a gold and a system record that were assigned to each other, and how well they agree."""

    gold: int
    system: int
    strict: bool


def no_place_ids(name: str, country: str | None) -> set[int]:
    """The default resolver: knows no place, so that places are compared by name."""
    return set()


def assign(
    golds: Sequence[G], systems: Sequence[S], level: Callable[[G, S], int], closeness: Callable[[G, S], float]
) -> list[Pair]:
    """One-to-one pairs with as many strict matches as possible, then lenient ones, then the closest wording.

    Solved exactly as a linear sum assignment (Jonker and Volgenant 1987, in scipy). ``closeness`` (0 to 1) only
    chooses among assignments that are equal otherwise: its sum stays below one lenient match.
    """
    size = min(len(golds), len(systems))
    levels = [[level(gold, system) for system in systems] for gold in golds]
    if size == 0 or not any(any(row) for row in levels):
        return []
    from scipy.optimize import linear_sum_assignment  # 0.3 s that only an evaluation should pay

    worth = {NONE: 0.0, LENIENT: 1.0, STRICT: size + 2.0}
    weights = [
        [worth[levels[i][j]] + (0.5 / size * closeness(gold, system) if levels[i][j] else 0.0)
         for j, system in enumerate(systems)]
        for i, gold in enumerate(golds)
    ]  # fmt: skip
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [
        Pair(int(i), int(j), levels[i][j] == STRICT) for i, j in zip(rows, columns, strict=True) if levels[i][j] != NONE
    ]


def date_right(gold: GoldEvent, report: EventReport) -> bool:
    """Same start at the gold's precision, or both unknown."""
    if gold["start"] is None or report.date.start is None:
        return gold["start"] is report.date.start
    return report.date.start[: len(gold["start"])] == gold["start"]


def _dates_contradict(gold: GoldEvent, report: EventReport) -> bool:
    if gold["start"] is None or report.date.start is None:
        return False
    gold_end, report_end = gold["end"] or gold["start"], report.date.end or report.date.start
    return not overlap(gold["start"], gold_end, report.date.start, report_end)


@dataclass(frozen=True, slots=True)
class EventMatcher:
    """Compares events, with places by GeoNames id where the gold name resolves and by folded name elsewhere."""

    place_ids: PlaceIds = no_place_ids

    def level(self, gold: GoldEvent, report: EventReport) -> int:
        """STRICT: type, date and place right; LENIENT: type, and date or place right, the other not contradicting."""
        return self.level_of_any_type(gold, report) if gold["type"] == report.type else NONE

    def level_of_any_type(self, gold: GoldEvent, report: EventReport) -> int:
        """As `level`, but for events of different type too (for the confusion of types)."""
        date, place = date_right(gold, report), self.place_right(gold, report)
        if date and place:
            return STRICT
        if (date and not self._places_contradict(gold, report)) or (place and not _dates_contradict(gold, report)):
            return LENIENT
        return NONE

    def place_right(self, gold: GoldEvent, report: EventReport) -> bool:
        """A shared place; where neither side has one, the same country."""
        places = _happened(report)
        if not gold["places"] and not places:
            return gold["country"] == report.country
        return any(self._same_place(name, gold["country"], place) for name in gold["places"] for place in places)

    def _same_place(self, name: str, country: str | None, place: Place) -> bool:
        ids = self.place_ids(name, country)
        if ids and place.geonames_id is not None:
            return place.geonames_id in ids
        return fold_key(name) in (fold_key(place.name), fold_key(place.mention))

    def _places_contradict(self, gold: GoldEvent, report: EventReport) -> bool:
        if gold["places"] and _happened(report):
            return not self.place_right(gold, report)
        return None not in (gold["country"], report.country) and gold["country"] != report.country


def _happened(report: EventReport) -> list[Place]:
    return [place for place in report.places if place.role == "happened"]


def figure_level(gold: GoldFigure, figure: Figure) -> int:
    """STRICT: value, unit, action, start year and end year; LENIENT: value and unit."""
    if gold["value"] != figure.value or gold["unit"] != figure.unit:
        return NONE
    same_start = _year(gold["start"]) == _year(figure.period.start)
    exact = gold["action"] == figure.action and same_start and _ends_match(gold, figure)
    return STRICT if exact else LENIENT


def _year(iso: str | None) -> str | None:
    return iso[:4] if iso else None


def _ends_match(gold: GoldFigure, figure: Figure) -> bool:
    """Same end year; an open end matches an end that is only "to date"."""
    gold_end, system_end = _year(gold["end"]), _year(figure.period.end)
    if gold_end is None:
        return system_end is None or figure.period.end_basis == "to_date"
    if system_end is None:
        return gold["end_basis"] == "to_date"
    return gold_end == system_end


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two canonical names are the same name, spelling variants aside."""
    return a == b if a is None or b is None else fold_key(a) == fold_key(b)


def quote_spans(text: str, quote: str) -> list[Span]:
    """Every place where the quote stands in the text."""
    spans: list[Span] = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        spans.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return spans


def overlaps(spans: Iterable[Span], evidence: Iterable[Evidence]) -> bool:
    """Whether some span shares a character with some piece of evidence."""
    pieces = list(evidence)
    return any(span.start < piece.end and piece.start < span.end for span in spans for piece in pieces)
