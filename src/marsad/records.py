"""The public records. Frozen, plain, with ids that are hashes of their content; `to_dict` gives the public JSON.

Offsets are Unicode code points of ``document.text``, end exclusive. A value that the text does not give is None, and
nothing is ever filled in from outside the text. docs/records.md lists every field.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import orjson

from marsad.dates import DateValue
from marsad.mentions import Qualifier

__all__ = [
    "Actor",
    "Claim",
    "Count",
    "Document",
    "EventReport",
    "Evidence",
    "Figure",
    "Finding",
    "Group",
    "Omission",
    "Period",
    "Place",
    "Published",
    "Reading",
    "content_id",
]

EventType = Literal["arrest", "attack", "clash", "seizure", "prosecution", "transfer", "cooperation"]
Stage = Literal["carried_out", "foiled", "attempted", "alleged", "denied"]
LegalStage = Literal["arrest", "custody", "charge", "remand", "trial", "conviction", "acquittal", "release"]
Severity = Literal["none", "low", "medium", "high"]
Stance = Literal["reported", "official_claim", "group_claim", "allegation", "denial"]
SpeakerKind = Literal["official", "unnamed", "expert", "media", "group", "defence", "witness", "author"]
DocumentKind = Literal["report", "opinion", "mixed", "other"]
Unit = Literal["cell", "person", "plot", "attack", "operation", "case", "other"]
Action = Literal[
    "dismantled", "arrested", "foiled", "killed", "injured", "convicted", "returned", "joined", "repatriated", "other"
]


def content_id(kind: str, *parts: object) -> str:
    """Short stable id: kind letter and the first 16 hex digits of the SHA-256 of the parts as JSON."""
    digest = hashlib.sha256(orjson.dumps(parts, default=_plain)).hexdigest()
    return f"{kind}-{digest[:16]}"


def _plain(value: object) -> object:
    return asdict(value) if hasattr(value, "__dataclass_fields__") else str(value)  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that state one field: ``text[start:end] == quote``."""

    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Published:
    """Publication date as ISO prefix and where it comes from: given by the user, metadata, the text, or none."""

    value: str | None = None
    basis: Literal["given", "metadata", "text", "none"] = "none"


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read. ``text`` is immutable; all spans point into it."""

    id: str
    external_id: str | None
    sha256: str
    language: str
    title: str | None
    text: str
    url: str | None = None
    published: Published = Published()
    retrieved_at: str | None = None
    kind: DocumentKind = "report"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an event. Coordinates and codes are GeoNames'; None for a named unknown."""

    name: str
    mention: str
    geonames_id: int | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: Literal["place", "admin2", "admin1", "region", "country", "unknown"]
    role: Literal["happened", "targeted", "origin"] = "happened"


@dataclass(frozen=True, slots=True)
class Actor:
    """An agency, court, armed group or state body that took part."""

    id: str
    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group tied to an event."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons (or cells, or years): best value, bounds over rival values, and how exact the words are."""

    best: int | float
    low: int | float
    high: int | float
    qualifier: Qualifier = "exact"
    rivals: tuple[int | float, ...] = ()


@dataclass(frozen=True, slots=True)
class EventReport:
    """One document's account of one event."""

    id: str
    document_id: str
    type: EventType
    subtype: str | None
    primary: bool
    stage: Stage
    legal_stage: LegalStage | None
    foiled_plot: bool
    date: DateValue
    announced_on: str | None
    country: str | None
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    groups: tuple[Group, ...]
    partners: tuple[str, ...]
    counts: dict[str, Count]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    seized: tuple[str, ...]
    speaker: str | None
    speaker_kind: SpeakerKind | None
    stance: Stance
    confidence: float
    evidence: tuple[Evidence, ...]
    explain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Period of a figure; ``start_basis`` and ``end_basis`` say what kind of bound the words give."""

    start: str | None = None
    end: str | None = None
    start_basis: Literal["stated", "founding", "appointment"] | None = None
    end_basis: Literal["stated", "to_date"] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An official total over several events.

    ``apart_from`` is the group that those counted are said *not* to be tied to ("77 without link to ISIS"). ``change``
    is the difference to the period before as the text states it, signed ("31 more than the year before": 31).
    """

    id: str
    document_id: str
    value: int | float
    low: int | float
    high: int | float
    qualifier: Qualifier
    as_written: str
    unit: Unit
    action: Action
    agency: str | None
    group: str | None
    country: str | None
    period: Period
    part_of: str | None
    relation: Literal["subset", "breakdown"] | None
    speaker: str | None
    speaker_kind: SpeakerKind | None
    evidence: tuple[Evidence, ...]
    explain: tuple[str, ...] = ()
    apart_from: str | None = None
    change: int | float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What is only alleged, judged, denied, or said of a trend. Never an event, an edge or a count."""

    id: str
    document_id: str
    stance: Literal["allegation", "assessment", "denial", "trend"]
    speaker: str | None
    speaker_kind: SpeakerKind | None
    about: str
    direction: Literal["up", "down", "flat"] | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Result of a check: what was compared, the verdict, and why two values may differ without either being false.

    A finding across documents has an empty ``document_id``; its ``evidence`` then stands in the order of ``compared``,
    and ``details["statements"]`` names the document of each. ``severity`` says how hard a conflict is to explain.
    """

    id: str
    document_id: str
    kind: str
    verdict: Literal["agrees", "conflicts", "cannot_tell"]
    difference: int | float | None
    explanations: tuple[str, ...]
    sentences: dict[str, str]
    compared: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    details: dict[str, Any] = field(default_factory=dict)
    severity: Severity = "none"


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that was not read or not kept, with the reason."""

    stage: Literal["read", "language", "annotate", "extract", "resolve", "ground", "check"]
    document_id: str | None
    reason: str
    what: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one document gave."""

    document: Document | None
    events: tuple[EventReport, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    omissions: tuple[Omission, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The public JSON form as plain dicts and lists."""
        plain: dict[str, Any] = orjson.loads(self.to_json())
        return plain

    def to_json(self) -> bytes:
        """The public JSON form, UTF-8."""
        return orjson.dumps(self)

    def _repr_html_(self) -> str:
        """View for notebooks."""
        from marsad.notebook import to_html

        return to_html(self)
