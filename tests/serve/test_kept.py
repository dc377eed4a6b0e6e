"""Answers are kept until the archive changes, each worked out once however many ask for it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.archive import synthetic_events
from starlette.testclient import TestClient

from marsad.merged import Event
from marsad.serve import ServeSettings, create_app
from marsad.serve.kept import Answer, Answers, has_it
from marsad.serve.state import ServerState
from marsad.serve.table import SEVERAL, SINGLE, build_table
from marsad.store import Archive
from tests.serve.conftest import client_of


def test_what_many_ask_at_once_is_worked_out_once(archive: Archive) -> None:
    state, worked = ServerState(archive, ServeSettings()), []

    def work() -> int:
        worked.append(1)
        time.sleep(0.05)
        return 7

    threads = [threading.Thread(target=lambda: state.once("key", work)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(worked) == 1 and state.once("key", work) == 7


def test_a_failed_piece_of_work_is_tried_again(archive: Archive) -> None:
    state = ServerState(archive, ServeSettings())
    for _ in range(2):
        try:
            state.once("key", lambda: 1 // 0)
        except ZeroDivisionError:
            continue
    assert state.once("key", lambda: 1) == 1


def test_a_kept_answer_is_the_same_and_goes_when_the_archive_changes(archive: Archive, tmp_path: Path) -> None:
    app = create_app(archive, settings=ServeSettings())
    client, state = client_of(app), app.state.marsad
    first = client.get("/api/events?limit=1")
    assert state.answers.get(("/api/events", b"limit=1")) is not None
    again = client.get("/api/events?limit=1")
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    gone = first.json()["items"][0]["id"]
    with Archive.open(tmp_path / "a.db") as other:  # another program writes
        other.replace_events([gone], [])
    time.sleep(1.1)
    after = client.get("/api/events?limit=1", headers={"If-None-Match": first.headers["etag"]})
    assert after.status_code == 200 and after.json()["total"] == first.json()["total"] - 1


def test_the_token_is_told_to_whoever_sends_it_alone(writer: TestClient) -> None:
    assert writer.get("/api/about").json()["token_right"] is True
    assert writer.get("/api/about", headers={"X-Marsad-Token": "wrong"}).json()["token_right"] is False


def test_kept_answers_hold_no_more_than_they_may(monkeypatch: object) -> None:
    answers = Answers()
    for n in range(200):
        answers.put(("/api/x", str(n).encode()), Answer(bytes(900_000), "t", "application/json"))
    answers.put(("/api/x", b"long"), Answer(bytes(2_000_000), "t", "application/json"))
    assert answers.get(("/api/x", b"0")) is None and answers.get(("/api/x", b"199")) is not None
    assert answers.get(("/api/x", b"long")) is None


def test_tags() -> None:
    assert has_it('W/"a", "b"', '"a"') and has_it("*", '"a"') and not has_it('"ab"', '"a"') and not has_it("", '"a"')


def test_facets_count_what_the_events_hold(archive: Archive) -> None:
    table = build_table(archive.event_columns())
    everything = np.arange(len(table.ids))
    for name in (*SINGLE, *SEVERAL):
        assert table.facet(name, everything) == archive.facets(name), name
        assert table.facet(name, everything[:0]) == {}
    some = np.array([0, 2])
    wanted: dict[str, int] = {}
    for row in some:
        event: Event | None = archive.event(table.ids[row])
        assert event is not None
        for source in set(event.sources):
            wanted[source] = wanted.get(source, 0) + 1
    assert table.facet("source", some) == wanted


def test_a_map_gets_no_more_points_than_it_can_show(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    events = [replace(event, id=f"v-{event.id[2:]}") for event in synthetic_events(3_000)]
    archive.replace_events([], events)
    table = build_table(archive.event_columns())
    everything = np.ones(len(table.ids), np.bool_)
    exact = table.places(everything)
    monkeypatch.setattr("marsad.serve.table._MOST_POINTS", 1_500)
    fewer = table.places(everything)
    assert len(exact) > 2_900 and len(fewer) <= 1_500
    assert sum(one[3] for one in fewer) == sum(one[3] for one in exact)
    assert {one[:2] for one in fewer} <= {one[:2] for one in exact}
    assert {one[4] for one in exact} <= set(table.ids)
