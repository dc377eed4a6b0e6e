"""Merged records: one event over all its reports, with every rival value and its owner. Computed views, never edited.

An `Event` is rebuilt from its reports and the judgements at any time. Nothing here speaks of a private person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from marsad.dates import DateValue
from marsad.mentions import Qualifier
from marsad.pieces import site_name, without_folder
from marsad.records import Actor, EventType, Group, LegalStage, Place, Stage

__all__ = [
    "Correction",
    "Decision",
    "Disagreement",
    "DocumentInfo",
    "Event",
    "EventCount",
    "EventLink",
    "Judgement",
    "LinkKind",
    "OwnedCount",
    "Verdict",
]

_SHORT_ID = 10  # "d-28f59424": enough to find a document by
_LONGEST_ID = 40  # of an id that a source gave

LinkKind = Literal["same_case", "outcome_of", "part_of", "updates"]
Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What comparing across documents needs to know of one: who published it, when, in which language."""

    id: str
    language: str
    source: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    external_id: str | None = None

    @property
    def label(self) -> str:
        """What to call the document: its outlet, the site of its URL, the id that its source gave, or its short id.

        Never the place of a file.
        """
        given = self.external_id and without_folder(self.external_id)
        return self.source or site_name(self.url) or (given or "")[:_LONGEST_ID] or self.id[:_SHORT_ID]


@dataclass(frozen=True, slots=True)
class OwnedCount:
    """One report's value of a count, with who gave it. ``origin`` groups copies of one communiqué (see Event)."""

    best: int | float
    low: int | float
    high: int | float
    qualifier: Qualifier
    report_id: str
    document_id: str
    origin: str
    source: str | None
    speaker: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class EventCount:
    """A count over all reports: the best-supported value, the span of all values, and each value with its owner.

    ``best`` is the value that most origins give; between equals the later one (figures are updated), then the higher.
    """

    best: int | float
    low: int | float
    high: int | float
    qualifier: Qualifier
    values: tuple[OwnedCount, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field in which reports of one event differ: each value with the ids of the reports that give it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class EventLink:
    """A tie from this event to another: the same case, its outcome, a part of it, or news that updates it."""

    kind: LinkKind
    event_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event over its reports. ``id`` is a hash of the ids of its reports, so any change of them gives a new id.

    ``documents`` names the document of each report, in the order of ``reports``.

    ``n_origins`` counts independent accounts: ten copies of one communiqué are one origin. ``outcome_known`` is False
    for an arrest without a later stage of its case in the archive, None where the question does not arise.
    """

    id: str
    type: EventType
    subtype: str | None
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
    counts: dict[str, EventCount]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    seized: tuple[str, ...]
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    reports: tuple[str, ...]
    documents: tuple[str, ...]
    n_origins: int
    confidence: float
    outcome_known: bool | None = None
    links: tuple[EventLink, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two reports: the same event, different ones, or unsure. Withdrawn, never deleted."""

    id: str
    a: str
    b: str
    verdict: Verdict
    who: str
    when: str
    why: str | None
    withdrawn_at: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction of one field of a report or figure; ``value`` is its new JSON, None withdraws the record.

    The reading itself stays as it was; the correction is laid over it until it is withdrawn.
    """

    id: str
    record_id: str
    field: str
    value: Any
    who: str
    when: str
    why: str
    withdrawn_at: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the append-only log: what was decided of what, by whom (a person or the program), and when."""

    n: int
    at: str
    who: str
    kind: str
    subject: str
    detail: dict[str, Any]
