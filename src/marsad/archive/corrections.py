"""Corrections of people laid over what was read. The reading itself is never changed, so each can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import orjson

from marsad.codec import from_dict
from marsad.errors import BadRecord
from marsad.merged import Correction
from marsad.records import EventReport, Figure, content_id
from marsad.store import Archive

__all__ = ["WITHDRAWN", "correct", "corrected", "corrected_figures", "corrected_reports", "uncorrect"]

Record = TypeVar("Record", EventReport, Figure)

# What names and grounds a record; a correction that changed it would make it another record.
_FIXED = frozenset({"id", "document_id", "evidence", "explain"})
# The field of a correction that takes the whole record out.
WITHDRAWN = "withdrawn"


def correct(archive: Archive, record_id: str, field: str, value: Any, *, who: str, when: str, why: str) -> Correction:
    """Correct one field of an event report or a figure ("counts.killed" for one count).

    The field "withdrawn" with the value True takes the record out of the merged view. BadRecord when there is no such
    record or field, when the value does not fit, or when no reason is given.
    """
    if not why.strip():
        raise BadRecord(record_id, "a correction needs a reason")
    report, figure = next(archive.reports([record_id]), None), next(archive.figures([record_id]), None)
    if report is None and figure is None:
        raise BadRecord(record_id, "there is no event report or figure of this id")
    correction = Correction(
        content_id("c", record_id, field, value, who, when), record_id, field, value, who, when, why
    )
    # Laying it over the record refuses what does not fit.
    if report is not None:
        corrected(report, [correction])
    if figure is not None:
        corrected(figure, [correction])
    archive.add_correction(correction)
    return correction


def uncorrect(archive: Archive, correction_id: str, *, who: str, when: str, why: str | None = None) -> None:
    """Take a correction back; ArchiveError if there is none that could be."""
    archive.withdraw_correction(correction_id, at=when, who=who, why=why)


def corrected(record: Record, corrections: Iterable[Correction]) -> Record | None:
    """The record with its corrections laid over it, the later over the earlier; None when it is withdrawn."""
    ordered = sorted(corrections, key=lambda one: (one.when, one.id))
    if not ordered:
        return record
    plain: dict[str, Any] = orjson.loads(orjson.dumps(record))
    for correction in ordered:
        if correction.field == WITHDRAWN:
            if correction.value:
                return None
            continue
        _put(plain, correction)
    return from_dict(type(record), plain)


def _put(plain: dict[str, Any], correction: Correction) -> None:
    name, _, key = correction.field.partition(".")
    if name not in plain or name in _FIXED:
        raise BadRecord(correction, f"{name!r} is no field that can be corrected")
    if not key:
        plain[name] = correction.value
        return
    if not isinstance(plain[name], dict):
        raise BadRecord(correction, f"{name!r} has no parts; correct it as a whole")
    if correction.value is None and name == "counts":
        plain[name].pop(key, None)
    else:
        plain[name][key] = _whole_count(correction.value) if name == "counts" else correction.value


def _whole_count(value: Any) -> Any:
    """A plain number as an exact count."""
    return {"best": value, "low": value, "high": value} if isinstance(value, int | float) else value


def corrected_reports(archive: Archive, ids: Iterable[str] | None = None) -> Iterator[EventReport]:
    """Event reports as people corrected them, without those that were withdrawn."""
    return _laid_over(archive.reports(ids), archive)


def corrected_figures(archive: Archive, ids: Iterable[str] | None = None) -> Iterator[Figure]:
    """Figures as people corrected them, without those that were withdrawn."""
    return _laid_over(archive.figures(ids), archive)


def _laid_over(records: Iterator[Record], archive: Archive) -> Iterator[Record]:
    of_record: dict[str, list[Correction]] = {}
    for correction in archive.corrections():
        of_record.setdefault(correction.record_id, []).append(correction)
    for record in records:
        after = corrected(record, of_record.get(record.id, ()))
        if after is not None:
            yield after
