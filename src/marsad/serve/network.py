"""Network: countries and agencies that acted together. Edges are events with their evidence; persons never appear."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Query, Request, Response

from marsad.serve.events import selected
from marsad.serve.filters import EventFilter
from marsad.serve.labels import armed_groups, labels_of
from marsad.serve.problems import ERRORS
from marsad.serve.replies import reply
from marsad.serve.state import ServerState, state_of
from marsad.store import EventQuery

__all__ = ["router"]

router = APIRouter(prefix="/api/network", tags=["network"], responses=ERRORS)
_EDGES = 300
_TOLD = 50


@dataclass(frozen=True, slots=True)
class Node:
    """A country or an agency, and in how many joint events it took part."""

    id: str
    events: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two that acted together: in how many events, and the ids of the newest of them."""

    a: str
    b: str
    events: int
    ids: list[str]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, those with most events first; ``left_out`` counts edges beyond the limit."""

    of: Literal["country", "actor"]
    nodes: list[Node]
    edges: list[Edge]
    left_out: int
    labels: dict[str, dict[str, str]]


@router.get("", responses={200: {"model": Network}}, summary="Who acted together")
def network(
    request: Request,
    query: EventFilter,
    of: Annotated[Literal["country", "actor"], Query(description="Countries, or agencies and courts")] = "country",
) -> Response:
    """Countries (an event's own and its partners) or bodies (its actors) that share events; nothing only alleged."""
    state = state_of(request)
    return reply(request, state.once(("network", query, of), lambda: _network(state, query, of)))


def _network(state: ServerState, query: EventQuery, of: str) -> dict[str, Any]:
    table = state.table
    keep = selected(state, query)
    stage = table.columns["stage"]
    keep = keep & ~np.isin(stage.values, [stage.number("alleged"), stage.number("denied")])
    members = _members(state, keep, of)
    edges: dict[tuple[str, str], list[str]] = defaultdict(list)
    nodes: dict[str, int] = defaultdict(int)
    for row, names in sorted(members.items()):
        if len(names) > 1:
            for name in names:
                nodes[name] += 1
            for pair in combinations(sorted(names), 2):
                edges[pair].append(table.ids[row])
    ranked = sorted(edges.items(), key=lambda one: (-len(one[1]), one[0]))
    told = ranked[:_EDGES]
    shown = {name for pair, _ in told for name in pair}
    order = sorted(shown, key=lambda id: (-nodes[id], id))
    return {
        "of": of,
        "nodes": [{"id": id, "events": nodes[id]} for id in order],
        "edges": [{"a": a, "b": b, "events": len(ids), "ids": ids[:_TOLD]} for (a, b), ids in told],
        "left_out": len(ranked) - len(told),
        "labels": labels_of(shown),
    }


def _members(state: ServerState, keep: Any, of: str) -> dict[int, set[str]]:
    table = state.table
    members: dict[int, set[str]] = defaultdict(set)
    column = table.columns["actor" if of == "actor" else "partner"]
    assert column.owners is not None
    # Who fights is no agency, and acts with none.
    left_out = armed_groups() if of == "actor" else frozenset()
    for row, value in zip(column.owners, column.values, strict=True):
        if keep[row] and column.names[value] not in left_out:
            members[int(row)].add(column.names[value])
    if of == "country":
        own = table.columns["country"]
        for row, names in members.items():
            if own.values[row] >= 0:
                names.add(own.names[own.values[row]])
    return members
