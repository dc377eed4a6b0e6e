"""Review: what a person should look at first, and what came of it as annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from marsad.archive.corrections import corrected_reports
from marsad.records import EventReport
from marsad.serve.decisions import Id, Who
from marsad.serve.event import Pairing, ReportView, pairing, report_view
from marsad.serve.labels import document_infos, report_labels
from marsad.serve.masked import shown
from marsad.serve.notes import notes
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import json_lines, reply
from marsad.serve.state import ServerState, state_of
from marsad.serve.writing import Writer, now

__all__ = ["router"]

router = APIRouter(prefix="/api/review", tags=["review"], responses=ERRORS)
# Pairs this close to the threshold, in bits, are worth a person's look; and so many events are compared at most.
_BAND = 6.0
_COMPARED = 400


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Something to judge: a report whose fields are unsure (and why), or two reports that may be one event."""

    kind: Literal["report", "pair"]
    subject: str
    reasons: list[str]
    reports: list[ReportView]
    pairing: Pairing | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The head of the queue, how much is left, and names of bodies and places."""

    items: list[ReviewItem]
    left: int
    labels: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What a person says of a report as it was read."""

    subject: Id
    verdict: Literal["accept", "reject", "skip"]
    why: Annotated[str, Field(max_length=1_000)] = ""
    who: Who = "reader"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The number of the line in the log."""

    subject: str


@router.get("", responses={200: {"model": Queue}}, summary="The review queue")
def queue(
    request: Request,
    kind: Annotated[Literal["report", "pair"] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Reports whose fields are least sure and pairs near the threshold; what was decided is gone from it."""
    state = state_of(request)
    found = state.once("review queue", lambda: _queue(state))
    wanted = [one for one in found if kind in (None, one[0])]
    items = [_item(state, *one) for one in wanted[:limit]]
    labels = report_labels(view["report"] for item in items for view in item["reports"])
    return reply(request, {"items": items, "left": len(wanted), "labels": labels})


def _queue(state: ServerState) -> list[tuple[str, str, list[str]]]:
    """Kind, subject and reasons; the least sure first, pairs and reports in turn."""
    done = {one.subject for one in state.archive.decisions() if one.kind in ("review", "correction")}
    reports = []
    for report in islice(corrected_reports(state.archive), 20_000):
        reasons = _reasons(report)
        if reasons and report.id not in done:
            reports.append((len(reasons), report.confidence, report.id, reasons))
    reports.sort(key=lambda one: (-one[0], one[1], one[2]))
    singles = [("report", id, reasons) for _, _, id, reasons in reports]
    pairs = [("pair", f"{a}+{b}", ["near_threshold"]) for a, b in _pairs(state)]
    return [one for two in _in_turn(pairs, singles) for one in two]


def _in_turn(pairs: list[Any], singles: list[Any]) -> Iterator[list[Any]]:
    for at in range(max(len(pairs), len(singles))):
        yield [*pairs[at : at + 1], *singles[at : at + 1]]


def _reasons(report: EventReport) -> list[str]:
    """Why a person should look at a report."""
    reasons = []
    if report.confidence < 0.5:
        reasons.append("low_confidence")
    if report.date.precision == "unknown":
        reasons.append("no_date")
    elif report.date.basis == "relative":
        reasons.append("relative_date")
    if not report.places:
        reasons.append("no_place")
    if any(count.rivals for count in report.counts.values()):
        reasons.append("rival_counts")
    return reasons


def _pairs(state: ServerState) -> list[tuple[str, str]]:
    """Pairs of reports of different events, of one type and near in time, whose weight is near the threshold."""
    table = state.table
    judged = {frozenset((one.a, one.b)) for one in state.archive.judgements()}
    newest = [id for id, day in zip(table.ids, table.first, strict=True) if day][:_COMPARED]
    events = {event.id: event for event in state.archive.events_named(newest)}
    found = []
    for at, one in enumerate(newest):
        for other in newest[at + 1 : at + 12]:
            a, b = events[one], events[other]
            if (a.type, a.country) == (b.type, b.country):
                told = _closest(state, a.reports[0], b.reports[0])
                if told is not None and frozenset((a.reports[0], b.reports[0])) not in judged:
                    found.append((told, a.reports[0], b.reports[0]))
    return [(a, b) for _, a, b in sorted(found)]


def _closest(state: ServerState, a: str, b: str) -> float | None:
    """How far the weight of two reports is from the threshold; None if too far or barred."""
    told = _pairing(state, a, b)
    if told is None or told["weight"] is None:
        return None
    away = abs(told["weight"] - told["threshold"])
    return away if away <= _BAND else None


def _pairing(state: ServerState, a: str, b: str) -> dict[str, Any] | None:
    reports = {report.id: report for report in corrected_reports(state.archive, [a, b])}
    if len(reports) < 2:
        return None
    ordered = [reports[a], reports[b]]
    return pairing(ordered, document_infos(state, [report.document_id for report in ordered]))


def _item(state: ServerState, kind: str, subject: str, reasons: list[str]) -> dict[str, Any]:
    ids = subject.split("+")
    reports = {report.id: report for report in corrected_reports(state.archive, ids)}
    views = [report_view(state, reports[id]) for id in ids if id in reports]
    told = _pairing(state, *ids) if kind == "pair" else None
    return {"kind": kind, "subject": subject, "reasons": reasons, "reports": views, "pairing": told}


@router.post("", responses={200: {"model": Reviewed}}, summary="Say what you think of a report")
def review(request: Request, asked: ReviewRequest, state: Writer) -> Response:
    """Accept or reject a report as it was read; it goes to the log, and to the annotations."""
    if not list(state.archive.reports([asked.subject])):
        raise ProblemError(404, "There is no report of this id")
    detail = {"verdict": asked.verdict, "why": asked.why}
    with state.writing:
        state.archive.log("review", asked.subject, detail, at=now(), who=asked.who)
    state.changed()
    return reply(request, {"subject": asked.subject})


@router.get(
    "/annotations",
    response_class=Response,
    responses={200: {"content": {"application/x-ndjson": {}}}},
    summary="Reviewed reports as annotations, JSON lines",
)
def export_annotations(request: Request) -> Response:
    """Each report that a person accepted, rejected or corrected: the record as it stands, the verdict, who and when."""
    state = state_of(request)
    return json_lines(_annotations(state))


def _annotations(state: ServerState) -> Iterator[dict[str, Any]]:
    verdicts: dict[str, dict[str, Any]] = {}
    for one in state.archive.decisions():
        if one.kind == "review" and one.detail.get("verdict") != "skip":
            verdicts[one.subject] = {**one.detail, "who": one.who, "at": one.at}
        elif one.kind == "correction":
            why = one.detail.get("why", "")
            verdicts[one.subject] = {"verdict": "fix", "who": one.who, "at": one.at, "why": why}
    for report in corrected_reports(state.archive, verdicts):
        said = notes(state, [{"subject": report.id, **verdicts[report.id]}])[0]
        yield {**said, "report": shown(state, report, [report.document_id])}
