"""Announced totals against documented events: how much of what was announced for a year the archive holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from marsad.check.cross import cross_finding
from marsad.check.ledger import SeriesYear, series_of
from marsad.check.statements import Quantity, Statement
from marsad.merged import Event
from marsad.records import Finding

__all__ = ["check_coverage"]

# Which count of an event documents which quantity: the event types that can, and the count to add up.
_DOCUMENTS: Mapping[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("cell", "dismantled"): (("arrest",), "cells"),
    ("person", "arrested"): (("arrest",), "arrested"),
    ("person", "killed"): (("attack", "clash"), "killed"),
    ("person", "injured"): (("attack", "clash"), "injured"),
    ("person", "convicted"): (("prosecution",), "convicted"),
    ("person", "repatriated"): (("transfer",), "transferred"),
}


def check_coverage(quantity: Quantity, statements: Sequence[Statement], events: Iterable[Event]) -> Finding | None:
    """The yearly values announced against the events of those years; None where nothing can be set against it.

    Only events that took place and tell their year, country and count are added up. Fewer events than announced is what
    to expect; more of them means another scope (or events merged too little), never that the announcement is false.
    """
    if (quantity.unit, quantity.action) not in _DOCUMENTS or quantity.group or quantity.population:
        return None
    types, count = _DOCUMENTS[quantity.unit, quantity.action]
    by_year: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events:
        carried_out = event.type in types and event.country == quantity.country and event.stage == "carried_out"
        if carried_out and event.date.start and count in event.counts:
            by_year[int(event.date.start[:4])].append(event)
    announced = [year for year in series_of(s for s in statements if not s.share) if year.basis != "provisional"]
    if not announced or not any(year.year in by_year for year in announced):
        return None
    return _coverage(quantity, statements, announced, by_year, count)


def _coverage(
    quantity: Quantity,
    statements: Sequence[Statement],
    announced: Sequence[SeriesYear],
    by_year: Mapping[int, Sequence[Event]],
    count: str,
) -> Finding:
    documented = {
        year.year: sum(event.counts[count].best for event in by_year.get(year.year, ())) for year in announced
    }
    gaps = {year.year: year.value - documented[year.year] for year in announced}
    used = {figure for year in announced for figure in year.figures}
    total, found = sum(year.value for year in announced), sum(documented.values())
    over = any(gap < 0 for gap in gaps.values())
    return cross_finding(
        "coverage", "cannot_tell" if over else "agrees", [s for s in statements if s.figure.id in used],
        quantity=quantity, difference=total - found, explanations=("scope", "subject") if over else (),
        events=[event for year in announced for event in by_year.get(year.year, ())],
        details={
            "announced": total, "documented": found, "share": round(100 * found / total) if total else 0,
            "period": f"{announced[0].year}–{announced[-1].year}",
            "gaps": ", ".join(f"{year}: {gap:+}" for year, gap in gaps.items()),
            "years": [
                {"year": y.year, "announced": y.value, "documented": documented[y.year], "gap": gaps[y.year]}
                for y in announced
            ],
        },
    )  # fmt: skip
