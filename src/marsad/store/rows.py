"""Records as rows of the tables, and their statements: each value with the words that state it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

import orjson

from marsad.dates import first_day, last_day
from marsad.errors import BadRecord
from marsad.merged import Event
from marsad.records import Claim, Document, EventReport, Evidence, Figure, Finding, Omission, Reading

__all__ = ["document_row", "event_rows", "omission_row", "record_rows", "statement_rows", "text_of"]

Row = dict[str, Any]

# The days that bound an event without a date, so that it sorts last and no period finds it.
_NO_DAY = ""


def text_of(record: object) -> str:
    """A record as the JSON text of its public form."""
    return orjson.dumps(record).decode()


def document_row(document: Document, *, engine: str, seen_at: str) -> Row:
    """The row of a document; it is its own origin until a copy is found."""
    return {
        "id": document.id,
        "origin": document.id,
        "source": document.source,
        "language": document.language,
        "published": document.published.value,
        "url": document.url,
        "engine": engine,
        "first_seen": seen_at,
        "json": text_of(document),
    }


def record_rows(reading: Reading) -> dict[str, list[Row]]:
    """Rows of everything that a document gave, by table."""
    return {
        "reports": [{**_base(one), "confidence": one.confidence} for one in reading.events],
        "figures": [{**_base(f), "unit": f.unit, "action": f.action, "country": f.country} for f in reading.figures],
        "claims": [{**_base(one), "stance": one.stance} for one in reading.claims],
        "findings": [{**_base(one), "kind": one.kind, "verdict": one.verdict} for one in reading.findings],
    }


def _base(record: EventReport | Figure | Claim | Finding) -> Row:
    return {"id": record.id, "document_id": record.document_id, "json": text_of(record)}


def omission_row(omission: Omission) -> Row:
    """The row of an omission; the same loss of the same thing is one row."""
    plain = text_of(omission)
    return {
        "id": f"o-{hashlib.sha256(plain.encode()).hexdigest()[:16]}",
        "document_id": omission.document_id,
        "stage": omission.stage,
        "reason": omission.reason,
        "json": plain,
    }


def statement_rows(reading: Reading, *, engine: str, seen_at: str) -> Iterator[Row]:
    """One row for each value and its words; BadRecord where the words are not in the text."""
    document = reading.document
    if document is None:
        return
    seen = set()
    records: Iterable[EventReport | Figure | Claim] = (*reading.events, *reading.figures, *reading.claims)
    for record in records:
        for words in record.evidence:
            if document.text[words.start : words.end] != words.quote:
                raise BadRecord(record, f"the quote of {words.field!r} is not in the text at {words.start}")
            key = (record.id, words.field, words.start, words.end)
            if key in seen:
                continue
            seen.add(key)
            yield {
                "record_id": record.id,
                "field": words.field,
                "start": words.start,
                "end": words.end,
                "document_id": document.id,
                "value": _value(record, words),
                "quote": words.quote,
                "engine": engine,
                "first_seen": seen_at,
                "last_seen": seen_at,
            }


def _value(record: EventReport | Figure | Claim, words: Evidence) -> str | None:
    """The value that the words state, as JSON; None where the field names no value of its own (a trigger)."""
    name, _, key = words.field.partition(".")
    if name not in {field.name for field in fields(record)}:
        return None
    value = getattr(record, name)
    if key and isinstance(value, dict):
        value = value.get(key)
    if name == "places":
        value = [place for place in value if place.mention == words.quote] or value
    return None if value is None else text_of(value)


def event_rows(event: Event) -> dict[str, list[Row]]:
    """Rows of a merged event, by table."""
    return {
        "events": [_event_row(event)],
        "event_reports": [
            {"report_id": report, "event_id": event.id, "document_id": document}
            for report, document in zip(event.reports, event.documents, strict=True)
        ],
        "event_values": [
            {"event_id": event.id, "field": field, "value": value} for field, value in sorted(set(_values(event)))
        ],
        "event_points": [
            {"event_id": event.id, "place": n, "lat": place.lat, "lon": place.lon, "precision": place.precision}
            for n, place in enumerate(event.places)
            if place.lat is not None and place.lon is not None
        ],
    }


def _event_row(event: Event) -> Row:
    start = event.date.start
    return {
        "id": event.id,
        "type": event.type,
        "subtype": event.subtype,
        "stage": event.stage,
        "legal_stage": event.legal_stage,
        "foiled": event.foiled_plot,
        "first_day": first_day(start).isoformat() if start else _NO_DAY,
        "last_day": last_day(event.date.end or start).isoformat() if start else _NO_DAY,
        "country": event.country,
        "n_reports": len(event.reports),
        "confidence": event.confidence,
        "json": text_of(event),
    }


def _values(event: Event) -> Iterator[tuple[str, str]]:
    yield from (("group", group.id) for group in event.groups)
    yield from (("actor", actor.id) for actor in event.actors)
    yield from (("partner", country) for country in event.partners)
    yield from (("admin1", f"{place.country}.{place.admin1}") for place in event.places if place.admin1)
    yield from (("source", source) for source in event.sources)
    yield from (("language", language) for language in event.languages)
