"""What is left of a total beside its part: 57 with 51 tied to a group, 84 with 78, 91 with 85 always leave six.

Both are running totals, so the rest is one too and cannot fall. A text that calls the part the one *without* a tie
breaks the order, and fits it when read the other way round: a slip of a negation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from marsad.check.cross import cross_finding, cross_phrases
from marsad.check.sentences import LANGUAGES
from marsad.check.statements import Quantity, Statement
from marsad.records import Finding

__all__ = ["check_remainders"]

_CONSTANT = 3  # pairs from which one and the same rest is worth saying


@dataclass(frozen=True, slots=True)
class _Pair:
    """A total and the part of it that is tied to a group, or is said not to be."""

    whole: Statement
    part: Statement
    negated: bool

    @property
    def rest(self) -> int | float:
        return self.whole.figure.value - self.part.figure.value

    @property
    def tied(self) -> int | float:
        return self.rest if self.negated else self.part.figure.value


def check_remainders(statements: Sequence[Statement]) -> Iterator[Finding]:
    """One finding for each total and group whose parts were told more than once."""
    for (quantity, tied, _), pairs in sorted(_pairs(statements).items(), key=lambda item: str(item[0])):
        if len({pair.whole.document.id for pair in pairs}) < 2:
            continue
        pairs.sort(key=lambda pair: (pair.whole.end or date.max, pair.whole.key))
        found = _negation(quantity, tied, pairs) or _falling(quantity, tied, pairs) or _constant(quantity, tied, pairs)
        if found is not None:
            yield found


def _pairs(statements: Sequence[Statement]) -> dict[tuple[Quantity, str, int | None], list[_Pair]]:
    by_id = {s.figure.id: s for s in statements}
    groups: defaultdict[tuple[Quantity, str, int | None], list[_Pair]] = defaultdict(list)
    for part in statements:
        whole = by_id.get(part.figure.part_of or "")
        group = part.figure.apart_from or part.figure.group
        if whole is None or group is None or whole.figure.group is not None or not part.exact:
            continue
        if whole.figure.qualifier not in ("exact", "at_least"):
            continue
        if part.figure.period != whole.figure.period or part.figure.value > whole.figure.value:
            continue
        start = whole.start.year if whole.start else None
        groups[whole.quantity, group, start].append(_Pair(whole, part, part.figure.apart_from is not None))
    return groups


def _told(pairs: Sequence[_Pair]) -> str:
    return ", ".join(dict.fromkeys(f"{pair.whole.figure.value}/{pair.part.figure.value}" for pair in pairs))


def _members(pairs: Sequence[_Pair]) -> list[Statement]:
    return [s for pair in pairs for s in (pair.whole, pair.part)]


def _negation(quantity: Quantity, tied: str, pairs: Sequence[_Pair]) -> Finding | None:
    """A part said to be untied that would leave far fewer tied than all other texts, and fits them as the tied one."""
    plain = [pair for pair in pairs if not pair.negated]
    odd = [pair for pair in pairs if pair.negated and plain and _slips(pair, plain)]
    if not odd:
        return None
    slip = odd[0]
    usual = min(pair.tied for pair in plain)
    words = {"part": slip.part.figure.value, "whole": slip.whole.figure.value, "implied": slip.tied, "usual": usual}
    return _conflict(
        quantity, tied, [slip, *(pair for pair in pairs if pair is not slip)], pairs, "negation",
        words | {"remainder": slip.rest}, ("negation",), abs(slip.part.figure.value - slip.tied),
    )  # fmt: skip


def _slips(pair: _Pair, plain: Sequence[_Pair]) -> bool:
    """Whether reading the untied part as the tied one brings its rest nearer to that of every other text."""
    as_written, turned = pair.part.figure.value, pair.rest
    return all(abs(turned - other.rest) < abs(as_written - other.rest) for other in plain)


def _falling(quantity: Quantity, tied: str, pairs: Sequence[_Pair]) -> Finding | None:
    """A rest that falls as its total moves on."""
    plain = [pair for pair in pairs if not pair.negated and pair.whole.exact]
    for before, after in pairwise(plain):
        same_end = before.whole.end == after.whole.end
        if after.rest < before.rest and not same_end and before.whole.figure.value <= after.whole.figure.value:
            words = {"before": before.rest, "after": after.rest}
            why = ("typo", "scope") if before.whole.figure.agency == after.whole.figure.agency else ("subject", "typo")
            return _conflict(quantity, tied, plain, plain, "falls", words, why, before.rest - after.rest)
    return None


def _conflict(  # noqa: PLR0913, PLR0917 - one place builds the two kinds
    quantity: Quantity,
    tied: str,
    order: Sequence[_Pair],
    pairs: Sequence[_Pair],
    kind: str,
    words: dict[str, int | float],
    explanations: tuple[str, ...],
    difference: int | float,
) -> Finding:
    odd = {language: cross_phrases()["odd"][kind][language].format(**words) for language in LANGUAGES}
    return cross_finding(
        "remainder", "conflicts", _members(order), quantity=quantity, difference=difference,
        explanations=explanations, details={"tied": tied, "pairs": _told(pairs), "odd": odd},
    )  # fmt: skip


def _constant(quantity: Quantity, tied: str, pairs: Sequence[_Pair]) -> Finding | None:
    pairs = [pair for pair in pairs if pair.negated or pair.whole.exact]
    rests = {pair.rest for pair in pairs if not pair.negated}
    wholes = {pair.whole.figure.value for pair in pairs}
    if len(rests) != 1 or len(wholes) < _CONSTANT or any(pair.negated for pair in pairs):
        return None
    return cross_finding(
        "remainder", "agrees", _members(pairs), quantity=quantity,
        details={"tied": tied, "pairs": _told(pairs), "remainder": next(iter(rests))},
    )  # fmt: skip
