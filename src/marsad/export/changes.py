"""What changed between two releases, record by record and field by field, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from marsad.export.codebook import table
from marsad.export.edition import Edition
from marsad.export.lineage import Lineage
from marsad.export.reasons import Reasons
from marsad.export.tables import Row, event_row, figure_row
from marsad.records import Claim, Document, Figure, Finding

__all__ = ["Change", "FieldChange", "compare"]

Kind = Literal["added", "changed", "merged", "split", "regrouped", "withdrawn"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its value before and after."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record; ``old`` and ``new`` are ids in the two releases."""

    record: str
    kind: Kind
    old: tuple[str, ...]
    new: tuple[str, ...]
    why: tuple[str, ...]
    fields: tuple[FieldChange, ...] = ()


def compare(old: Edition, new: Edition) -> list[Change]:
    """All changes, events first, in order of kind of record and id."""
    reasons = Reasons(old, new)
    changes = [*_events(old, new, reasons)]
    changes += _statements("figure", old.figures, new.figures, figure_row, reasons)
    changes += _statements("claim", old.claims, new.claims, _claim_row, reasons)
    changes += _statements("finding", old.findings, new.findings, _finding_row, reasons)
    changes += _documents(old, new)
    return changes


def _events(old: Edition, new: Edition, reasons: Reasons) -> Iterator[Change]:
    """Events are followed through their reports, since their ids change with any report."""
    lineage = Lineage(old, new)
    for before, after in lineage.groups():
        kind = _kind(before, after)
        fields: tuple[FieldChange, ...] = ()
        if before and after:
            rows = [event_row(side.events[ids[0]]) for side, ids in ((old, before), (new, after))]
            fields = tuple(_differences("events", *rows))
        if kind == "changed" and not fields and before == after:
            continue
        why = reasons.of_events(lineage, before, after)
        if kind == "changed" and not fields and not why:
            continue
        yield Change("event", kind, before, after, why, fields)


def _kind(before: tuple[str, ...], after: tuple[str, ...]) -> Kind:
    if not before:
        return "added"
    if not after:
        return "withdrawn"
    if len(before) == len(after) == 1:
        return "changed"
    return "merged" if len(after) == 1 else "split" if len(before) == 1 else "regrouped"


def _differences(name: str, old: Row, new: Row) -> Iterator[FieldChange]:
    for column in table(name).header:
        if column != "id" and old.get(column) != new.get(column):
            yield FieldChange(column, old.get(column), new.get(column))


def _statements(
    record: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    row: Callable[[Any], Row],
    reasons: Reasons,
) -> Iterator[Change]:
    """Statements are hashes of their content: one that changed is gone, and another stands at the same words."""
    gone, come = _by_place(old, new), _by_place(new, old)
    for place in sorted(gone.keys() | come.keys()):
        for before, after in zip_longest(gone.get(place, ()), come.get(place, ())):
            why = reasons.of_statement(before, after)
            if after is None:
                yield Change(record, "withdrawn", (before.id,), (), why)
            elif before is None:
                yield Change(record, "added", (), (after.id,), why)
            elif fields := tuple(_differences(f"{record}s", row(before), row(after))):
                yield Change(record, "changed", (before.id,), (after.id,), why, fields)
    for id in sorted(old.keys() & new.keys()):  # the same statement, corrected by a person
        fields = tuple(_differences(f"{record}s", row(old[id]), row(new[id])))
        if fields:
            yield Change(record, "changed", (id,), (id,), reasons.of_statement(old[id], new[id]), fields)


def _by_place(these: Mapping[str, Any], others: Mapping[str, Any]) -> dict[tuple[str, str, int, int, str], list[Any]]:
    """Statements that the other side does not have, by their place; several may stand at the same words."""
    found: dict[tuple[str, str, int, int, str], list[Any]] = {}
    for id in sorted(these):
        if id not in others:
            found.setdefault(_where(these[id]), []).append(these[id])
    return found


def _where(one: Figure | Claim | Finding) -> tuple[str, str, int, int, str]:
    """Where a statement stands in its text, or what a finding compares."""
    if isinstance(one, Finding):
        return one.document_id, one.kind, 0, 0, " ".join(one.compared)
    words = one.evidence[0] if one.evidence else None
    return one.document_id, type(one).__name__, words.start if words else 0, words.end if words else 0, ""


def _claim_row(claim: Claim) -> Row:
    return {
        "document_id": claim.document_id,
        "stance": claim.stance,
        "speaker": claim.speaker,
        "speaker_kind": claim.speaker_kind,
        "about": claim.about,
        "direction": claim.direction,
    }


def _finding_row(finding: Finding) -> Row:
    return {
        "document_id": finding.document_id or None,
        "kind": finding.kind,
        "verdict": finding.verdict,
        "difference": finding.difference,
        "explanations": list(finding.explanations),
    }


def _documents(old: Edition, new: Edition) -> Iterator[Change]:
    """A document whose text changed has another id; its address or outside id tells that it is the same."""
    gone = {id: one for id, one in old.documents.items() if id not in new.documents}
    come = {id: one for id, one in new.documents.items() if id not in old.documents}
    named = {name: one for one in _in_order(come) for name in _names(one)}
    paired: set[str] = set()
    for before in _in_order(gone):
        after = next((named[name] for name in _names(before) if name in named), None)
        if after is not None and after.id not in paired:
            paired.add(after.id)
            yield Change("document", "changed", (before.id,), (after.id,), ("its source published another text",))
        else:
            yield Change("document", "withdrawn", (before.id,), (), ("taken out of the archive",))
    for after in _in_order(come):
        if after.id not in paired:
            yield Change("document", "added", (), (after.id,), ("new document",))


def _names(document: Document) -> Iterable[str]:
    return [name for name in (document.url, document.external_id) if name]


def _in_order(documents: Mapping[str, Document]) -> list[Document]:
    return [documents[id] for id in sorted(documents)]
