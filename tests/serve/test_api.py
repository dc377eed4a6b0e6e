"""The API answers what the archive holds, refuses what is wrong in one shape, and writes only with the token."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from marsad.serve.guard import POLICY
from marsad.serve.state import ServerState
from marsad.serve.trends import poisson_interval
from marsad.store import Archive, EventQuery

HOSTILE = [
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\u202e\u0000",
    "a" * 300,
    "٪",
    "\ud7ff\U0001f600",
    "../../etc/passwd",
]


def test_events_filter_and_page(client: TestClient, archive: Archive) -> None:
    everything = client.get("/api/events").json()
    assert everything["total"] == archive.count_events()
    seen: list[str] = []
    after = None
    while True:
        page = client.get("/api/events", params={"limit": 1, **({"after": after} if after else {})}).json()
        seen += [event["id"] for event in page["items"]]
        after = page["next"]
        if not after:
            break
    assert seen == [event["id"] for event in everything["items"]]
    lines = client.get("/api/events", params={"format": "ndjson"}).text.splitlines()
    assert len(lines) == everything["total"]
    table = client.get("/api/events", params={"format": "csv", "country": "ML"})
    assert table.headers["content-type"].startswith("text/csv") and len(table.text.splitlines()) == 2
    shapes = client.get("/api/events", params={"format": "geojson"}).json()
    assert shapes["type"] == "FeatureCollection"


@pytest.mark.parametrize(
    "given",
    [
        {"country": "MA"}, {"type": "arrest", "start": "2024"}, {"end": "2023"}, {"start": "2023-03", "end": "2023-03"},
        {"text": "Gao"}, {"text": "طنجة"}, {"language": "fr"}, {"foiled": True}, {"min_reports": 2},
        {"group": "islamic-state"},
        {"bbox": (-18.0, 27.0, 0.0, 37.0)}, {"country": "XX"},
    ],
)  # fmt: skip
def test_the_table_and_the_archive_give_the_same_answers(client: TestClient, archive: Archive, given: Any) -> None:
    parameters = {key: ",".join(map(str, value)) if key == "bbox" else value for key, value in given.items()}
    told = client.get("/api/events", params=parameters).json()
    wanted = {event.id for event in archive.events(EventQuery(**given))}
    assert {event["id"] for event in told["items"]} == wanted
    summary = client.get("/api/events/summary", params=parameters).json()
    assert summary["total"] == len(wanted)
    assert {one["value"]: one["count"] for one in summary["facets"]["type"]} == (
        archive.facets("type", EventQuery(**given))
        if "type" not in given
        else archive.facets("type", EventQuery(start="2024"))
    )


def test_an_event_shows_reports_beside_their_words(client: TestClient) -> None:
    item = client.get("/api/events", params={"text": "Tangier", "country": "MA"}).json()["items"][0]
    view = client.get(f"/api/events/{item['id']}").json()
    for one in view["reports"]:
        start, text = one["passage"]["start"], one["passage"]["text"]
        for words in one["report"]["evidence"]:
            assert text[words["start"] - start : words["end"] - start] == words["quote"]
    if len(view["reports"]) > 1:
        assert view["why"][0]["fields"]


def test_the_contradiction_of_the_retelling_is_found(client: TestClient) -> None:
    sentences = [one["sentences"]["en"] for one in client.get("/api/findings?verdict=conflicts").json()["items"]]
    assert any("91" in told and "95" in told and "96" in told for told in sentences)
    ledger = client.get("/api/figures/ledger?unit=cell&country=MA").json()
    assert {91, 95} <= {entry["value"] for entry in ledger["ledger"]["entries"]}


@pytest.mark.parametrize(
    "path",
    ["about", "events", "events/summary", "documents", "figures", "findings", "trends?by=month", "network?of=actor",
     "review", "decisions"],
)  # fmt: skip
def test_etag_headers_and_no_cookies(client: TestClient, path: str) -> None:
    first = client.get(f"/api/{path}")
    assert first.status_code == 200
    again = client.get(f"/api/{path}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert first.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY and "*" not in POLICY and "http" not in POLICY
    assert first.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in first.headers


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize(
    "place",
    (
        "events?country={}",
        "events?bbox={}",
        "events?after={}",
        "events/{}",
        "documents/{}",
        "events?start={}",
        "trends?by={}",
    ),
)
def test_hostile_input_gets_the_one_error_shape(client: TestClient, place: str, word: str) -> None:
    from urllib.parse import quote

    answer = client.get("/api/" + place.format(quote(word, safe="")))
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"status", "title", "detail", "type"}


def test_search_takes_any_words(client: TestClient) -> None:
    for word in HOSTILE[:2] + HOSTILE[4:]:
        assert client.get("/api/documents", params={"text": word}).status_code == 200
        assert client.get("/api/events", params={"text": word}).status_code == 200


def test_other_hosts_and_big_bodies_are_refused(client: TestClient) -> None:
    assert client.get("/api/about", headers={"Host": "evil.example"}).status_code == 400
    assert client.post("/api/read", content=b"x" * 3_000_000).status_code == 413
    assert client.post("/api/read", json={"text": "x" * 200_001}).status_code == 422
    assert client.post("/api/read", json={"text": "ok", "published": "2024-13"}).status_code == 422


def test_a_text_is_read_and_not_kept(client: TestClient, archive: Archive) -> None:
    before = archive.counts()
    told = client.post(
        "/api/read", json={"text": "Police arrested three men in Ceuta on 1 May 2024 over terrorism."}
    ).json()
    assert told["events"][0]["counts"]["arrested"]["best"] == 3
    assert archive.counts() == before


def test_nothing_is_written_without_the_token(client: TestClient, writer: TestClient, archive: Archive) -> None:
    body = {"record_id": next(archive.reports()).id, "field": "withdrawn", "value": True, "why": "test"}
    assert client.post("/api/corrections", json=body).status_code == 403
    assert writer.post("/api/corrections", json=body, headers={"X-Marsad-Token": "wrong"}).status_code == 401
    assert not list(archive.corrections())


def test_a_correction_shows_and_is_undone(writer: TestClient) -> None:
    item = writer.get("/api/events", params={"country": "ML"}).json()["items"][0]
    report = item["reports"][0]
    body = {"record_id": report, "field": "counts.killed", "value": 13, "why": "a later toll"}
    made = writer.post("/api/corrections", json=body)
    assert made.status_code == 200, made.text
    event = writer.get(f"/api/events/{made.json()['events'][0]}").json()
    assert event["event"]["counts"]["killed"]["best"] == 13
    undone = writer.post(
        f"/api/corrections/{made.json()['ids'][0]}/withdraw", json={"why": "the first was right"}
    ).json()
    event = writer.get(f"/api/events/{undone['events'][0]}").json()
    assert event["event"] == item
    assert writer.post(f"/api/corrections/{made.json()['ids'][0]}/withdraw", json={"why": "again"}).status_code == 409
    wrong = writer.post("/api/corrections", json={**body, "field": "type", "value": "party"})
    assert wrong.status_code == 422


def test_a_judgement_joins_and_is_undone(writer: TestClient) -> None:
    items = writer.get("/api/events").json()["items"]
    a, b = (next(one for one in items if one["country"] == code)["reports"][0] for code in ("ML", "ES"))
    made = writer.post("/api/judgements", json={"a": a, "b": b, "verdict": "same", "why": "test"}).json()
    assert len(made["events"]) == 1
    writer.post(f"/api/judgements/{made['ids'][0]}/withdraw", json={"why": "undo"})
    assert writer.get("/api/events").json()["items"] == items


def test_a_text_is_kept_with_the_token(writer: TestClient) -> None:
    body = {"text": "Police arrested three men in Ceuta on 1 May 2024 over terrorism.", "published": "2024-05-02"}
    first, again = (writer.post("/api/documents", json=body).json() for _ in range(2))
    assert first["new"] and not again["new"]
    assert writer.get("/api/events", params={"text": "Ceuta"}).json()["total"] == 1


def test_review_goes_to_log_and_annotations(writer: TestClient, archive: Archive) -> None:
    report = next(archive.reports()).id
    assert writer.post("/api/review", json={"subject": report, "verdict": "accept"}).status_code == 200
    lines = writer.get("/api/review/annotations").text.splitlines()
    assert len(lines) == 1 and report in lines[0]


def test_pages_and_assets(client: TestClient) -> None:
    for path in ("/", "/event/v-1", "/figures", "/about?lang=ar"):
        assert 'id="app"' in client.get(path).text
    for path in ("/etc/passwd", "/../pyproject.toml", "/assets/none.js", "/api/none"):
        assert client.get(path).status_code == 404


def test_pages_are_sent_again_only_when_they_changed(client: TestClient) -> None:
    first = client.get("/map/labels.json")
    again = client.get("/map/labels.json", headers={"If-None-Match": f'W/{first.headers["etag"]}, "other"'})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_poisson_intervals() -> None:
    low, high = poisson_interval(10)  # Garwood 1936, as tabled: 4.795 and 18.390
    assert (round(low, 3), round(high, 3)) == (4.795, 18.39)
    assert poisson_interval(0)[0] == 0


def test_the_state_notices_other_writers(archive: Archive) -> None:
    from marsad.serve import ServeSettings

    state = ServerState(archive, ServeSettings())
    assert len(state.table.ids) == archive.count_events()
