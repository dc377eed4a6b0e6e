"""Figures: the ledger of a quantity, announced totals beside documented events, and findings in plain sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from marsad.archive.corrections import corrected_figures
from marsad.check.ledger import Ledger, ledger
from marsad.records import Action, Finding, Unit
from marsad.serve.filters import After, Limit, Name
from marsad.serve.labels import document_infos, origins_of
from marsad.serve.masked import plain, shown
from marsad.serve.problems import ERRORS, ProblemError
from marsad.serve.replies import cursor, from_cursor, reply
from marsad.serve.state import ServerState, state_of
from marsad.store import EventQuery

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["figures"], responses=ERRORS)


@dataclass(frozen=True, slots=True)
class QuantityCount:
    """A quantity and how many statements there are on it."""

    unit: str
    country: str
    action: str
    count: int


@dataclass(frozen=True, slots=True)
class Quantities:
    """All quantities, those with most statements first."""

    items: list[QuantityCount]


@dataclass(frozen=True, slots=True)
class Documented:
    """Events of a year in the archive, and what they count of the quantity."""

    year: int
    events: int
    value: float


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger of a quantity, the findings that compare its figures, and what the archive documents year by year."""

    ledger: Ledger
    findings: list[Finding]
    documented: list[Documented]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Findings, and the cursor of the next page."""

    items: list[Finding]
    next: str | None


@router.get("/figures", responses={200: {"model": Quantities}}, summary="Quantities that official figures speak of")
def quantities(request: Request) -> Response:
    """Each unit, country and action with the number of statements."""
    state = state_of(request)
    counts = state.once("quantities", lambda: _quantities(state))
    return reply(request, {"items": counts})


def _quantities(state: ServerState) -> list[dict[str, Any]]:
    counts = Counter((one.unit, one.country, one.action) for one in corrected_figures(state.archive) if one.country)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [{"unit": u, "country": c, "action": a, "count": n} for (u, c, a), n in ranked]


@router.get("/figures/ledger", responses={200: {"model": LedgerView}}, summary="The ledger of one quantity")
def figures_ledger(
    request: Request,
    unit: Annotated[Unit, Query()],
    country: Annotated[str, Query(pattern=r"^[A-Z]{2}$", examples=["MA"])],
    action: Annotated[Action | None, Query()] = None,
    group: Name = None,
) -> Response:
    """All statements in order of their period, conflicts, best-supported series, and documented events by year."""
    state = state_of(request)
    key = ("ledger", unit, country, action, group)
    return reply(request, state.once(key, lambda: _ledger(state, unit, country, action, group)))


def _ledger(state: ServerState, unit: str, country: str, action: str | None, group: str | None) -> dict[str, Any]:
    archive = state.archive
    figures = [figure for figure in corrected_figures(archive) if (figure.unit, figure.country) == (unit, country)]
    ids = {figure.id for figure in figures}
    findings = [finding for finding in archive.findings() if ids & set(finding.compared)]
    infos = document_infos(state, {figure.document_id for figure in figures})
    told = ledger(
        figures, infos, unit, country, action=action, group=group, findings=findings, origins=origins_of(state)
    )
    mine = {entry.figure_id for entry in told.entries}
    related = [finding for finding in findings if mine & set(finding.compared)]
    return {
        # Each entry by the names of its own document: offsets of one mean nothing in another.
        "ledger": {**plain(told), "entries": [shown(state, one, [one.document_id]) for one in told.entries]},
        "findings": [shown(state, finding, _documents_of(finding, infos, figures)) for finding in related],
        "documented": _documented(state, unit, country, action),
    }


def _documents_of(finding: Finding, infos: dict[str, Any], figures: list[Any]) -> list[str]:
    if finding.document_id:
        return [finding.document_id]
    compared = set(finding.compared)
    return [figure.document_id for figure in figures if figure.id in compared and figure.document_id in infos]


# The count of events that a total of a unit and an action adds up; None counts the events themselves.
_COUNTED = {
    ("cell", "dismantled"): "cells",
    ("person", "arrested"): "arrested",
    ("person", "killed"): "killed",
    ("person", "injured"): "injured",
    ("person", "convicted"): "convicted",
    ("person", "repatriated"): "transferred",
}
_TYPES = {"dismantled": "arrest", "arrested": "arrest", "foiled": "arrest", "convicted": "prosecution"}
_TYPES |= {"killed": "attack", "injured": "attack", "repatriated": "transfer"}


def _documented(state: ServerState, unit: str, country: str, action: str | None) -> list[dict[str, Any]]:
    """Events that a total of the quantity would count, by year; one cell an event where no number is told."""
    kind = _TYPES.get(action or "", "arrest" if unit in ("cell", "plot") else None)
    if kind is None:
        return []
    foiled = True if action == "foiled" or unit == "plot" else None
    counted = _COUNTED.get((unit, action or "dismantled"))
    years: dict[int, list[float]] = {}
    for event in state.archive.events(EventQuery(country=country, type=kind, foiled=foiled)):
        if event.date.start is None or event.stage in ("alleged", "denied"):
            continue
        count = event.counts.get(counted or "")
        value = float(count.best) if count else 1.0 if unit != "person" else 0.0
        years.setdefault(int(event.date.start[:4]), []).append(value)
    return [{"year": year, "events": len(told), "value": sum(told)} for year, told in sorted(years.items())]


@router.get("/findings", responses={200: {"model": FindingPage}}, summary="Findings of the checks")
def findings(
    request: Request,
    verdict: Annotated[Literal["agrees", "conflicts", "cannot_tell"] | None, Query()] = None,
    kind: Name = None,
    across: Annotated[bool | None, Query(description="Only findings across documents, or only inside one")] = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Findings in order of id; each says in four languages what was compared and why two values may differ."""
    state = state_of(request)
    last = from_cursor(after, "x-")
    held = []
    for finding in state.once("findings", lambda: list(state.archive.findings())):
        if (
            (last is None or finding.id > last)
            and verdict in (None, finding.verdict)
            and kind in (None, finding.kind)
            and across in (None, not finding.document_id)
        ):
            held.append(finding)
        if len(held) > limit:
            break
    items = [shown(state, finding, _documents(state, finding)) for finding in held[:limit]]
    return reply(request, {"items": items, "next": cursor(held[limit - 1].id) if len(held) > limit else None})


def _documents(state: ServerState, finding: Finding) -> list[str]:
    if finding.document_id:
        return [finding.document_id]
    return [figure.document_id for figure in state.archive.figures(finding.compared)]


@router.get("/figures/{id}", responses={200: {"model": dict[str, Any]}}, summary="One figure with its words")
def figure(request: Request, id: str) -> Response:
    """A figure as it was read; its document has the text."""
    state = state_of(request)
    found = next(state.archive.figures([id]), None)
    if found is None:
        raise ProblemError(404, "There is no figure of this id")
    return reply(request, shown(state, found, [found.document_id]))
