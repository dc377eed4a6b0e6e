"""Pages neither repeat nor skip anything while records come and go; lines come as they are made."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from benchmarks.archive import synthetic_events
from starlette.testclient import TestClient

from marsad.merged import Event
from marsad.serve import create_app
from marsad.store import Archive
from tests.serve.conftest import client_of

EVENTS = [replace(event, id=f"v-{event.id[2:]}") for event in synthetic_events(60, seed=4)]


@pytest.fixture
def events(tmp_path: Path) -> tuple[Archive, TestClient]:
    archive = Archive.open(tmp_path / "e.db")
    archive.replace_events([], EVENTS[:40])
    return archive, client_of(create_app(archive))


def pages(client: TestClient, path: str, limit: int) -> list[list[str]]:
    """The ids of each page, from the first to the last."""
    told, after = [], ""
    while after is not None:
        page = client.get(path, params={"limit": limit, **({"after": after} if after else {})}).json()
        told.append([one["id"] for one in page["items"]])
        after = page["next"]
    return told


def order(events: list[Event]) -> list[str]:
    return [event.id for event in sorted(events, key=lambda one: (one.date.start or "", one.id), reverse=True)]


@pytest.mark.parametrize("limit", [1, 7, 39, 40, 41])
def test_pages_hold_everything_once(events: tuple[Archive, TestClient], limit: int) -> None:
    told = pages(events[1], "/api/events", limit)
    assert [id for page in told for id in page] == order(EVENTS[:40])
    assert all(len(page) == limit for page in told[:-1])


def test_pages_stay_in_place_while_events_come_and_go(events: tuple[Archive, TestClient]) -> None:
    archive, client = events
    first = client.get("/api/events", params={"limit": 10}).json()
    seen = [one["id"] for one in first["items"]]
    archive.replace_events([seen[-1], seen[3]], EVENTS[40:])  # the last one shown goes, twenty others come
    client.app.state.marsad.changed()  # type: ignore[attr-defined]
    after, rest = first["next"], []
    while after:
        page = client.get("/api/events", params={"limit": 10, "after": after}).json()
        rest += [one["id"] for one in page["items"]]
        after = page["next"]
    assert not set(rest) & set(seen)
    behind = [id for id in order(EVENTS) if id not in seen]
    place = order(EVENTS).index(seen[-1])
    assert rest == [id for id in behind if order(EVENTS).index(id) > place]


def test_documents_and_decisions_stay_in_place_too(writer: TestClient, archive: Archive) -> None:
    for n in range(5):
        archive.log("note", "x", {"n": n}, at="2026-01-01")
    first = writer.get("/api/decisions", params={"limit": 3}).json()
    archive.log("note", "x", {"n": 9}, at="2026-01-01")
    writer.app.state.marsad.changed()  # type: ignore[attr-defined]
    second = writer.get("/api/decisions", params={"limit": 3, "after": first["next"]}).json()
    assert second["items"][0]["n"] == first["items"][-1]["n"] - 1
    assert sorted(id for page in pages(writer, "/api/documents", 2) for id in page) == sorted(archive.origins())
    found = pages(writer, "/api/findings", 1)
    assert len({id for page in found for id in page}) == sum(map(len, found))


def test_lines_are_whole_and_in_order(events: tuple[Archive, TestClient]) -> None:
    with events[1].stream("GET", "/api/events?format=ndjson&country=IQ") as answer:
        assert answer.headers["content-type"].startswith("application/x-ndjson")
        assert "content-length" not in answer.headers
        lines = [orjson.loads(line) for line in answer.iter_lines()]
    assert [line["id"] for line in lines] == order([event for event in EVENTS[:40] if event.country == "IQ"])


def test_a_view_gives_the_same_events_in_every_form(events: tuple[Archive, TestClient]) -> None:
    client = events[1]
    query = "country=IQ&start=2005"
    ids = [one["id"] for one in client.get(f"/api/events?{query}&limit=500").json()["items"]]
    assert ids
    table = client.get(f"/api/events?{query}&format=csv").text.splitlines()
    assert {id for id in ids if any(id in line for line in table)} == set(ids) and len(table) == len(ids) + 1
    shapes = client.get(f"/api/events?{query}&format=geojson")
    assert shapes.headers["content-disposition"] == 'attachment; filename="marsad-events.geojson"'
    assert {one["id"] for one in shapes.json()["features"]} == set(ids)


def test_only_so_many_files_are_written_at_a_time(events: tuple[Archive, TestClient]) -> None:
    client = events[1]
    files = client.app.state.marsad.files  # type: ignore[attr-defined]
    with files, files:
        answer = client.get("/api/events?format=csv")
        assert answer.status_code == 503 and answer.headers["retry-after"] == "60"
    assert client.get("/api/events?format=csv").status_code == 200


def test_a_written_judgement_shows_at_once(writer: TestClient) -> None:
    tag = writer.get("/api/decisions").headers["etag"]
    a, b = (one["reports"][0] for one in writer.get("/api/events").json()["items"][:2])
    begun = time.monotonic()
    writer.post("/api/judgements", json={"a": a, "b": b, "verdict": "different", "why": "test"})
    assert writer.get("/api/decisions", headers={"If-None-Match": tag}).status_code == 200
    assert time.monotonic() - begun < 60
