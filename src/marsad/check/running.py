"""Running totals across documents: they may not fall, nor grow out of all proportion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from math import isclose, log10
from statistics import median

from marsad.check.cross import cross_finding, value_words
from marsad.check.sentences import LANGUAGES
from marsad.check.statements import Quantity, Statement, exclude
from marsad.records import Finding

__all__ = ["check_running_totals"]

_YEAR = 365.25
_SETTLED = 730  # days from which a total tells at what rate it grows, and only for as long again; one year is chance
_SPURT = 3  # a total may go on growing at three times its rate, but not faster ...
_JUMP = 1.5  # ... and a growth by less than half is never called a jump
_OTHER_SIZE = 2  # from here on, a total that breaks the order is an outlier
_NEIGHBOURS = 2  # totals told on either side of an outlier
_SLIP = 0.06  # how near its size must be to a power of ten to look like a slip of digits (15 % off)


def check_running_totals(quantity: Quantity, statements: Sequence[Statement]) -> Iterator[Finding]:
    """One finding for each start from which the totals of a quantity cannot all be right."""
    for start, told in sorted(_by_start(statements).items()):
        for body in _bodies(told):
            yield from _check(quantity, start, body)


def _by_start(statements: Sequence[Statement]) -> dict[date, list[Statement]]:
    """Totals by the year in which they begin, those of founding and of stated years together."""
    groups: defaultdict[date, list[Statement]] = defaultdict(list)
    for s in statements:
        if not s.share and s.start is not None and s.end is not None and s.end > s.start:
            groups[date(s.start.year, 1, 1)].append(s)
    return {start: sorted(told, key=lambda s: (s.end or date.max, s.key)) for start, told in groups.items()}


def _bodies(told: Sequence[Statement]) -> Iterator[list[Statement]]:
    """The totals of each agency with those that name none; totals of two agencies are never compared."""
    named: list[str | None] = sorted({s.figure.agency for s in told if s.figure.agency})  # type: ignore[assignment]
    for agency in named or [None]:
        yield [s for s in told if s.figure.agency in (agency, None)]


def _check(quantity: Quantity, start: date, told: Sequence[Statement]) -> Iterator[Finding]:
    """Outliers first, each for itself; then what of the other totals still clashes."""
    held = list(told)
    while clashes := _clashes(held):
        outlier = _outlier(clashes)
        rest = [s for pair in clashes if outlier in pair for s in pair if s is not outlier]
        usual = median(s.figure.value for s in rest)
        size = max(outlier.bounds[0], usual) / max(1, min(outlier.figure.value, usual))
        if size < _OTHER_SIZE:
            break
        held.remove(outlier)
        if outlier.figure.value > usual or _slip(size):  # what is only smaller may be a part whose words were missed
            others = [s for s in held if _alike(s, usual)] or rest
            yield _magnitude(quantity, start, outlier, others, usual, size)
    if clashes:
        a, b = max(clashes, key=lambda pair: abs(pair[0].figure.value - pair[1].figure.value))
        yield cross_finding(
            "running_total", "conflicts", [s for s in held if any(s in pair for pair in clashes)], quantity=quantity,
            difference=abs(a.figure.value - b.figure.value), explanations=_why(clashes),
            details={"start": str(start.year)},
        )  # fmt: skip


def _clashes(told: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    return [(a, b) for a, b in combinations(told, 2) if a.document.id != b.document.id and _clash(a, b)]


def _alike(statement: Statement, usual: float) -> bool:
    """Whether a total is of the size that the others have: it shows what is usual."""
    return usual < _OTHER_SIZE * statement.figure.value and statement.figure.value < _OTHER_SIZE * usual


def _magnitude(
    quantity: Quantity, start: date, outlier: Statement, rest: Sequence[Statement], usual: float, size: float
) -> Finding:
    return cross_finding(
        "magnitude", "conflicts", [outlier, *rest], quantity=quantity, told=_beside(outlier, rest),
        difference=abs(outlier.figure.value - usual),
        explanations=("typo", "true_conflict") if _slip(size) else ("scope", "true_conflict"),
        details={
            "start": str(start.year), "outlier": outlier.figure.value, "usual": round(usual),
            "odd": {language: value_words(outlier, language) for language in LANGUAGES},
        },
    )  # fmt: skip


def _slip(size: float) -> bool:
    """Whether two sizes differ by a power of ten, as a digit too many makes them."""
    return isclose(log10(size), round(log10(size)), abs_tol=_SLIP)


def _beside(outlier: Statement, rest: Sequence[Statement]) -> list[Statement]:
    """The outlier among those that were told before and after it."""
    ordered = sorted((outlier, *rest), key=_end)
    at = ordered.index(outlier)
    return ordered[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]


def _end(statement: Statement) -> date:
    return statement.end or date.max


def _clash(earlier: Statement, later: Statement) -> bool:
    """Whether a later total lies below an earlier one, or far above what it can have become.

    Where one names its body and the other none, it may be a part of the other: only a part too large is a clash.
    """
    if _end(earlier) == _end(later):
        rivals = exclude(earlier, later) and earlier.ended_by == later.ended_by == "published"
        return rivals and _far(earlier, later) and earlier.figure.agency == later.figure.agency
    if earlier.bounds[0] > later.bounds[1]:
        return earlier.figure.agency is not None or later.figure.agency is None
    return (later.figure.agency is not None or earlier.figure.agency is None) and _jumps(earlier, later)


def _far(a: Statement, b: Statement) -> bool:
    low, high = sorted((a.figure.value, b.figure.value))
    return high >= _OTHER_SIZE * low


def _jumps(earlier: Statement, later: Statement) -> bool:
    """Whether the least that the later words say is more than the most that the earlier ones can have grown to."""
    if earlier.start is None or earlier.end is None or later.end is None or earlier.figure.qualifier == "at_least":
        return False
    days, since = (earlier.end - earlier.start).days, (later.end - earlier.end).days
    if days < max(_SETTLED, since):
        return False
    high = earlier.bounds[1]
    reached = high + _SPURT * high / days * since
    return later.bounds[0] > max(reached, _JUMP * high)


def _outlier(clashes: Sequence[tuple[Statement, Statement]]) -> Statement:
    """The statement that clashes most often; between equals the vaguer one, then the greater, then the later."""
    held = list(dict.fromkeys(s for pair in clashes for s in pair))

    def rank(s: Statement) -> tuple[int, bool, int | float, tuple[date, str, str]]:
        return sum(s in pair for pair in clashes), not s.exact, s.figure.value, s.key

    return max(held, key=rank)


def _why(clashes: Sequence[tuple[Statement, Statement]]) -> tuple[str, ...]:
    """An older total repeated to date may explain a fall; two bodies or stated ends make it graver."""
    held = [s for pair in clashes for s in pair]
    why = ["subject"] if len({s.figure.agency for s in held}) > 1 else []
    if any(later.ended_by == "published" for _, later in clashes):
        why.append("update")
    return (*why, "scope", "typo")
