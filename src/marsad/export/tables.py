"""The rows of each table of the codebook, as dicts of column and value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from marsad.export.view import View
from marsad.merged import Event
from marsad.records import Claim, EventReport, Figure, Finding, Place

__all__ = ["ROWS", "Row", "event_row", "figure_row", "first_place"]

Row = dict[str, Any]


def _documents(view: View) -> Iterator[Row]:
    lengths = {document.id: len(document.text) for document in view.source.documents()}
    for document in view.documents():
        yield {
            "id": document.id,
            "origin": view.origins.get(document.id, document.id),
            "external_id": document.external_id,
            "language": document.language,
            "title": document.title,
            "source": document.source,
            "url": document.url,
            "published": document.published.value,
            "published_basis": document.published.basis,
            "kind": document.kind,
            "characters": lengths[document.id],
            "sha256": document.sha256,
        }


def first_place(record: Event | EventReport) -> Place | None:
    """The first place where it happened."""
    return next((place for place in record.places if place.role == "happened"), None)


def _what(record: Event | EventReport) -> Row:
    """The columns that events and reports share."""
    place = first_place(record)
    row: Row = {
        "type": record.type,
        "subtype": record.subtype,
        "stage": record.stage,
        "legal_stage": record.legal_stage,
        "foiled_plot": record.foiled_plot,
        "date_start": record.date.start,
        "date_end": record.date.end,
        "date_precision": record.date.precision,
        "date_basis": record.date.basis,
        "announced_on": record.announced_on,
        "country": record.country,
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "geonames_id": place.geonames_id if place else None,
        "actors": [actor.name for actor in record.actors],
        "groups": [group.name for group in record.groups],
        "partners": list(record.partners),
        "targets": list(record.targets),
        "weapons": list(record.weapons),
        "seized": list(record.seized),
    }
    for key, count in record.counts.items():
        row |= {key: count.best, f"{key}_low": count.low, f"{key}_high": count.high}
        row[f"{key}_qualifier"] = count.qualifier
    return row


def event_row(event: Event) -> Row:
    """The row of one event."""
    return {
        "id": event.id,
        **_what(event),
        "n_reports": len(event.reports),
        "n_documents": len(event.documents),
        "n_origins": event.n_origins,
        "languages": list(event.languages),
        "sources": list(event.sources),
        "disagreements": [one.field for one in event.disagreements],
        "outcome_known": event.outcome_known,
        "confidence": event.confidence,
    }


def _events(view: View) -> Iterator[Row]:
    return map(event_row, view.events())


def _event_counts(view: View) -> Iterator[Row]:
    for event in view.events():
        for key, count in event.counts.items():
            for value in count.values:
                if value.report_id in view.hearsay_reports:
                    continue
                yield {
                    "event_id": event.id,
                    "field": key,
                    "report_id": value.report_id,
                    "best": value.best,
                    "low": value.low,
                    "high": value.high,
                    "qualifier": value.qualifier,
                    "document_id": value.document_id,
                    "origin": value.origin,
                    "source": value.source,
                    "speaker": value.speaker,
                    "published": value.published,
                }


def _event_places(view: View) -> Iterator[Row]:
    for event in view.events():
        for n, place in enumerate(event.places, 1):
            yield {
                "event_id": event.id,
                "n": n,
                "role": place.role,
                "name": place.name,
                "mention": place.mention,
                "geonames_id": place.geonames_id,
                "country": place.country,
                "admin1": place.admin1,
                "latitude": place.lat,
                "longitude": place.lon,
                "precision": place.precision,
            }


def _event_links(view: View) -> Iterator[Row]:
    for event in view.events():
        for link in event.links:
            yield {"event_id": event.id, "kind": link.kind, "to_event_id": link.event_id, "why": link.why}


def _reports(view: View) -> Iterator[Row]:
    for report in view.reports():
        yield {
            "id": report.id,
            "event_id": view.event_of.get(report.id),
            "document_id": report.document_id,
            "primary": report.primary,
            **_what(report),
            "speaker": report.speaker,
            "speaker_kind": report.speaker_kind,
            "stance": report.stance,
            "confidence": report.confidence,
        }


def figure_row(figure: Figure) -> Row:
    """The row of one figure."""
    return {
        "id": figure.id,
        "document_id": figure.document_id,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "as_written": figure.as_written,
        "unit": figure.unit,
        "action": figure.action,
        "agency": figure.agency,
        "group": figure.group,
        "country": figure.country,
        "period_start": figure.period.start,
        "period_end": figure.period.end,
        "period_start_basis": figure.period.start_basis,
        "period_end_basis": figure.period.end_basis,
        "part_of": figure.part_of,
        "relation": figure.relation,
        "apart_from": figure.apart_from,
        "change": figure.change,
        "speaker": figure.speaker,
        "speaker_kind": figure.speaker_kind,
    }


def _figures(view: View) -> Iterator[Row]:
    return map(figure_row, view.figures())


def _claims(view: View) -> Iterator[Row]:
    for claim in view.claims():
        yield {
            "id": claim.id,
            "document_id": claim.document_id,
            "stance": claim.stance,
            "speaker": claim.speaker or "(not named in the text)",
            "speaker_kind": claim.speaker_kind,
            "about": claim.about,
            "direction": claim.direction,
        }


def _findings(view: View) -> Iterator[Row]:
    for finding in view.findings():
        yield {
            "id": finding.id,
            "document_id": finding.document_id or None,
            "kind": finding.kind,
            "verdict": finding.verdict,
            "difference": finding.difference,
            "severity": finding.severity,
            "explanations": list(finding.explanations),
            **{f"sentence_{language}": finding.sentences.get(language) for language in ("en", "fr", "es", "ar")},
            "compared": list(finding.compared),
        }


def _evidence(view: View) -> Iterator[Row]:
    kinds: tuple[tuple[str, Iterator[EventReport | Figure | Claim | Finding]], ...] = (
        ("report", view.reports()),
        ("figure", view.figures()),
        ("claim", view.claims()),
        ("finding", view.findings()),
    )
    for kind, records in kinds:
        for record in records:
            for n, words in enumerate(record.evidence, 1):
                yield {
                    "record": kind,
                    "record_id": record.id,
                    "n": n,
                    "document_id": record.document_id or None,
                    "field": words.field,
                    "start": words.start,
                    "end": words.end,
                    "quote": words.quote,
                    "shortened": view.is_shortened(words),
                }


def _omissions(view: View) -> Iterator[Row]:
    for one in view.omissions():
        yield {"stage": one.stage, "document_id": one.document_id, "reason": one.reason, "what": one.what}


ROWS: dict[str, Callable[[View], Iterator[Row]]] = {
    "documents": _documents,
    "events": _events,
    "event_counts": _event_counts,
    "event_places": _event_places,
    "event_links": _event_links,
    "reports": _reports,
    "figures": _figures,
    "claims": _claims,
    "findings": _findings,
    "evidence": _evidence,
    "omissions": _omissions,
}
