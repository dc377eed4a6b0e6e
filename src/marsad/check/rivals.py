"""Rival figures across documents: one quantity and one period with values that exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from marsad.check.cross import cross_finding, reasons
from marsad.check.statements import Quantity, Statement, exclude
from marsad.records import Finding

__all__ = ["check_companions", "check_rival_values", "check_starts", "check_updates"]

_SIZE = 2  # a value twice as large counts something else, or is an outlier (see running)
_SAME_COMPANION = 10  # from here on, an equal figure beside two others shows that they were given together
_LEAST_TOTAL = 10  # smaller totals are equal by chance
_MOST_DAYS = 400  # totals from different starts are compared when they end within about a year


def _independent(statements: Sequence[Statement]) -> bool:
    return len({s.document.id for s in statements}) > 1


def _gap(statements: Sequence[Statement]) -> int | float:
    values = [s.figure.value for s in statements]
    return max(values) - min(values)


def _one_size(statements: Sequence[Statement]) -> bool:
    values = [s.figure.value for s in statements]
    return max(values) < _SIZE * min(values)


def check_rival_values(quantity: Quantity, statements: Sequence[Statement]) -> Iterator[Finding]:
    """One finding for each period for which texts give values that exclude each other, all values in it."""
    for _, told in sorted(_periods(statements).items(), key=lambda item: item[0]):
        found = _rivals(quantity, told)
        if found is not None:
            yield found


def _periods(statements: Iterable[Statement]) -> dict[tuple[date, date], list[Statement]]:
    """Statements by a period that both its bounds state."""
    groups: defaultdict[tuple[date, date], list[Statement]] = defaultdict(list)
    for s in statements:
        if not s.share and s.start is not None and s.end is not None and s.ended_by == "stated":
            groups[s.start, s.end].append(s)
    return groups


def _rivals(quantity: Quantity, told: Sequence[Statement]) -> Finding | None:
    """Rivals of one body, or of texts that name none, conflict; a body against an unnamed one cannot be told."""
    agencies = {s.figure.agency for s in told}
    for agency in sorted(agencies, key=str):
        own = [s for s in told if s.figure.agency == agency]
        rivals = _opposed(own)
        if rivals:
            return _rival(quantity, "conflicts", rivals, ("scope", "true_conflict"))
    for agency in sorted(filter(None, agencies)):
        rivals = _opposed([s for s in told if s.figure.agency in (agency, None)])
        if rivals:
            return _rival(quantity, "cannot_tell", rivals, ())
    return None


def _opposed(told: Sequence[Statement]) -> list[Statement]:
    """The statements, if some of them exclude each other and all are of one size and several texts."""
    clash = any(exclude(a, b) and a.document.id != b.document.id for a, b in combinations(told, 2))
    return list(told) if clash and _one_size(told) else []


def _rival(quantity: Quantity, verdict: str, rivals: Sequence[Statement], otherwise: tuple[str, ...]) -> Finding:
    first = rivals[0]
    period = str(first.year) if first.year is not None else _period_words(first.start, first.end)
    return cross_finding(
        "rival", verdict, rivals, quantity=quantity, difference=_gap(rivals),
        explanations=reasons(rivals, *otherwise), details={"period": period},
    )  # fmt: skip


def _period_words(start: date | None, end: date | None) -> str:
    """Whole years as years, else the days."""
    if start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}–{end.year}"
    return f"{start} – {end}"


def check_companions(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Totals to date given beside one and the same other total: "49 cells and 739 persons", "49 cells and 772"."""
    running = [s for s in statements if not s.share and s.start is not None and s.ended_by == "published"]
    beside: defaultdict[tuple[Quantity, int | float, date], list[Statement]] = defaultdict(list)
    for s in running:
        if s.exact and s.figure.value >= _SAME_COMPANION and s.start is not None:
            beside[s.quantity, s.figure.value, s.start].append(s)
    seen: set[tuple[str, ...]] = set()
    for (companion, value, start), hosts in sorted(beside.items(), key=lambda item: item[0]):
        documents = {s.document.id for s in hosts}
        if len({s.origin for s in hosts}) < 2:
            continue
        others: defaultdict[Quantity, list[Statement]] = defaultdict(list)
        for s in running:
            if s.document.id in documents and s.start == start and s.quantity != companion:
                others[s.quantity].append(s)
        for quantity, told in sorted(others.items(), key=lambda item: item[0]):
            same = quantity.unit != companion.unit  # a part of the companion moves with its total
            ids = tuple(sorted(s.figure.id for s in told))
            if same and ids not in seen and _opposed(told) and len({s.figure.agency for s in told} - {None}) < 2:
                seen.add(ids)
                yield cross_finding(
                    "rival", "conflicts", told, quantity=quantity, difference=_gap(told),
                    explanations=("scope", "true_conflict"), told=told,
                    details={"period": f"{start} –", "companion": value, "companion_unit": companion.unit},
                )  # fmt: skip


