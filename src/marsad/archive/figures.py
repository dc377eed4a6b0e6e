"""Figures of an archive: set against each other and its events, and the ledger of one quantity over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marsad.archive.corrections import corrected_figures
from marsad.check import Ledger, check_archive, ledger
from marsad.merged import DocumentInfo
from marsad.names import NameSpan, mask_quote
from marsad.records import Document, Figure, Finding
from marsad.store import Archive, EventQuery

__all__ = ["check_figures", "document_info", "figure_ledger", "find_conflicts"]


def document_info(document: Document) -> DocumentInfo:
    """What comparing needs to know of a document."""
    return DocumentInfo(
        document.id, document.language, document.source, document.published.value, document.title, document.url,
        document.external_id,
    )  # fmt: skip


def _documents(archive: Archive, figures: Iterable[Figure]) -> dict[str, DocumentInfo]:
    wanted = {figure.document_id for figure in figures}
    return {document.id: document_info(document) for document in archive.documents(wanted)}


def find_conflicts(archive: Archive, *, country: str | None = None) -> tuple[Finding, ...]:
    """Findings across the documents of an archive, of one country or of all, as they are now; nothing is written."""
    held = [figure for figure in corrected_figures(archive) if country in (None, figure.country)]
    known = (finding for finding in archive.findings() if finding.document_id)
    return tuple(
        check_archive(
            held, archive.events(EventQuery(country=country)), _documents(archive, held),
            reports=archive.reports(), known=known, origins=archive.origins(),
        )
    )  # fmt: skip


def check_figures(archive: Archive, *, at: str | None = None) -> tuple[Finding, ...]:
    """Check the whole archive and keep the findings across documents in place of those that were there.

    ``at`` is the time for the log (ISO 8601); None writes no line. Returns the findings.
    """
    found = find_conflicts(archive)
    with archive.transaction():
        archive.replace_archive_findings(found)
        if at is not None:
            conflicts = sum(finding.verdict == "conflicts" for finding in found)
            archive.log("check", "archive", {"findings": len(found), "conflicts": conflicts}, at=at)
    return found


def figure_ledger(
    archive: Archive,
    unit: str,
    country: str,
    *,
    action: str | None = None,
    group: str | None = None,
    masked: bool = True,
) -> tuple[Ledger, tuple[Finding, ...]]:
    """The ledger of a quantity and the findings that touch it: conflicts inside texts, and all across documents.

    Private names in speakers are masked unless ``masked`` is False; office holders in office stay.
    """
    held = [figure for figure in corrected_figures(archive) if figure.country == country]
    ids = {figure.id for figure in held}
    inside = (one for one in archive.findings() if one.document_id and one.verdict == "conflicts")
    findings = (
        *(one for one in inside if ids & set(one.compared)), *find_conflicts(archive, country=country)
    )  # fmt: skip
    book = ledger(
        (_masked(archive, figure) for figure in held) if masked else held,
        _documents(archive, held), unit, country,
        action=action, group=group, findings=findings, origins=archive.origins(),
    )  # fmt: skip
    told = {entry.figure_id for entry in book.entries}
    return book, tuple(finding for finding in findings if told & set(finding.compared))


def _masked(archive: Archive, figure: Figure) -> Figure:
    """The figure with private names in its speaker hidden."""
    span = next((item for item in figure.evidence if item.field == "speaker"), None)
    if figure.speaker is None or span is None:
        return figure
    names = [NameSpan(start, end, "", "archive") for start, end in archive.masks(figure.document_id)]
    return replace(figure, speaker=mask_quote(figure.speaker, span.start, names))
