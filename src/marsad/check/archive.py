"""Checks across documents: what the figures of an archive say about each other and about its events.

Only statements of one quantity are compared (unit, action, country, group, population), never those of two named
agencies. One question gives one finding, however many texts answer it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from marsad.check.coverage import Documented, check_coverage, documented
from marsad.check.remainders import check_remainders
from marsad.check.rivals import check_companions, check_rival_values, check_starts, check_updates
from marsad.check.running import check_running_totals
from marsad.check.statements import Quantity, Statement, by_quantity, find_statements
from marsad.check.sums import check_chained_totals, check_growth_told, check_yearly_sums
from marsad.merged import DocumentInfo, Event
from marsad.records import EventReport, Figure, Finding

__all__ = ["ARCHIVE_CHECKS", "check_archive"]

# Kinds of findings across documents, in the order in which they are looked for.
ARCHIVE_CHECKS = (
    "remainder", "sum", "chain", "growth", "rival", "update", "start_year", "magnitude", "running_total", "coverage",
)  # fmt: skip


def check_archive(
    figures: Iterable[Figure],
    events: Iterable[Event] = (),
    documents: Mapping[str, DocumentInfo] | None = None,
    *,
    reports: Iterable[EventReport] = (),
    known: Iterable[Finding] = (),
    origins: Mapping[str, str] | None = None,
) -> Iterator[Finding]:
    """All findings across documents, each with ``document_id`` empty, in a fixed order.

    ``documents`` gives source and publication date of each document, ``origins`` the group of copies that a document
    belongs to. ``reports`` tell which of the events struck a cell. ``known`` are the findings inside documents; what
    they have told is not told again. A figure without a country is compared with nothing.
    """
    statements = find_statements(figures, documents or {}, origins)
    merged = documented(events, reports, {statement.quantity.country for statement in statements})
    told = [set(finding.compared) for finding in known if finding.verdict == "conflicts"]
    for finding in _findings(statements, merged):
        members = set(finding.compared)
        if len({item["document"] for item in finding.details["statements"]}) < 2 and finding.kind != "coverage":
            continue
        if finding.verdict == "conflicts":
            if any(members <= earlier for earlier in told):
                continue
            told.append(members)
        yield finding


def _findings(statements: Sequence[Statement], events: Documented) -> Iterator[Finding]:
    yield from check_remainders(statements)
    groups = list(by_quantity(statements))
    for quantity, held in groups:
        yield from check_yearly_sums(quantity, held)
        yield from check_chained_totals(quantity, held)
        yield from check_growth_told(quantity, held)
        yield from check_rival_values(quantity, held)
    yield from check_companions(statements)
    for quantity, held in groups:
        yield from _over_time(quantity, held, events)


def _over_time(quantity: Quantity, held: Sequence[Statement], events: Documented) -> Iterator[Finding]:
    yield from check_updates(quantity, held)
    yield from check_starts(quantity, held)
    yield from check_running_totals(quantity, held)
    coverage = check_coverage(quantity, held, events)
    if coverage is not None:
        yield coverage
