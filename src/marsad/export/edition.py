"""What a release holds, as records in memory: the two sides that a changelog compares."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from marsad.codec import from_dict
from marsad.errors import BadRecord, ExportError
from marsad.export.files import write_json
from marsad.export.lines import read_lines
from marsad.merged import Event
from marsad.records import Claim, Document, EventReport, Figure, Finding

__all__ = ["PROVENANCE", "RECORDS", "Decided", "Edition", "Provenance", "read_edition", "write_provenance"]

RECORDS = "records.jsonl"
PROVENANCE = "provenance.json"


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement on two reports or a correction of a field, without who made it."""

    id: str
    kind: str
    records: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a release comes from; ``decided`` are the judgements and corrections in force."""

    version: str
    date: str
    marsad: str
    engines: tuple[str, ...]
    decided: tuple[Decided, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The records of one release by id."""

    provenance: Provenance
    documents: dict[str, Document] = field(default_factory=dict)
    reports: dict[str, EventReport] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)


def write_provenance(folder: Path, provenance: Provenance) -> None:
    """Write ``provenance.json``."""
    write_json(folder / PROVENANCE, provenance)


def read_edition(folder: Path) -> Edition:
    """The release in a folder."""
    try:
        plain = orjson.loads((folder / PROVENANCE).read_bytes())
        edition = Edition(from_dict(Provenance, plain))
        kept: dict[type[Any], dict[str, Any]] = {
            Document: edition.documents,
            EventReport: edition.reports,
            Event: edition.events,
            Figure: edition.figures,
            Claim: edition.claims,
            Finding: edition.findings,
        }
        for record in read_lines(folder / RECORDS):
            if type(record) in kept:
                kept[type(record)][record.id] = record
    except (OSError, orjson.JSONDecodeError, BadRecord) as error:
        raise ExportError(str(folder), f"is no snapshot that can be read ({error})") from error
    return edition
