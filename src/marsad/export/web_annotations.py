"""W3C Web Annotations (JSON-LD) of the evidence: each says which words of which document state which field.

Both selectors of the Web Annotation Data Model (W3C Recommendation, 23 February 2017) are given: TextPositionSelector,
in Unicode code points of the document's text with the end excluded, and TextQuoteSelector. They resolve in the text as
an export with full quotes gives it. Where quotes are short, ``exact`` is the beginning of the span that the positions
name (at most twelve words, without an ellipsis) and ``marsad:shortened`` says so; context is given with full quotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from marsad.export.files import new_file
from marsad.export.view import ELLIPSIS, View
from marsad.records import Claim, Document, EventReport, Evidence, Figure

__all__ = ["CONTEXT", "web_annotations", "write_annotations"]

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"marsad": "urn:marsad:vocabulary:", "shortened": "marsad:shortened"},
]
_AROUND = 32  # characters of context


def write_annotations(path: Path, view: View) -> int:
    """Write one AnnotationCollection with a single page; returns the number of annotations."""
    head = orjson.dumps({"@context": CONTEXT, "id": "urn:marsad:annotations", "type": "AnnotationCollection"})
    count = 0
    with new_file(path) as stream:
        stream.write(head[:-1] + b',"first":{"id":"urn:marsad:annotations:1","type":"AnnotationPage","items":[')
        for one in web_annotations(view):
            stream.write((b",\n" if count else b"\n") + orjson.dumps(one))
            count += 1
        stream.write(b'\n]},"total":%d}\n' % count)
    return count


def web_annotations(view: View) -> Iterator[dict[str, Any]]:
    """An annotation for each quote of reports, figures and claims, in order of record and place."""
    documents: dict[str, Document] = {}
    records: Iterator[EventReport | Figure | Claim] = chain(view.reports(), view.figures(), view.claims())
    for record in records:
        if record.document_id not in documents:
            found = view.document(record.document_id)
            documents = {} if found is None else {found.id: found}
        document = documents.get(record.document_id)
        if document is not None:
            for n, words in enumerate(record.evidence, 1):
                yield _annotation(view, document, record, n, words)


def _annotation(
    view: View, document: Document, record: EventReport | Figure | Claim, n: int, words: Evidence
) -> dict[str, Any]:
    return {
        "id": f"urn:marsad:{record.id}:{n}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {
            "type": "SpecificResource",
            "source": f"urn:marsad:{record.id}",
            "purpose": "identifying",
            "marsad:field": words.field,
            **_said(record),
        },
        "target": {
            "source": document.url or f"urn:marsad:{document.id}",
            "marsad:document": document.id,
            "selector": [
                {"type": "TextPositionSelector", "start": words.start, "end": words.end},
                _quote(view, document, words),
            ],
        },
    }


def _said(record: EventReport | Figure | Claim) -> dict[str, Any]:
    """Whose words they are; an allegation is never without its speaker."""
    if isinstance(record, Claim):
        return {"marsad:stance": record.stance, "marsad:speaker": record.speaker or "(not named in the text)"}
    return {"marsad:speaker": record.speaker} if record.speaker else {}


def _quote(view: View, document: Document, words: Evidence) -> dict[str, Any]:
    selector: dict[str, Any] = {"type": "TextQuoteSelector", "exact": words.quote}
    if view.is_shortened(words):
        return {**selector, "exact": words.quote.removesuffix(ELLIPSIS), "shortened": True}
    if not view.options.full_quotes:
        return selector
    before = document.text[max(0, words.start - _AROUND) : words.start]
    behind = document.text[words.end : words.end + _AROUND]
    return {**selector, "prefix": before, "suffix": behind}
