"""The gold corpus as typed dicts, one document a JSON line; docs/coding-manual.md says what each field means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NotRequired, TypedDict

import orjson

from marsad.errors import BadData

__all__ = ["GoldClaim", "GoldDocument", "GoldEvent", "GoldFigure", "document_number", "load"]

Number = int | float


class GoldEvent(TypedDict):
    """One annotated event."""

    id: str
    type: str
    primary: bool
    start: str | None
    end: str | None
    precision: str
    announced_on: NotRequired[str]
    country: str | None
    places: list[str]
    actors: list[str]
    groups: list[str]
    counts: dict[str, Number]
    qualifiers: NotRequired[dict[str, str]]
    rival_counts: NotRequired[dict[str, list[Number]]]
    stage: str
    legal_stage: str | None
    foiled_plot: bool
    partners: list[str]
    quotes: dict[str, str]


class GoldFigure(TypedDict):
    """One annotated total over several events."""

    id: str
    value: Number
    qualifier: str
    unit: str
    action: str
    agency: str | None
    group: str | None
    country: str | None
    start: str | None
    end: str | None
    start_basis: str | None
    end_basis: str | None
    part_of: str | None
    relation: str | None
    speaker: str | None
    quote: str


class GoldClaim(TypedDict):
    """One annotated allegation, assessment, denial or trend statement."""

    id: str
    stance: str
    speaker: str | None
    about: str
    direction: str | None
    quote: str


class GoldDocument(TypedDict):
    """One annotated document."""

    id: str
    lang: str
    title: str | None
    text: str
    published: str | None
    kind: str
    events: list[GoldEvent]
    figures: list[GoldFigure]
    claims: list[GoldClaim]
    cluster: dict[str, str]


def load(paths: Iterable[Path | str]) -> list[GoldDocument]:
    """All documents of the files, folders standing for their ``*.jsonl`` in order of name."""
    return [document for path in paths for file in _files(Path(path)) for document in _read(file)]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.jsonl"))
    if not path.exists():
        raise BadData(str(path), "no such gold file; give a .jsonl file or a folder of them")
    return [path]


def _read(path: Path) -> Iterator[GoldDocument]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            document: GoldDocument = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise BadData(str(path), f"line {number} is not JSON: {error}") from error
        missing = [key for key in ("id", "lang", "text", "events", "figures", "claims") if key not in document]
        if missing:
            raise BadData(str(path), f"line {number} is no gold document: {', '.join(missing)} missing")
        yield document


def document_number(document_id: str) -> int:
    """The number at the end of a document id (dev-fr-012 is 12); 0 when there is none."""
    digits = document_id[len(document_id.rstrip("0123456789")) :]
    return int(digits) if digits else 0
