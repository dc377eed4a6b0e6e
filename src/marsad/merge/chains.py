"""Events of one case: an attack, the arrests, the remand, the verdict. Told by what one document tells together.

Only events are tied, never persons, and only where one document tells of both: a verdict that no text sets beside an
arrest stays alone. For each later stage the best earlier event of the document is chosen, if it is good enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from marsad.merge.constraints import family, gap
from marsad.merge.features import Features
from marsad.merged import Event, EventLink, LinkKind

__all__ = ["Cases", "Tie", "case_ties", "cases", "ties"]

# Steps of a case in their order; a later step may be the outcome of any earlier one.
_STEPS = {"arrest": 1, "charge": 2, "remand": 3, "trial": 4, "conviction": 5, "acquittal": 5, "release": 6}
_SWIFT = ("charge", "remand")  # follow an arrest within days
_SWIFT_DAYS = 15
_CASE_DAYS = 30  # between an attack and the arrests or finds that a text sets beside it
_ENOUGH = 2.0

_PERSONS = ("arrested", "charged", "convicted", "acquitted", "released", "transferred", "kidnapped")


@dataclass(frozen=True, slots=True)
class Tie:
    """Two reports of one document that belong to one case: ``report`` to ``other``, the earlier or the larger."""

    report: str
    other: str
    kind: LinkKind
    why: str


def case_ties(rows: Iterable[Features]) -> list[Tie]:
    """The ties between reports, document by document."""
    by_document: dict[str, list[Features]] = defaultdict(list)
    for row in rows:
        by_document[row.document_id].append(row)
    return [tie for some in by_document.values() if len(some) > 1 for tie in ties(some)]


def ties(rows: Sequence[Features]) -> Iterator[Tie]:
    """The ties between the reports of one document."""
    ordered = sorted(rows, key=lambda row: row.id)
    for row in ordered:
        others = [other for other in ordered if other.id != row.id and _same_land(row, other)]
        if row.type in ("prosecution", "transfer"):
            yield from _outcome(row, others)
        elif row.type in ("arrest", "seizure"):
            yield from _case(row, others)
        yield from (Tie(row.id, whole.id, "part_of", "lies within it") for whole in others if _part(row, whole))


def _same_land(a: Features, b: Features) -> bool:
    return not a.countries or not b.countries or bool(a.countries & b.countries)


def _outcome(row: Features, others: Iterable[Features]) -> Iterator[Tie]:
    """The event whose outcome this is: the best one before it."""
    ranked = sorted(((_follows(row, other), other) for other in others), key=lambda pair: (-pair[0], pair[1].id))
    if not ranked or ranked[0][0] < _ENOUGH:
        return
    best = ranked[0][1]
    again = best.type == row.type and _step(best) == _step(row)
    stage = row.legal_stage or row.type
    why = f"{stage} told beside the {_name(best)}{_after(row, best)}"
    yield Tie(row.id, best.id, "updates" if again else "outcome_of", why)


def _follows(row: Features, before: Features) -> float:
    """How well a court's step or a release follows an earlier event; minus infinity where it cannot."""
    days = gap(row, before)
    if before.type in ("seizure", "cooperation") or _step(before) > _step(row):
        return float("-inf")
    if days is not None and (_first(row) < _first(before) or (before.type == row.type and days == 0)):
        return float("-inf")
    score = _kinship(row, before) + (1.0 if before.type in ("arrest", "prosecution") else 0.0)
    if days is not None and row.legal_stage in _SWIFT:
        score += 2.0 if days <= _SWIFT_DAYS else -2.0
    if before.type == row.type:
        # Two steps of one court need dates to tell which is which; a step further in time is then likely meant.
        score += -2.0 if days is None else 1.0 if _step(before) < _step(row) else 0.0
    return score


