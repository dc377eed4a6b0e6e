"""The long form: one row for each value and each place that states it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.export.tables import Row
from marsad.export.view import View
from marsad.records import Claim, EventReport, Figure

__all__ = ["value_rows"]


def value_rows(view: View) -> Iterator[Row]:
    """Rows of reports, figures and claims; a value that several places state has several rows."""
    documents = {
        document.id: {
            "document_id": document.id,
            "language": document.language,
            "source": document.source,
            "published": document.published.value,
        }
        for document in view.documents()
    }
    for report in view.reports():
        about = {"record": "report", "record_id": report.id, "event_id": view.event_of.get(report.id)}
        said = {"stance": report.stance, "speaker": report.speaker}
        for words in _evidenced(view, report):
            yield {**about, **documents[report.document_id], **said, **_report_value(report, words["field"]), **words}
    for figure in view.figures():
        about = {"record": "figure", "record_id": figure.id, "event_id": None}
        said = {"stance": None, "speaker": figure.speaker}
        for words in _evidenced(view, figure):
            yield {**about, **documents[figure.document_id], **said, **_figure_value(figure, words["field"]), **words}
    for claim in view.claims():
        about = {"record": "claim", "record_id": claim.id, "event_id": None}
        said = {"stance": claim.stance, "speaker": claim.speaker or "(not named in the text)"}
        for words in _evidenced(view, claim):
            yield {**about, **documents[claim.document_id], **said, "value": claim.direction or claim.about, **words}


def _evidenced(view: View, record: EventReport | Figure | Claim) -> Iterator[Row]:
    for words in record.evidence:
        place = {"start": words.start, "end": words.end, "quote": words.quote}
        yield {"field": words.field, **place, "shortened": view.is_shortened(words)}


def _report_value(report: EventReport, field: str) -> Row:
    if field.startswith("counts."):
        count = report.counts.get(field.removeprefix("counts."))
        return {} if count is None else _bounds(count.best, count.low, count.high, count.qualifier)
    simple: dict[str, Any] = {
        "trigger": report.subtype or report.type,
        "date": _period(report.date.start, report.date.end),
        "places": [place.name for place in report.places],
        "actors": [actor.name for actor in report.actors],
        "groups": [group.name for group in report.groups],
    }
    return {"value": _told(simple[field] if field in simple else getattr(report, field, None))}


def _figure_value(figure: Figure, field: str) -> Row:
    if field == "value":
        return _bounds(figure.value, figure.low, figure.high, figure.qualifier)
    if field == "period":
        return {"value": _period(figure.period.start, figure.period.end)}
    return {"value": _told(getattr(figure, field, None))}


def _bounds(best: int | float, low: int | float, high: int | float, qualifier: str) -> Row:
    return {"value": str(best), "low": low, "high": high, "qualifier": qualifier}


def _period(start: str | None, end: str | None) -> str | None:
    """An ISO 8601 interval, or one date where both ends are the same."""
    return start if start == end else f"{start or '..'}/{end or '..'}"


def _told(value: Any) -> str | None:
    if isinstance(value, (list, tuple)):
        return " | ".join(str(item) for item in value) or None
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)
