"""Where exports take their records from: anything that streams them, for example an archive or a list of readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from marsad.merged import Event
from marsad.records import Claim, Document, EventReport, Figure, Finding, Omission, Reading

__all__ = ["Records", "Source"]


class Source(Protocol):
    """Streams of records, each in order of id; `marsad.store.Archive` is one."""

    def documents(self) -> Iterator[Document]: ...  # noqa: D102
    def document(self, id: str, /) -> Document | None: ...  # noqa: D102
    def masks(self, document_id: str, /) -> tuple[tuple[int, int], ...]: ...  # noqa: D102
    def origins(self) -> Mapping[str, str]: ...  # noqa: D102
    def events(self) -> Iterator[Event]: ...  # noqa: D102
    def reports(self) -> Iterator[EventReport]: ...  # noqa: D102
    def figures(self) -> Iterator[Figure]: ...  # noqa: D102
    def claims(self) -> Iterator[Claim]: ...  # noqa: D102
    def findings(self) -> Iterator[Finding]: ...  # noqa: D102
    def omissions(self) -> Iterator[Omission]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Records:
    """A source in memory: readings and the events merged from them."""

    readings: tuple[Reading, ...] = ()
    merged: tuple[Event, ...] = ()
    private: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        readings: Iterable[Reading],
        events: Iterable[Event] = (),
        *,
        masks: Mapping[str, tuple[tuple[int, int], ...]] | None = None,
        origins: Mapping[str, str] | None = None,
    ) -> Records:
        """Records of readings; ``masks`` are the spans of private names by document id."""
        return cls(tuple(readings), tuple(sorted(events, key=lambda one: one.id)), dict(masks or {}), origins or {})

    def documents(self) -> Iterator[Document]:
        """All documents."""
        found = {one.document.id: one.document for one in self.readings if one.document is not None}
        return (found[id] for id in sorted(found))

    def document(self, id: str, /) -> Document | None:
        """One document."""
        return next((one for one in self.documents() if one.id == id), None)

    def masks(self, document_id: str, /) -> tuple[tuple[int, int], ...]:
        """Spans of private names in a document's text."""
        return self.private.get(document_id, ())

    def origins(self) -> Mapping[str, str]:
        """Document id -> smallest document id of its copies."""
        return {document.id: self.copies.get(document.id, document.id) for document in self.documents()}

    def events(self) -> Iterator[Event]:
        """Merged events."""
        return iter(self.merged)

    def reports(self) -> Iterator[EventReport]:
        """All event reports."""
        return iter(sorted((one for reading in self.readings for one in reading.events), key=lambda one: one.id))

    def figures(self) -> Iterator[Figure]:
        """All figures."""
        return iter(sorted((one for reading in self.readings for one in reading.figures), key=lambda one: one.id))

    def claims(self) -> Iterator[Claim]:
        """All claims."""
        return iter(sorted((one for reading in self.readings for one in reading.claims), key=lambda one: one.id))

    def findings(self) -> Iterator[Finding]:
        """All findings."""
        return iter(sorted((one for reading in self.readings for one in reading.findings), key=lambda one: one.id))

    def omissions(self) -> Iterator[Omission]:
        """All omissions."""
        found = (one for reading in self.readings for one in reading.omissions)
        return iter(sorted(found, key=lambda one: (one.stage, one.document_id or "", one.reason, one.what)))
