"""JSON lines: a head line, then every record in its public form under the name of its type; reads back equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from marsad.codec import from_dict
from marsad.errors import BadRecord, ExportError
from marsad.export.files import new_file
from marsad.export.view import View
from marsad.jsonl import BadLine, dump_line, iterate
from marsad.merged import Event
from marsad.records import Claim, Document, EventReport, Figure, Finding, Omission

__all__ = ["Head", "head_of", "read_lines", "write_lines"]

_MAX_LINE = 64_000_000
_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (Document, EventReport, Event, Figure, Claim, Finding, Omission)
}


@dataclass(frozen=True, slots=True)
class Head:
    """The first line: what was left out of the records."""

    texts: bool
    full_quotes: bool
    names_masked: bool


def write_lines(path: Path, view: View) -> int:
    """Write all records of a view; returns how many."""
    options = view.options
    head = Head(texts=options.full_quotes, full_quotes=options.full_quotes, names_masked=options.mask)
    streams: tuple[Iterator[Any], ...] = (
        view.documents(),
        view.reports(),
        view.events(),
        view.figures(),
        view.claims(),
        view.findings(),
        view.omissions(),
    )
    count = 0
    with new_file(path) as stream:
        stream.write(dump_line({"type": "Head", "record": head}))
        for records in streams:
            for record in records:
                stream.write(dump_line({"type": type(record).__name__, "record": record}))
                count += 1
    return count


def read_lines(path: Path) -> Iterator[Any]:
    """The records of a file that `write_lines` wrote; ExportError names the line that is wrong."""
    with path.open("rb") as stream:
        for number, value in iterate(stream, _MAX_LINE):
            if isinstance(value, BadLine):
                raise ExportError(str(path), f"line {number}: {value.reason}; export it anew")
            kind = value.get("type") if isinstance(value, dict) else None
            if kind == "Head":
                continue
            if kind not in _KINDS:
                raise ExportError(str(path), f"line {number}: no record type {kind!r}; written by a newer Marsad?")
            try:
                yield from_dict(_KINDS[kind], value["record"])
            except (BadRecord, KeyError) as error:
                raise ExportError(str(path), f"line {number}: {error}") from error


def head_of(path: Path) -> dict[str, Any]:
    """The head line of a file."""
    with path.open("rb") as stream:
        found: dict[str, Any] = orjson.loads(stream.readline())["record"]
    return found
