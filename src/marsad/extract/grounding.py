"""The grounding gate: evidence whose quote is the exact words of the document, or no evidence at all."""

from __future__ import annotations

from marsad.errors import BadRecord
from marsad.records import Evidence
from marsad.spans import Folded

__all__ = ["check_evidence", "ground"]


def ground(folded: Folded, field: str, start: int, end: int) -> Evidence:
    """Evidence for a field from a range of the folded text, without surrounding blanks."""
    while start < end and folded.text[start].isspace():
        start += 1
    while end > start and folded.text[end - 1].isspace():
        end -= 1
    span = folded.span(start, end)
    return Evidence(field, span.start, span.end, span.of(folded.original))


def check_evidence(text: str, evidence: tuple[Evidence, ...]) -> None:
    """Raise BadRecord unless every quote is what stands at its offsets."""
    for item in evidence:
        if not item.quote or text[item.start : item.end] != item.quote:
            raise BadRecord(item, "quote is not what stands at its offsets")
