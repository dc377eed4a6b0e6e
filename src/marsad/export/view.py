"""What may leave the archive: private names masked, quotes short, allegations as claims alone.

Every format writes what a `View` gives and nothing else, so these rules hold in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import orjson

from marsad.codec import decode
from marsad.export.source import Source
from marsad.merged import Event
from marsad.names import NameSpan, mask, mask_record, mask_words, private_names
from marsad.pieces import without_folder
from marsad.records import Claim, Document, EventReport, Evidence, Figure, Finding, Omission, content_id

__all__ = ["ELLIPSIS", "MAX_WORDS", "Options", "View", "shortened"]

MAX_WORDS = 12
# A "word" without blanks can be as long as a page; no news word is a tenth of this.
_MAX_CHARACTERS = 240
ELLIPSIS = " …"
_WORDS = re.compile(rf"(?:\s*\S+){{1,{MAX_WORDS}}}")

Statement = TypeVar("Statement", EventReport, Figure, Claim, Finding)
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for beyond the defaults."""

    full_quotes: bool = False
    mask: bool = True
    bom: bool = False


def shortened(quote: str) -> str:
    """The quote up to its twelfth word, with an ellipsis where words are left out."""
    found = _WORDS.match(quote)
    kept = quote if found is None else found.group()
    if len(kept) > _MAX_CHARACTERS:
        kept = kept[:_MAX_CHARACTERS]
    return quote if len(kept) >= len(quote.rstrip()) else kept + ELLIPSIS


class View:
    """The records of a source as they may be shown, in order of id."""

    def __init__(self, source: Source, options: Options | None = None) -> None:
        self.source = source
        self.options = options or Options()
        self._names: dict[str, tuple[NameSpan, ...]] = {}

    @cached_property
    def origins(self) -> dict[str, str]:
        """Document id -> smallest document id of its copies."""
        return dict(self.source.origins())

    @cached_property
    def event_of(self) -> dict[str, str]:
        """Report id -> id of its event."""
        return {report: event.id for event in self._told() for report in event.reports}

    def documents(self) -> Iterator[Document]:
        """Documents; their text only with full quotes."""
        for document in self.source.documents():
            text = self.text(document) if self.options.full_quotes else ""
            yield replace(self._public(document), text=text, retrieved_at=None)

    def text(self, document: Document) -> str:
        """The whole text, private names masked: what all offsets point into."""
        return mask(document.text, self._spans(document)) if self.options.mask else document.text

    def document(self, id: str) -> Document | None:
        """One document with its text, masked."""
        document = self.source.document(id)
        return None if document is None else replace(self._public(document), text=self.text(document))

    def events(self) -> Iterator[Event]:
        """Merged events but those only alleged or denied."""
        for event in self._told():
            spans = [span for id in event.documents for span in self.names(id)]
            yield _masked(event, spans) if spans else event

    def hearsay(self) -> Iterator[Event]:
        """The events that `events` leaves out because they are only alleged or denied."""
        return (event for event in self.source.events() if event.stage in ("alleged", "denied"))

    def _told(self) -> Iterator[Event]:
        return (event for event in self.source.events() if event.stage not in ("alleged", "denied"))

    @cached_property
    def hearsay_reports(self) -> frozenset[str]:
        """Ids of the reports that tell an allegation or a denial."""
        return frozenset(one.id for one in self.source.reports() if _is_hearsay(one))

    def reports(self) -> Iterator[EventReport]:
        """Event reports but those that tell an allegation or a denial: these are claims."""
        return (self._statement(one) for one in self.source.reports() if not _is_hearsay(one))

    def figures(self) -> Iterator[Figure]:
        """Figures."""
        return (self._statement(one) for one in self.source.figures())

    def claims(self) -> Iterator[Claim]:
        """Claims, and the reports that tell an allegation or a denial."""
        hearsay = (_as_claim(one) for one in self.source.reports() if _is_hearsay(one))
        for claim in sorted([*self.source.claims(), *hearsay], key=lambda one: one.id):
            public = self._statement(claim)
            yield public if self.options.full_quotes else replace(public, about=shortened(public.about))

    def findings(self) -> Iterator[Finding]:
        """Findings; those across documents are masked by the names of all documents that they compare."""
        for finding in self.source.findings():
            yield self._statement(finding)

    def omissions(self) -> Iterator[Omission]:
        """Omissions."""
        for omission in self.source.omissions():
            spans = self.names(omission.document_id) if omission.document_id else ()
            public = _masked(omission, spans) if spans else omission
            public = replace(public, what=without_folder(public.what))
            yield public if self.options.full_quotes else replace(public, what=shortened(public.what))

    def names(self, document_id: str) -> tuple[NameSpan, ...]:
        """Private names of a document; none when names are not masked."""
        if not self.options.mask:
            return ()
        if document_id not in self._names:
            spans = self.source.masks(document_id)
            document = self.source.document(document_id) if spans else None
            self._names[document_id] = () if document is None else _named(document, spans)
        return self._names[document_id]

    def _spans(self, document: Document) -> tuple[NameSpan, ...]:
        return _named(document, self.source.masks(document.id)) if self.options.mask else ()

    def _public(self, document: Document) -> Document:
        if not self.options.mask:
            return document
        spans = self._spans(document)
        return replace(
            document,
            title=_title(document, spans),
            url=_address(document.url, spans),
            external_id=_address(document.external_id, spans),
        )

    def _statement(self, record: Statement) -> Statement:
        spans = self.names(record.document_id) if record.document_id else self._compared(record)
        public = _masked(record, spans) if spans else record
        if not record.document_id:  # offsets of several documents: the names are masked by their words
            quotes = [mask_words(words.quote, spans) for words in record.evidence]
        else:
            quotes = [words.quote for words in public.evidence]
        evidence = tuple(
            replace(words, quote=quote if self.options.full_quotes else shortened(quote))
            for words, quote in zip(record.evidence, quotes, strict=True)
        )
        return replace(public, evidence=evidence)

    def is_shortened(self, words: Evidence) -> bool:
        """Whether a quote that this view gave shows only the beginning of its span."""
        return not self.options.full_quotes and words.quote.endswith(ELLIPSIS)

    def _compared(self, record: Statement) -> tuple[NameSpan, ...]:
        """Names of the documents behind a finding across documents."""
        if not isinstance(record, Finding) or not self.options.mask:
            return ()
        homes = {self._homes[id] for id in record.compared if id in self._homes}
        return tuple(span for home in sorted(homes) for span in self.names(home))

    @cached_property
    def _homes(self) -> dict[str, str]:
        """Id of a report or figure -> its document."""
        streams = (self.source.reports(), self.source.figures())
        return {one.id: one.document_id for records in streams for one in records}


