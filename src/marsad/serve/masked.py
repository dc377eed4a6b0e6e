"""Records as the pages may show them: names of private persons masked, places coarsened where the server is told to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor
from typing import Any

import orjson

from marsad.lexicon import LANGUAGES
from marsad.names import NameSpan, mask_record, private_names
from marsad.records import Document
from marsad.serve.labels import labels_of
from marsad.serve.state import ServerState
from marsad.serve.table import GRID, WIDE

__all__ = ["learn_names", "name_spans", "names_of", "plain", "shown", "shown_of"]


def plain(record: Any) -> Any:
    """A record as plain dicts and lists."""
    return orjson.loads(orjson.dumps(record))


def name_spans(state: ServerState, document_ids: Iterable[str]) -> tuple[NameSpan, ...]:
    """The private names of documents, with their words."""
    if state.settings.show_names:
        return ()
    masks = state.once("masks", state.archive.all_masks)
    wanted = sorted(set(document_ids) & masks.keys())
    learn_names(state, wanted)
    names = _names(state)
    return tuple(span for id in wanted for span in names[id])


def learn_names(state: ServerState, document_ids: Iterable[str]) -> None:
    """Look up the words of the private names of documents, all at once."""
    if state.settings.show_names:
        return
    masks, names = state.once("masks", state.archive.all_masks), _names(state)
    wanted = {id for id in document_ids if id in masks and id not in names}
    for document in state.archive.documents(wanted) if wanted else ():
        spans = masks[document.id]
        names[document.id] = tuple(NameSpan(start, end, document.text[start:end], "mask") for start, end in spans)


def names_of(state: ServerState, document: Document) -> tuple[NameSpan, ...]:
    """The private names of a document's text, and those that its title alone has, which stand nowhere in the text."""
    if state.settings.show_names:
        return ()
    of_titles: dict[str, tuple[NameSpan, ...]] = state.once("names of titles", dict)
    if document.id not in of_titles:
        found = private_names(document.title, document.language) if document.title and _readable(document) else ()
        of_titles[document.id] = tuple(NameSpan(-1, -1, span.quote, span.reason) for span in found)
    return (*name_spans(state, [document.id]), *of_titles[document.id])


def _readable(document: Document) -> bool:
    return document.language in LANGUAGES


def _names(state: ServerState) -> dict[str, tuple[NameSpan, ...]]:
    return state.once("names", dict)


def shown(state: ServerState, record: Any, document_ids: Iterable[str]) -> Any:
    """The public JSON of a record of these documents, as the pages may show it.

    Offsets count in one document: a record with evidence belongs to one; a merged event has none, so words decide.
    """
    return _shown(state, record, name_spans(state, document_ids))


def shown_of(state: ServerState, record: Any, document: Document) -> Any:
    """The same for a document itself, or a record shown beside it: what its title names is masked as well."""
    return _shown(state, record, names_of(state, document))


def _shown(state: ServerState, record: Any, spans: Sequence[NameSpan]) -> Any:
    value = record if isinstance(record, Mapping) else plain(record)
    if spans:
        value = _with_known_names(mask_record(value, spans), value)
    return _coarse(value) if state.settings.coarse else value


def _with_known_names(masked: Any, value: Any) -> Any:
    """The masked record with the names of places and bodies that the gazetteer and the lexicon gave, not the text."""
    if isinstance(value, list):
        return [_with_known_names(one, other) for one, other in zip(masked, value, strict=True)]
    if not isinstance(value, Mapping):
        return masked
    if value.get("geonames_id") is not None or ("name" in value and labels_of([str(value.get("id"))])):
        return {**masked, "name": value["name"], **({"admin1": value["admin1"]} if "admin1" in value else {})}
    return {key: _with_known_names(masked[key], one) for key, one in value.items()}


def _coarse(value: Any) -> Any:
    """Every place moved to the middle of its square of the grid, named by its first-level unit."""
    if isinstance(value, list):
        return [_coarse(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    if {"lat", "lon", "mention"} <= value.keys():
        return _coarse_place(value)
    return {key: _coarse(item) for key, item in value.items()}


def _coarse_place(place: Mapping[str, Any]) -> dict[str, Any]:
    wide = place["precision"] in WIDE
    coarse: dict[str, Any] = {**place, "mention": "", "geonames_id": None}
    for key in ("lat", "lon"):
        if place[key] is not None:
            coarse[key] = floor(place[key] / GRID) * GRID + GRID / 2
    if not wide:
        coarse |= {"name": place["admin1"] or place["country"] or "", "precision": "admin1"}
    return coarse