def _kinship(a: Features, b: Features) -> float:
    """What two events of one document share: news or background, groups, places, numbers of persons."""
    score = 1.0 if a.primary == b.primary else 0.0
    if a.groups and b.groups:
        score += 1.0 if a.groups & b.groups else -2.0
    if {spot.key for spot in a.spots} & {spot.key for spot in b.spots}:
        score += 1.0
    numbers, others = _persons(a), _persons(b)
    if numbers and others:
        score += 1.5 if numbers & others else -0.5
    return score


def _persons(row: Features) -> set[float]:
    return {tally.best for key, tally in row.counts.items() if key in _PERSONS}


def _case(row: Features, others: Iterable[Features]) -> Iterator[Tie]:
    """Attacks that arrests follow, and arrests beside which something was found."""
    wanted = ("attack", "clash") if row.type == "arrest" else ("arrest",)
    for other in others:
        days = gap(row, other)
        near = days is not None and days <= _CASE_DAYS and _first(row) >= _first(other)
        if other.type in wanted and near and _kinship(row, other) >= _ENOUGH:
            yield Tie(row.id, other.id, "same_case", f"{row.type} told beside the {_name(other)}{_after(row, other)}")


def _part(row: Features, whole: Features) -> bool:
    """One event inside a longer one of its kind at more places: an operation of a campaign."""
    if family(row.type) != family(whole.type) or row.type in ("prosecution", "transfer") or gap(row, whole) != 0:
        return False
    places, all_places = {spot.key for spot in row.spots}, {spot.key for spot in whole.spots}
    inside = _first(whole) <= _first(row) and _last(row) <= _last(whole)
    shorter = _last(row) - _first(row) < _last(whole) - _first(whole)
    counts = row.counts.keys() & whole.counts.keys()
    smaller = all(row.counts[key].best <= whole.counts[key].best for key in counts)
    return inside and shorter and bool(places) and places <= all_places and smaller


def _step(row: Features) -> int:
    if row.type == "prosecution":
        return _STEPS.get(row.legal_stage or "trial", 4)
    return _STEPS["release"] if row.type == "transfer" else 1


def _first(row: Features) -> int:
    return row.first or 0


def _last(row: Features) -> int:
    return row.last or 0


def _name(row: Features) -> str:
    return row.legal_stage if row.type == "prosecution" and row.legal_stage else row.type


def _after(row: Features, before: Features) -> str:
    if not (row.precise and before.precise) or row.first is None or before.first is None:
        return ""
    days = row.first - before.first
    return ", the same day" if days == 0 else f", {days} day{'s' if days > 1 else ''} after it"


@dataclass(frozen=True, slots=True)
class Cases:
    """The links of each event by its id, and the events of which a later stage is known."""

    links: Mapping[str, tuple[EventLink, ...]]
    resolved: frozenset[str]

    def on(self, event: Event) -> Event:
        """The event with its links; an arrest without a later stage of its case says so."""
        known = event.id in self.resolved if event.type == "arrest" else None
        return replace(event, links=self.links.get(event.id, ()), outcome_known=known)


def cases(found: Iterable[Tie], event_of: Mapping[str, str]) -> Cases:
    """The links between events: ties between their reports, and the way back.

    An outcome links to what it follows, and that links back as the same case.
    """
    told: dict[str, dict[tuple[str, LinkKind], set[str]]] = defaultdict(lambda: defaultdict(set))
    resolved: set[str] = set()
    for tie in found:
        one, other = event_of.get(tie.report), event_of.get(tie.other)
        if one is None or other is None or one == other:
            continue
        told[one][other, tie.kind].add(tie.why)
        if tie.kind in ("outcome_of", "same_case"):
            told[other][one, "same_case"].add(tie.why)
        if tie.kind == "outcome_of":
            resolved.add(other)
    links = {
        event: tuple(EventLink(kind, other, min(whys)) for (other, kind), whys in sorted(pairs.items()))
        for event, pairs in told.items()
    }
    return Cases(links, frozenset(resolved))