def _named(document: Document, spans: Iterable[tuple[int, int]]) -> tuple[NameSpan, ...]:
    return tuple(NameSpan(start, end, document.text[start:end], "archive") for start, end in sorted(spans))


def _masked(record: Record, spans: Iterable[NameSpan]) -> Record:
    plain = mask_record(orjson.loads(orjson.dumps(record)), tuple(spans))
    return decode(type(record), orjson.dumps(plain))


def _title(document: Document, spans: tuple[NameSpan, ...]) -> str | None:
    """The title without the names of the text, nor those that stand in the title alone."""
    if not document.title:
        return document.title
    own = private_names(document.title, document.language) if document.language in ("ar", "fr", "es", "en") else ()
    return mask_words(mask(document.title, own), spans)


def _address(address: str | None, spans: tuple[NameSpan, ...]) -> str | None:
    """An address as it is, or only its site where it spells out a private name: a masked address leads nowhere."""
    if not address or mask_words(address, spans) == address:
        return address
    found = re.match(r"https?://[^/?#]+/", address)
    return mask_words(found.group() if found else address, spans)


def _is_hearsay(report: EventReport) -> bool:
    return report.stance in ("allegation", "denial") or report.stage in ("alleged", "denied")


def _as_claim(report: EventReport) -> Claim:
    denied = report.stance == "denial" or report.stage == "denied"
    about = ", ".join(part for part in (report.type, report.subtype, report.country, report.date.start) if part)
    return Claim(
        id=content_id("c", report.id),
        document_id=report.document_id,
        stance="denial" if denied else "allegation",
        speaker=report.speaker,
        speaker_kind=report.speaker_kind,
        about=about,
        direction=None,
        evidence=report.evidence,
    )