def check_updates(quantity: Quantity, statements: Sequence[Statement]) -> Iterator[Finding]:
    """A year told before its end and after it: the later, greater figure updates the earlier one."""
    for s in sorted({s.year for s in statements if s.year is not None and not s.share}):
        final = [f for f in statements if f.year == s and not f.share]
        early = [
            f
            for f in statements
            if f.start == date(s, 1, 1) and f.end is not None and f.end < date(s, 12, 31) and not f.share
        ]
        for agency in sorted({f.figure.agency for f in final}, key=str):
            told = [f for f in (*early, *final) if f.figure.agency == agency]
            values = {f.figure.value for f in told}
            grown = all(_may_become(a, b) for a in early for b in final if agency == a.figure.agency)
            if len(values) > 1 and grown and _independent(told) and any(f in early for f in told):
                yield cross_finding(
                    "update", "agrees", told, quantity=quantity, difference=_gap(told),
                    explanations=("update",), details={"period": str(s)},
                )  # fmt: skip


def _may_become(early: Statement, final: Statement) -> bool:
    """Whether a figure told before the end of a year can have grown to the final one: at most at twice its rate."""
    if early.start is None or early.end is None or final.end is None or early.bounds[0] > final.bounds[1]:
        return False
    whole, part = (final.end - early.start).days + 1, (early.end - early.start).days + 1
    return final.bounds[0] <= _SIZE * early.bounds[1] * whole / part


def check_starts(quantity: Quantity, statements: Sequence[Statement]) -> Iterator[Finding]:
    """One exact total told from different years: "210 since 2002", "210 since 2012". The year may be a slip."""
    by_value: defaultdict[int | float, list[Statement]] = defaultdict(list)
    for s in statements:
        long = s.start is not None and s.end is not None and (s.end - s.start).days > _MOST_DAYS
        if s.exact and long and not s.share and s.figure.value >= _LEAST_TOTAL:
            by_value[s.figure.value].append(s)
    for value, told in sorted(by_value.items()):
        apart = [(a, b) for a, b in combinations(told, 2) if _starts_apart(a, b)]
        held = [s for s in told if any(s in pair for pair in apart)]
        if not held:
            continue
        years = sorted({s.start.year for s in held if s.start})
        yield cross_finding(
            "start_year", "conflicts", held, quantity=quantity, difference=years[-1] - years[0],
            explanations=("typo", "period"), details={"value": value, "starts": " / ".join(map(str, years))},
        )  # fmt: skip


def _starts_apart(a: Statement, b: Statement) -> bool:
    """Whether two equal totals of different documents begin two years or more apart and end within about a year."""
    if a.document.id == b.document.id or a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    if a.figure.agency != b.figure.agency and None not in (a.figure.agency, b.figure.agency):
        return False
    return abs(a.start.year - b.start.year) > 1 and abs((a.end - b.end).days) <= _MOST_DAYS
