"""What people wrote when they decided something: names of private persons in it are masked, the writer's own is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from marsad.lexicon import LANGUAGES
from marsad.names import BLOCK, NameSpan, mask_words, private_names
from marsad.serve.masked import name_spans, plain
from marsad.serve.state import ServerState

__all__ = ["mask_note", "notes"]

_RECORD = re.compile(r'"([ef]-[0-9a-f]{4,32})"')
_VERBATIM = {"id", "a", "b", "who", "when", "at", "withdrawn_at", "kind", "subject", "record_id", "field", "verdict"}


def notes(state: ServerState, records: Iterable[Any]) -> list[Any]:
    """Decisions, judgements or corrections as plain JSON, masked by the names of the documents that they are about."""
    value: list[Any] = plain(list(records))
    if state.settings.show_names or not value:
        return value
    named = _RECORD.findall(orjson.dumps(value).decode())
    archive = state.archive
    about = {one.document_id for some in (archive.reports, archive.figures) for one in some(named)}
    spans = name_spans(state, about)
    return [_masked("", one, spans) for one in value]


def _masked(key: str, value: Any, spans: Sequence[NameSpan]) -> Any:
    if isinstance(value, str):
        return value if key in _VERBATIM else mask_words(mask_note(value), spans)
    if isinstance(value, Mapping):
        return {name: _masked(name, one, spans) for name, one in value.items()}
    return [_masked(key, one, spans) for one in value] if isinstance(value, list) else value


def mask_note(text: str) -> str:
    """A short text of unknown language: masked is what would be a private name in each of the four."""
    covered = [_covered(text, language) for language in LANGUAGES]
    hidden = set.intersection(*covered)
    return "".join(BLOCK if at in hidden else letter for at, letter in enumerate(text))


def _covered(text: str, language: str) -> set[int]:
    return {at for span in private_names(text, language) for at in range(span.start, span.end)}
