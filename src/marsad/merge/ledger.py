"""The judgements that are in force. A judgement is withdrawn, never deleted; the last word on a pair counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from marsad.merged import Judgement, Verdict
from marsad.records import content_id

__all__ = ["Rulings", "judgement", "rulings"]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people decided: pairs that are the same (oldest first), and for each report those it is not."""

    same: tuple[tuple[str, str], ...] = ()
    different: dict[str, frozenset[str]] = field(default_factory=dict)
    judged: frozenset[str] = frozenset()

    def rivals(self, report_id: str) -> frozenset[str]:
        """The reports that were judged to tell of another event than this one."""
        return self.different.get(report_id, frozenset())


def judgement(a: str, b: str, verdict: Verdict, *, who: str, when: str, why: str | None = None) -> Judgement:
    """A judgement on two reports; the order of the two makes no difference. ``when`` is an ISO time."""
    first, second = sorted((a, b))
    if first == second:
        raise ValueError(f"a judgement needs two different reports, not {a} twice")
    return Judgement(content_id("j", first, second, verdict, who, when), first, second, verdict, who, when, why)


def rulings(judgements: Iterable[Judgement]) -> Rulings:
    """The decisions in force: withdrawn ones are gone, the last one on a pair counts, and unsure decides nothing."""
    last: dict[tuple[str, str], Judgement] = {}
    for item in sorted(judgements, key=lambda item: (item.when, item.id)):
        if item.withdrawn_at is None:
            pair = (item.a, item.b) if item.a < item.b else (item.b, item.a)
            last.pop(pair, None)  # the place in the order is that of the last word
            last[pair] = item
    same = tuple(pair for pair, item in last.items() if item.verdict == "same")
    different: dict[str, set[str]] = defaultdict(set)
    for (a, b), item in last.items():
        if item.verdict == "different":
            different[a].add(b)
            different[b].add(a)
    judged = frozenset(one for pair in same for one in pair) | different.keys()
    return Rulings(same, {one: frozenset(others) for one, others in different.items()}, judged)
