"""What of an archive is exported: everything, or what a query selects, corrections laid over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from marsad.archive.corrections import corrected_figures, corrected_reports
from marsad.dates import first_day, last_day
from marsad.merged import Event
from marsad.records import Claim, Document, EventReport, Figure, Finding, Omission
from marsad.store import Archive, EventQuery

__all__ = ["Selection"]

# Filters that a figure answers by itself; with any other, only figures of selected documents are taken.
_OF_FIGURES = frozenset({"start", "end", "country"})


class Selection:
    """A source of exports (`marsad.export.Source`) over an archive.

    A query selects events. With them go their reports, the documents of these, and what else the documents say. A
    figure is also taken for its own country and period, since many texts give totals and tell no event. ``seen`` is
    called for each event and report that is read.
    """

    def __init__(
        self, archive: Archive, query: EventQuery | None = None, *, seen: Callable[[], None] | None = None
    ) -> None:
        self.archive = archive
        self._seen = seen or (lambda: None)
        self.query = query or EventQuery()
        self._all = not self.query.given()

    def events(self) -> Iterator[Event]:
        """The selected events; links to others go only where both ends are selected."""
        for event in self.archive.events(self.query):
            self._seen()
            yield event if self._all else self._within(event)

    def _within(self, event: Event) -> Event:
        links = tuple(link for link in event.links if link.event_id in self._chosen[0])
        return event if len(links) == len(event.links) else replace(event, links=links)

    @cached_property
    def _chosen(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Ids of the selected events, of their reports, and of the documents of these."""
        events: set[str] = set()
        reports: set[str] = set()
        documents: set[str] = set()
        for event in self.archive.events(self.query):
            events.add(event.id)
            reports.update(event.reports)
            documents.update(event.documents)
        return frozenset(events), frozenset(reports), frozenset(documents)

    @cached_property
    def _own_figures(self) -> frozenset[str]:
        """Ids of figures that answer the query themselves."""
        if not set(self.query.given()) <= _OF_FIGURES:
            return frozenset()
        return frozenset(figure.id for figure in corrected_figures(self.archive) if self._answers(figure))

    def _answers(self, figure: Figure) -> bool:
        query = self.query
        if query.country is not None and figure.country != query.country:
            return False
        start, end = figure.period.start, figure.period.end
        after = query.start is None or end is None or last_day(end) >= first_day(query.start)
        before = query.end is None or start is None or first_day(start) <= last_day(query.end)
        return after and before

    @cached_property
    def _documents(self) -> frozenset[str]:
        """Ids of the documents of selected events and figures."""
        figures = {one.document_id for one in self.archive.figures() if one.id in self._own_figures}
        return self._chosen[2] | figures

    def documents(self) -> Iterator[Document]:
        """Documents of what is selected."""
        return self.archive.documents(None if self._all else self._documents)

    def document(self, id: str, /) -> Document | None:
        """One document."""
        return self.archive.document(id)

    def masks(self, document_id: str, /) -> tuple[tuple[int, int], ...]:
        """Spans of private names in a document's text."""
        return self.archive.masks(document_id)

    def origins(self) -> dict[str, str]:
        """Document id -> smallest document id of its copies."""
        return self.archive.origins()

    def reports(self) -> Iterator[EventReport]:
        """Reports of the selected events; without a query also those that were not merged yet."""
        for report in corrected_reports(self.archive):
            self._seen()
            if self._all or report.id in self._chosen[1]:
                yield report

    def figures(self) -> Iterator[Figure]:
        """Figures of the selected documents, and those that answer the query themselves."""
        for figure in corrected_figures(self.archive):
            if self._all or figure.id in self._own_figures or figure.document_id in self._chosen[2]:
                yield figure

    def claims(self) -> Iterator[Claim]:
        """Claims of the selected documents."""
        return (one for one in self.archive.claims() if self._all or one.document_id in self._documents)

    def findings(self) -> Iterator[Finding]:
        """Findings of the selected documents, and those across documents that compare something selected."""
        for finding in self.archive.findings():
            if self._all or finding.document_id in self._documents or self._compares(finding):
                yield finding

    def _compares(self, finding: Finding) -> bool:
        return not finding.document_id and any(
            id in self._own_figures or id in self._chosen[0] or id in self._chosen[1] for id in finding.compared
        )

    def omissions(self) -> Iterator[Omission]:
        """Omissions; with a query those of the selected documents."""
        return (one for one in self.archive.omissions() if self._all or one.document_id in self._documents)
