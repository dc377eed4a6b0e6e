"""Totals against totals: parts and wholes, chains of periods, running totals, rival values, growth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from marsad.check.sentences import finding
from marsad.dates import first_day, last_day
from marsad.mentions import Annotations
from marsad.records import Figure, Finding
from marsad.spans import fold_key

__all__ = ["check_chains", "check_parts", "check_rivals", "check_running"]


def check_parts(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Breakdowns that must add up to their whole, subsets that must fit into it."""
    for whole in figures:
        parts = [figure for figure in figures if figure.part_of == whole.id and figure.relation == "breakdown"]
        if len(parts) >= 2 and _cover(whole, parts):
            yield _sum(whole, parts)
        for part in figures:
            if part.part_of == whole.id and part.relation == "subset":
                yield _subset(whole, part)


def _single_year(figure: Figure) -> bool:
    """Whether a figure stands for one year: such a figure is no total of other years."""
    return figure.period.start is not None and figure.period.start == figure.period.end


def _cover(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the periods of the parts leave no gap in the whole; parts of its own period are a split of it."""
    if all(part.period == whole.period for part in parts):
        return True
    if _single_year(whole):
        return False
    years = sorted(int(part.period.start[:4]) for part in parts if part.period.start)
    if len(years) < len(parts) or years != list(range(years[0], years[0] + len(years))):
        return False
    # From an unstated founding on, years may be missing at the front: only a sum that fits says anything.
    fits = sum(part.value for part in parts) >= whole.value
    begins = fits if whole.period.start is None else int(whole.period.start[:4]) == years[0]
    ends = whole.period.end is None or int(whole.period.end[:4]) == years[-1]
    return begins and ends


def _sum(whole: Figure, parts: Sequence[Figure]) -> Finding:
    total = sum(part.value for part in parts)
    difference = abs(total - whole.value)
    exact = whole.qualifier == "exact" and all(part.qualifier == "exact" for part in parts)
    fits = whole.qualifier == "at_least" and total >= whole.value
    verdict = "agrees" if difference == 0 or fits else "conflicts" if exact else "cannot_tell"
    details = {"parts": " + ".join(str(part.value) for part in parts), "sum": total, "whole": whole.value}
    return finding(
        "sum", verdict, [whole, *parts], difference=difference, details=details,
        explanations=("true_conflict", "typo") if verdict == "conflicts" else (),
    )  # fmt: skip


def _subset(whole: Figure, part: Figure) -> Finding:
    remainder = whole.value - part.value
    details = {"part": part.value, "whole": whole.value, "remainder": remainder}
    verdict = "agrees" if remainder >= 0 or whole.qualifier in ("at_least", "about") else "conflicts"
    return finding(
        "subset", verdict, [whole, part], difference=None if verdict == "agrees" else -remainder, details=details,
        explanations=("typo", "scope") if verdict == "conflicts" else (),
    )  # fmt: skip


def _comparable(a: Figure, b: Figure) -> bool:
    countries = a.country is None or b.country is None or a.country == b.country
    return (a.unit, a.action) == (b.unit, b.action) and countries and a.group == b.group


def _totals(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.part_of is None]


def _start_year(figure: Figure) -> int | None:
    return int(figure.period.start[:4]) if figure.period.start else None


def _same_start(a: Figure, b: Figure) -> bool:
    """Whether two totals may begin together: the same year, or an unstated founding or appointment."""
    first, second = _start_year(a), _start_year(b)
    open_starts = [f for f in (a, b) if f.period.start is None]
    if any(figure.period.start_basis not in ("founding", "appointment") for figure in open_starts):
        return False
    return first == second or bool(open_starts)


def check_chains(figures: Sequence[Figure]) -> Iterator[Finding]:
    """A total up to a date, a later partial count, and an overall total: first + second against the third."""
    by_quantity: defaultdict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
    for figure in _totals(figures):
        by_quantity[figure.unit, figure.action, figure.group].append(figure)
    for first in _totals(figures):
        if first.period.end is None or _single_year(first):
            continue
        totals = by_quantity[first.unit, first.action, first.group]
        for second in totals:
            if second is first or not _comparable(first, second) or not _follows(first, second):
                continue
            if any(_follows(second, later) for later in totals):
                continue  # the chain goes on: two of its links are not the whole
            for third in totals:
                if third in (first, second) or not _comparable(first, third) or not _covers(third, first, second):
                    continue
                yield _chain(first, second, third)


def _follows(first: Figure, second: Figure) -> bool:
    """Whether the second period begins right after the first: in the following year, or later in the same."""
    if first.period.end is None or second.period.start is None or first.period.start == second.period.start:
        return False
    gap = (first_day(second.period.start) - last_day(first.period.end)).days
    return 0 < gap <= 2


def _covers(third: Figure, first: Figure, second: Figure) -> bool:
    # A total of another size counts something else; it is not what the two add up to.
    if third.value < max(first.value, second.value) or 2 * (first.value + second.value) < third.value:
        return False
    if not _same_start(third, first):
        return False
    if third.period.end is None:
        return third.period.end_basis == "to_date"
    ending = second.period.end
    return ending is not None and last_day(third.period.end) == last_day(ending)


def _chain(first: Figure, second: Figure, third: Figure) -> Finding:
    total = first.value + second.value
    difference = abs(total - third.value)
    loose = third.qualifier == "at_least" and total >= third.value
    verdict = "agrees" if difference == 0 or loose else "conflicts"
    why = _explanations(first, third) if verdict == "conflicts" else ()
    details = {
        "first": first.value, "second": second.value, "total": third.value, "sum": total,
        "until": first.period.end, "subjects": [first.agency, third.agency],
    }  # fmt: skip
    return finding("chain", verdict, [first, second, third], difference=difference, explanations=why, details=details)


def _explanations(a: Figure, b: Figure) -> tuple[str, ...]:
    """Why two totals may differ without either being false; a slip or a true conflict where nothing explains it."""
    why = []
    if a.agency != b.agency:
        why.append("subject")
    if a.period != b.period:
        why.append("period")
    return tuple(why) or ("typo", "true_conflict")


def check_running(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Running totals from the same start may never fall as their end moves on."""
    dated = [f for f in _totals(figures) if f.period.start and f.period.end and f.qualifier == "exact"]
    for a, b in combinations(dated, 2):
        if not _comparable(a, b) or a.period.start != b.period.start or a.agency != b.agency:
            continue
        earlier, later = sorted((a, b), key=lambda figure: last_day(figure.period.end or ""))
        if last_day(earlier.period.end or "") < last_day(later.period.end or "") and later.value < earlier.value:
            details = {
                "earlier": earlier.value, "later": later.value,
                "earlier_end": earlier.period.end, "later_end": later.period.end,
            }  # fmt: skip
            yield finding(
                "running_total", "conflicts", [earlier, later], difference=earlier.value - later.value,
                explanations=("scope", "typo"), details=details,
            )  # fmt: skip


def check_rivals(figures: Sequence[Figure], annotations: Annotations) -> Iterator[Finding]:
    """Two values for one quantity and one stated period.

    Two numbers of one sentence are parts or neighbours, and numbers of another size or noun ("169 children", "57
    women") count something else: only rivals in the plain sense are reported.
    """
    for a, b in combinations(_totals(figures), 2):
        if not _comparable(a, b) or a.period != b.period or a.period.start is None or a.value == b.value:
            continue
        if a.agency != b.agency or not _contradict(a, b) or _noun(a) != _noun(b):
            continue
        if 2 * min(a.value, b.value) < max(a.value, b.value) or _sentence(a, annotations) == _sentence(b, annotations):
            continue
        details = {"a": a.value, "b": b.value}
        yield finding(
            "rival", "conflicts", [a, b], difference=abs(a.value - b.value),
            explanations=("scope", "typo"), details=details,
        )  # fmt: skip


def _noun(figure: Figure) -> str:
    """The counted noun as written, without its number."""
    words = fold_key(figure.as_written).split()
    return " ".join(word for word in words if not any(character.isdigit() for character in word))


def _sentence(figure: Figure, annotations: Annotations) -> int:
    """Index of the sentence that states a figure."""
    position = annotations.folded.inverse[figure.evidence[0].start]
    return next((s.index for s in annotations.sentences if s.start <= position < s.end), -1)


def _contradict(a: Figure, b: Figure) -> bool:
    """Whether two values exclude each other: "at least 85" and 91 do not, and rough values never do."""
    if "about" in (a.qualifier, b.qualifier):
        return False
    low, high = sorted((a, b), key=lambda figure: figure.value)
    return low.qualifier != "at_least" and high.qualifier != "at_most"
