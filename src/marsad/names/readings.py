"""Readings with private names masked: what a screen shows of a document and of what was read from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from marsad.names.document import private_names
from marsad.names.masking import mask, mask_quote, mask_words
from marsad.names.model import NameSpan
from marsad.records import Actor, Evidence, Group, Omission, Place, Reading

__all__ = ["mask_reading", "mask_title"]

_Value = TypeVar("_Value")
# Names of places, agencies and groups are no names of persons; ids and codes are none.
_LEFT = (Actor, Group, Place)
_VERBATIM = {
    "id",
    "external_id",
    "document_id",
    "sha256",
    "language",
    "kind",
    "type",
    "subtype",
    "stage",
    "legal_stage",
}


def mask_title(title: str, language: str, spans: Sequence[NameSpan]) -> str:
    """A title (or another string about the document) with the document's private names and its own masked."""
    return mask_words(mask(title, private_names(title, language)), spans)


def mask_reading(reading: Reading) -> Reading:
    """The reading with every private name masked in text, title, quotes, speakers and sentences; offsets stay.

    Ids and the hash remain those of the original, so masked and original readings can be matched. A document that was
    not read is left as it is: its omissions say where it lies, not what it tells.
    """
    document = reading.document
    if document is None:
        return reading
    spans = private_names(document.text, document.language)
    title = document.title and mask_title(document.title, document.language, spans)
    if not spans and title == document.title:
        return reading
    if title != document.title:
        spans += tuple(NameSpan(-1, -1, span.quote, span.reason) for span in _of_title(reading))
    masked = replace(document, text=mask(document.text, [span for span in spans if span.start >= 0]), title=title)
    masked = replace(
        masked,
        url=document.url and mask_words(document.url, spans),
        source=document.source and mask_words(document.source, spans),
    )
    parts: dict[str, Any] = {
        field.name: _masked(getattr(reading, field.name), spans)
        for field in fields(reading)
        if field.name != "document"
    }
    return replace(reading, document=masked, **parts)


def _of_title(reading: Reading) -> tuple[NameSpan, ...]:
    document = reading.document
    return () if document is None else private_names(document.title or "", document.language)


def _masked(value: _Value, spans: Sequence[NameSpan]) -> _Value:
    result: Any = value
    if isinstance(value, str):
        result = mask_words(value, spans)
    elif isinstance(value, Evidence):
        placed = [span for span in spans if span.start >= 0]
        result = replace(value, quote=mask_words(mask_quote(value.quote, value.start, placed), spans))
    elif isinstance(value, tuple):
        result = tuple(_masked(item, spans) for item in value)
    elif isinstance(value, Mapping):
        result = {key: _masked(item, spans) for key, item in value.items()}
    elif isinstance(value, Omission):
        result = replace(value, what=mask_words(value.what, spans))
    elif is_dataclass(value) and not isinstance(value, (*_LEFT, type)):
        named = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        changed = {name: _masked(item, spans) for name, item in named.items() if name not in _VERBATIM}
        result = replace(value, **changed)
    return result  # type: ignore[no-any-return]
