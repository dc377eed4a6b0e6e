"""Announced totals against documented events: how much of what was announced for a year the archive holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.check.cross import cross_finding
from marsad.check.ledger import SeriesYear, series_of
from marsad.check.statements import Quantity, Statement
from marsad.merged import Event
from marsad.records import EventReport, Finding

__all__ = ["Documented", "check_coverage", "documented"]

_DISMANTLED = "dismantle"  # what the rules of a report begin with whose trigger is a dismantling
_MOST_EVENTS = 500  # events named one by one in a finding; above it only their number is told
# Which count of an event documents which quantity: the event types that can, and the count to add up.
_DOCUMENTS: Mapping[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("cell", "dismantled"): (("arrest",), "cells"),
    ("person", "arrested"): (("arrest",), "arrested"),
    ("person", "killed"): (("attack", "clash"), "killed"),
    ("person", "injured"): (("attack", "clash"), "injured"),
    ("person", "convicted"): (("prosecution",), "convicted"),
    ("person", "repatriated"): (("transfer",), "transferred"),
}


@dataclass(frozen=True, slots=True)
class Documented:
    """What the events of an archive document: for country, unit and action, by year, event ids and counts."""

    counts: Mapping[tuple[str, str, str], Mapping[int, Sequence[tuple[str, int | float]]]]

    def of(self, quantity: Quantity) -> Mapping[int, Sequence[tuple[str, int | float]]]:
        """The documented events of a quantity by year."""
        return self.counts.get((quantity.country, quantity.unit, quantity.action), {})


def documented(events: Iterable[Event], reports: Iterable[EventReport], countries: Container[str]) -> Documented:
    """What events of these countries document.

    Reports tell which arrests were those of a cell: an event that states no number of cells stands for one cell where
    one of its reports tells of a dismantling.
    """
    struck = {report.id for report in reports if any(rule.startswith(_DISMANTLED) for rule in report.explain)}
    counts: defaultdict[tuple[str, str, str], defaultdict[int, list[tuple[str, int | float]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for event in events:
        if event.stage != "carried_out" or event.date.start is None or event.country not in countries:
            continue
        for (unit, action), (types, key) in _DOCUMENTS.items():
            number = _number(event, key, struck) if event.type in types else None
            if number is not None:
                counts[event.country, unit, action][int(event.date.start[:4])].append((event.id, number))  # type: ignore[index]
    return Documented(counts)


def _number(event: Event, key: str, struck: Container[str]) -> int | float | None:
    if key in event.counts:
        return event.counts[key].best
    return 1 if key == "cells" and any(report in struck for report in event.reports) else None


def check_coverage(quantity: Quantity, statements: Sequence[Statement], events: Documented) -> Finding | None:
    """The yearly values announced against the events of those years; None where nothing can be set against it.

    Only events that took place and tell their count are added up. Fewer events than announced is what to expect; more
    of them means another scope (or events merged too little), never that the announcement is false.
    """
    if quantity.group or quantity.population:
        return None
    by_year = events.of(quantity)
    announced = [year for year in series_of(statements) if year.basis != "provisional"]
    if not announced or not any(year.year in by_year for year in announced):
        return None
    return _coverage(quantity, statements, announced, by_year)


def _coverage(
    quantity: Quantity,
    statements: Sequence[Statement],
    announced: Sequence[SeriesYear],
    by_year: Mapping[int, Sequence[tuple[str, int | float]]],
) -> Finding:
    held = {year.year: sum(number for _, number in by_year.get(year.year, ())) for year in announced}
    gaps = {year.year: year.value - held[year.year] for year in announced}
    used = {figure for year in announced for figure in year.figures}
    ids = [event for year in announced for event, _ in by_year.get(year.year, ())]
    total, found = sum(year.value for year in announced), sum(held.values())
    over = any(gap < 0 for gap in gaps.values())
    return cross_finding(
        "coverage", "cannot_tell" if over else "agrees", [s for s in statements if s.figure.id in used],
        quantity=quantity, difference=total - found, explanations=("scope", "subject") if over else (),
        events=ids if len(ids) <= _MOST_EVENTS else (),
        details={
            "announced": total, "documented": found, "share": round(100 * found / total) if total else 0,
            "period": f"{announced[0].year}–{announced[-1].year}", "events": len(ids),
            "gaps": ", ".join(f"{year}: {gap:+}" for year, gap in gaps.items()),
            "years": [
                {"year": y.year, "announced": y.value, "documented": held[y.year], "gap": gaps[y.year]}
                for y in announced
            ],
        },
    )  # fmt: skip
