"""The order of the stages: a text goes in, a reading comes out.

This is the only place that knows all stages. A known failure of one stage becomes an Omission; it never loses what the
other stages found.
"""

from __future__ import annotations

from marsad.annotate import annotate
from marsad.check import check
from marsad.dates import DateValue
from marsad.errors import BadRecord
from marsad.extract import Extraction, extract
from marsad.mentions import Annotations, TimeMention
from marsad.read import read_text
from marsad.records import Document, Omission, Reading
from marsad.resolve import resolve_places, resolve_time

__all__ = ["read", "read_document"]


def read(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    url: str | None = None,
    external_id: str | None = None,
) -> Reading:
    """Read one text. ``published`` is its publication date (YYYY-MM-DD or YYYY-MM); None if not known.

    Returns a Reading; a text that cannot be read gives one with an Omission and no document.
    """
    document = read_text(
        text, published=published, language=language, title=title, url=url, external_id=external_id
    )
    if isinstance(document, Omission):
        return Reading(None, omissions=(document,))
    return read_document(document)


def read_document(document: Document) -> Reading:
    """Annotate, resolve, extract and check one document."""
    annotations = annotate(document.text, document.language)
    if not annotations.relevant:
        return Reading(document)
    try:
        extraction = _extract(document, annotations)
    except BadRecord as error:
        return Reading(document, omissions=(Omission("ground", document.id, error.reason, repr(error.record)),))
    findings = check(document, extraction.events, extraction.figures, extraction.claims, annotations)
    return Reading(document, extraction.events, extraction.figures, extraction.claims, tuple(findings))


def _extract(document: Document, annotations: Annotations) -> Extraction:
    places = resolve_places(annotations.places, annotations.folded, document.language, annotations)
    published = document.published.value

    def when(mention: TimeMention, anchor: str | None) -> DateValue | None:
        return resolve_time(mention, published, anchor)

    return extract(document, annotations, places, when)
