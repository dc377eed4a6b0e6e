"""What people decide: judgements on pairs of reports, corrections of fields, their withdrawal, and the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from marsad.archive.corrections import correct, uncorrect
from marsad.errors import BadRecord
from marsad.merged import Decision, Judgement
from marsad.records import content_id
from marsad.serve.notes import notes
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import cursor, from_cursor, reply
from marsad.serve.state import state_of
from marsad.serve.writing import Writer, now, rebuilt

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["decisions"], responses=ERRORS)
Id = Annotated[str, Field(min_length=3, max_length=40, pattern=r"^[a-z]-[0-9a-f]+$")]
Who = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
Why = Annotated[str, Field(min_length=1, max_length=1_000, pattern=r"^[^\x00]+$")]


@dataclass(frozen=True, slots=True)
class JudgementRequest:
    """A word on two reports: the same event, different ones, or unsure."""

    a: Id
    b: Id
    verdict: Literal["same", "different", "unsure"]
    why: Why
    who: Who = "reader"


@dataclass(frozen=True, slots=True)
class SplitRequest:
    """Reports that are to leave their event: each is judged different from every report that stays."""

    event_id: Id
    reports: Annotated[list[Id], Field(min_length=1, max_length=200)]
    why: Why
    who: Who = "reader"


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """A new value for a field of a report, as JSON; the field "withdrawn" with true withdraws the report."""

    record_id: Id
    field: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z_]+(\.[a-z_]+)?$")]
    value: Any
    why: Why
    who: Who = "reader"


@dataclass(frozen=True, slots=True)
class WithdrawRequest:
    """Why a judgement or a correction is withdrawn."""

    why: Why
    who: Who = "reader"


@dataclass(frozen=True, slots=True)
class Decided:
    """The ids of what was kept, and the events in which the reports are now."""

    ids: list[str]
    events: list[str]


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Lines of the log, the newest first, and the cursor of the next page."""

    items: list[Decision]
    next: str | None


def _decided(state: Any, ids: list[str], reports: list[str]) -> dict[str, Any]:
    events = {state.archive.event_of_report(report) for report in reports}
    return {"ids": ids, "events": sorted(event for event in events if event)}


@router.post("/judgements", responses={200: {"model": Decided}}, summary="Judge two reports")
def judge(request: Request, asked: JudgementRequest, state: Writer) -> Response:
    """Keep a judgement; the merged events follow it at once."""
    known = {report.id for report in state.archive.reports([asked.a, asked.b])}
    if known != {asked.a, asked.b} or asked.a == asked.b:
        raise ProblemError(404, "A judgement needs two different reports of this archive")
    with rebuilt(state):
        made = _judgement(asked.a, asked.b, asked.verdict, asked.who, asked.why, now())
        state.archive.add_judgement(made)
    return reply(request, _decided(state, [made.id], [asked.a, asked.b]))


def _judgement(a: str, b: str, verdict: Any, who: str, why: str, at: str) -> Judgement:
    first, second = sorted((a, b))
    return Judgement(content_id("j", first, second, verdict, who, at), first, second, verdict, who, at, why)


@router.post("/splits", responses={200: {"model": Decided}}, summary="Take reports out of an event")
def split(request: Request, asked: SplitRequest, state: Writer) -> Response:
    """Judge the named reports to be of another event than the rest of theirs."""
    event = state.archive.event(asked.event_id)
    if event is None:
        raise ProblemError(404, "There is no event of this id")
    leaving = set(asked.reports)
    staying = [report for report in event.reports if report not in leaving]
    if not staying or not leaving <= set(event.reports):
        raise ProblemError(409, "A split takes some reports of the event out, not all, and none of another event")
    with rebuilt(state):
        at = now()
        made = [_judgement(a, b, "different", asked.who, asked.why, at) for a in sorted(leaving) for b in staying]
        with state.archive.transaction():
            for judgement in made:
                state.archive.add_judgement(judgement)
    return reply(request, _decided(state, [one.id for one in made], list(event.reports)))


@router.post("/judgements/{id}/withdraw", responses={200: {"model": Decided}}, summary="Undo a judgement")
def withdraw_judgement(request: Request, id: str, asked: WithdrawRequest, state: Writer) -> Response:
    """Withdraw a judgement: the merged events are as if it had never been."""
    found = next((one for one in state.archive.judgements(active_only=False) if one.id == id), None)
    if found is None:
        raise ProblemError(404, "There is no judgement of this id")
    if found.withdrawn_at:
        raise ProblemError(409, "This judgement is withdrawn already")
    with rebuilt(state):
        state.archive.withdraw_judgement(id, at=now(), who=asked.who, why=asked.why)
    return reply(request, _decided(state, [id], [found.a, found.b]))


@router.post("/corrections", responses={200: {"model": Decided}}, summary="Correct a field, or withdraw a report")
def add_correction(request: Request, asked: CorrectionRequest, state: Writer) -> Response:
    """Lay a correction over a report or figure; the reading stays, and withdrawing the correction brings it back."""
    archive = state.archive
    if not any(True for some in (archive.reports, archive.figures) for _ in some([asked.record_id])):
        raise ProblemError(404, "There is no report or figure of this id")
    before = archive.event_of_report(asked.record_id)
    siblings = list(event.reports) if before and (event := archive.event(before)) else [asked.record_id]
    with rebuilt(state):
        try:
            made = correct(archive, asked.record_id, asked.field, asked.value, who=asked.who, when=now(), why=asked.why)
        except BadRecord as error:
            raise ProblemError(422, f"The correction does not fit: {error.reason}"[:300]) from error
    return reply(request, _decided(state, [made.id], siblings))


@router.post("/corrections/{id}/withdraw", responses={200: {"model": Decided}}, summary="Undo a correction")
def withdraw_correction(request: Request, id: str, asked: WithdrawRequest, state: Writer) -> Response:
    """Withdraw a correction: the reading stands again."""
    found = next((one for one in state.archive.corrections(active_only=False) if one.id == id), None)
    if found is None:
        raise ProblemError(404, "There is no correction of this id")
    if found.withdrawn_at:
        raise ProblemError(409, "This correction is withdrawn already")
    with rebuilt(state):
        uncorrect(state.archive, id, who=asked.who, when=now(), why=asked.why)
    return reply(request, _decided(state, [id], [found.record_id]))


@router.get("/decisions", responses={200: {"model": DecisionPage}}, summary="The log of decisions")
def decisions(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    after: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """What people and the program decided, the newest first."""
    state = state_of(request)
    last = from_cursor(after, "n")
    if last is not None and not last[1:].isdigit():
        raise ProblemError(400, "The cursor is not one that a page gave; leave it out to begin")
    held = [one for one in state.archive.decisions() if last is None or one.n < int(last[1:])]
    held = held[::-1][: limit + 1]
    more = cursor(f"n{held[limit - 1].n}") if len(held) > limit else None
    return reply(request, {"items": notes(state, held[:limit]), "next": more})
