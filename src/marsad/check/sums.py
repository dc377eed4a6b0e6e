"""Figures across documents that must add up: years against totals, totals against later totals, stated growth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from math import prod

from marsad.check.cross import cross_finding, reasons
from marsad.check.ledger import series_of
from marsad.check.statements import Quantity, Statement
from marsad.records import Finding

__all__ = ["check_chained_totals", "check_growth_told", "check_yearly_sums"]

_NEXT = 2  # days between the end of a total and the start of what came since
_SOON = 45  # days within which a total to date still is one to the end of the last count
_OTHER_BODY = 0.1  # totals of two bodies are one chain only where they nearly meet
_Link = tuple[Statement, Statement, Statement]  # a total, a count since then, a later total
_MOST_CHOICES = 256  # ways to choose among rival yearly values that are tried


def _agency(statements: Sequence[Statement], agency: str | None) -> list[Statement]:
    """Statements of one body, with those that name none."""
    return [s for s in statements if agency is None or s.figure.agency in (agency, None)]


def check_yearly_sums(quantity: Quantity, statements: Sequence[Statement]) -> Iterator[Finding]:
    """The yearly values of a span of years against each total announced for it; one finding for each span."""
    spans: defaultdict[tuple[int, int], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.share or s.start is None or s.end is None or s.ended_by != "stated" or s.year is not None:
            continue
        if (s.start.month, s.start.day, s.end.month, s.end.day) == (1, 1, 12, 31):
            spans[s.start.year, s.end.year].append(s)
    for (first, last), totals in sorted(spans.items()):
        agency = next((s.figure.agency for s in totals if s.figure.agency), None)
        found = _yearly_sum(quantity, range(first, last + 1), totals, _agency(statements, agency))
        if found is not None:
            yield found


def _yearly_sum(
    quantity: Quantity, years: range, totals: Sequence[Statement], statements: Sequence[Statement]
) -> Finding | None:
    told = {year: [s for s in statements if s.year == year and s.exact and not s.share] for year in years}
    if not all(told.values()):
        return None
    best = [entry.value for entry in series_of(s for year in years for s in told[year])]
    choices = [sorted({s.figure.value for s in told[year]}) for year in years]
    sums = {sum(choice) for choice in product(*choices)} if prod(map(len, choices)) <= _MOST_CHOICES else {sum(best)}
    fits = any(total.bounds[0] <= value <= total.bounds[1] for total in totals for value in sums)
    used = [s for year in years for s in told[year]]
    whole = min(totals, key=lambda t: abs(t.figure.value - sum(best)))
    details = {
        "parts": " + ".join(map(str, best)), "sum": sum(best), "whole": whole.figure.value,
        "period": f"{years[0]}–{years[-1]}",
    }  # fmt: skip
    if fits:
        return cross_finding("sum", "agrees", [*totals, *used], quantity=quantity, difference=0, details=details)
    if not all(total.exact or total.figure.qualifier == "at_least" for total in totals):
        return None
    why = tuple(reason for reason in reasons([whole, *used], "true_conflict", "typo") if reason != "period")
    return cross_finding(
        "sum", "conflicts", [*(t for t in totals if t.figure.value == whole.figure.value), *used],
        quantity=quantity, details=details, told=[whole],
        difference=abs(sum(best) - whole.figure.value), explanations=why,
    )  # fmt: skip


def check_chained_totals(quantity: Quantity, statements: Sequence[Statement]) -> Iterator[Finding]:
    """A total up to a day and a count since then against a later total from the same start.

    One finding for each day on which totals of one start meet counts since then, however many texts give them.
    """
    dated = [s for s in statements if not s.share and s.start is not None and s.end is not None and s.exact]
    links: defaultdict[tuple[date, date], list[_Link]] = defaultdict(list)
    for second in dated:
        if second.start is None or any(_follows(second, s) for s in dated):
            continue
        for first in dated:
            if first.start is None or first.start == second.start or first.year or not _follows(first, second):
                continue
            links[first.start, second.start] += [(first, second, s) for s in dated if _reaches(s, first, second)]
    for _, told in sorted(links.items()):
        if told:
            yield _chain(quantity, told)


def _days(a: date | None, b: date | None) -> int:
    return (b - a).days if a is not None and b is not None else -1


def _follows(first: Statement, second: Statement) -> bool:
    return first.ended_by == "stated" and 0 < _days(first.end, second.start) <= _NEXT


def _reaches(third: Statement, first: Statement, second: Statement) -> bool:
    """Whether a total begins with the first count and ends with the second, or soon after."""
    if third.start is None or first.start is None or third.start.year != first.start.year or third is second:
        return False
    bodies = {s.figure.agency for s in (first, second, third)} - {None}
    total = first.figure.value + second.figure.value
    if len(bodies) > 1 and abs(total - third.figure.value) > _OTHER_BODY * total:
        return False
    limit = _SOON if third.ended_by == "published" else 0
    return 0 <= _days(second.end, third.end) <= limit and third.figure.value >= first.figure.value


def _apart(link: _Link) -> int | float:
    first, second, third = (s.figure.value for s in link)
    return abs(first + second - third)


def _chain(quantity: Quantity, links: Sequence[_Link]) -> Finding:
    """The chain that fits best; all texts that give the same values for it are compared, one of each is told."""
    best = min(links, key=_apart)
    first, second, third = best
    total, difference = first.figure.value + second.figure.value, _apart(best)
    values = [s.figure.value for s in best]
    same = [link for link in links if [s.figure.value for s in link] == values]
    return cross_finding(
        "chain", "conflicts" if difference else "agrees", [link[i] for i in range(3) for link in same], told=best,
        quantity=quantity, difference=difference, explanations=_chain_reasons(first, third) if difference else (),
        details={
            "first": first.figure.value, "second": second.figure.value, "total": third.figure.value, "sum": total,
            "until": first.end.isoformat() if first.end else "",
        },
    )  # fmt: skip


def _chain_reasons(first: Statement, third: Statement) -> tuple[str, ...]:
    """Another body, or a start told in another way: since a year, a founding or an appointment."""
    why = ["subject"] if first.figure.agency != third.figure.agency else []
    loose = third.ended_by == "published" or first.figure.period.start_basis != third.figure.period.start_basis
    return (*why, "period") if loose else (*why, "typo", "true_conflict")


def check_growth_told(quantity: Quantity, statements: Sequence[Statement]) -> Iterator[Finding]:
    """A stated change ("31 more than the year before") against the year before; one finding for each year."""
    changed: defaultdict[int, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.figure.change is not None and s.year is not None and s.exact and not s.share:
            changed[s.year].append(s)
    for year, told in sorted(changed.items()):
        later = told[0]
        before = [
            s
            for s in _agency(statements, later.figure.agency)
            if s.year == year - 1 and s.exact and not s.share and s is not later
        ]
        if before:
            yield _growth(quantity, later, told, before)


def _growth(quantity: Quantity, later: Statement, told: Sequence[Statement], before: Sequence[Statement]) -> Finding:
    stated = later.figure.change or 0
    earlier = min(before, key=lambda s: abs(later.figure.value - s.figure.value - stated))
    actual = later.figure.value - earlier.figure.value
    difference = abs(actual - stated)
    return cross_finding(
        "growth", "conflicts" if difference else "agrees", [*told, *before], quantity=quantity, difference=difference,
        explanations=("typo", "true_conflict") if difference else (), told=[later, earlier],
        details={
            "later": later.figure.value, "earlier": earlier.figure.value, "stated": f"{stated:+}",
            "actual": f"{actual:+}", "year": str(later.year),
        },
    )  # fmt: skip
