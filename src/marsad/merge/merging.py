"""Merge: event reports in, events out. The result depends on reports and judgements alone, not on their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.merge.chains import case_ties, cases
from marsad.merge.clustering import clusters
from marsad.merge.comparison import compare
from marsad.merge.constraints import apart
from marsad.merge.features import DocumentInfo, features, features_of
from marsad.merge.ledger import rulings
from marsad.merge.views import event_id, event_of
from marsad.merge.weights import FieldWeight, Weights, load_weights
from marsad.merged import Event, Judgement
from marsad.records import EventReport

__all__ = ["MergeResult", "explain", "merge"]


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The events in order of id, and of how many reports."""

    events: tuple[Event, ...]
    n_reports: int

    @property
    def n_merged(self) -> int:
        """Events that more than one report tells of."""
        return sum(len(event.reports) > 1 for event in self.events)


def merge(
    reports: Iterable[EventReport],
    documents: Mapping[str, DocumentInfo],
    judgements: Iterable[Judgement] = (),
    origins: Mapping[str, str] | None = None,
    *,
    weights: Weights | None = None,
) -> MergeResult:
    """Events over the reports. A report that comes twice counts once.

    ``documents`` gives publication date, language and source by document id; ``origins`` maps a document to the first
    of the copies of which it is one (a document that is not in it is its own origin).
    """
    by_id = {report.id: report for report in reports}
    known = origins or {}
    rows = list(features_of(by_id.values(), documents))
    found = clusters(rows, rulings(judgements), weights or load_weights())
    told = cases(case_ties(rows), {one: event_id(ids) for ids in found for one in ids})
    events = [told.on(event_of([by_id[report_id] for report_id in ids], documents, known)) for ids in found]
    return MergeResult(tuple(sorted(events, key=lambda event: event.id)), len(by_id))


def explain(
    a: EventReport,
    b: EventReport,
    documents: Mapping[str, DocumentInfo] | None = None,
    *,
    weights: Weights | None = None,
) -> tuple[FieldWeight, ...]:
    """The waterfall of two reports: prior and fields, in bits; a rule that keeps them apart comes last, minus infinity.

    Their sum against `Weights.threshold` is the decision on the pair. ``documents`` gives the publication dates.
    """
    known = documents or {}
    one, other = features(a, known.get(a.document_id)), features(b, known.get(b.document_id))
    bars = (weights or load_weights()).waterfall(compare(one, other))
    rule = apart(one, other)
    return bars if rule is None else (*bars, FieldWeight("rule", rule, float("-inf")))
