"""Names of private persons, planted everywhere a text may hold one, come out of no answer, file or page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import orjson
import pytest
from starlette.testclient import TestClient

import marsad
from marsad.archive.figures import check_figures
from marsad.archive.merging import merge
from marsad.names import private_names
from marsad.serve import ServeSettings, create_app
from marsad.serve.notes import mask_note
from marsad.spans import fold
from marsad.store import Archive, Entry
from tests.serve.conftest import TOKEN, client_of

# Text, title, address, source of each document; every private name is one of SECRETS.
PLANTED = (
    (
        "Police arrested Karim Benmoussa and two other men in Tangier on 6 June 2024, suspected of ties to Islamic "
        'State. "He was quiet", said neighbour Fatima Zerrouki. The BCIJ says it has dismantled 12 cells since 2020.',
        "Arrest of Karim Benmoussa", "https://news.example/2024/arrest-of-karim-benmoussa.html", "One",
    ),
    (
        "La police a arrêté trois hommes à Tanger le 6 juin 2024, dont Karim Benmoussa, soupçonnés de liens avec "
        "l'État islamique. Le BCIJ dit avoir démantelé 13 cellules depuis 2020.",
        "Tanger : Youssef Haddaoui arrêté avec deux autres hommes", None, "Deux",
    ),
    (
        "La policía detuvo en Ceuta a Javier Arrospide el 3 de mayo de 2024 por su presunta pertenencia a Estado "
        "Islámico. Su hermana Lucía Arrospide lo negó.",
        "Detenido en Ceuta Javier Arrospide", "https://news.example/javier_arrospide", "Tres",
    ),
    (
        "أوقفت الشرطة في طنجة يوم 6 يونيو 2024 المدعو كريم بنموسى ورجلين آخرين للاشتباه في صلتهم "
        "بتنظيم الدولة الإسلامية.",
        "توقيف كريم بنموسى", None, "Quatre",
    ),
)  # fmt: skip
SECRETS = re.compile("benmoussa|zerrouki|haddaoui|arrospide|javier|بنموسي|بنموسى")


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[TestClient]:
    with Archive.open(tmp_path / "names.db") as archive:
        entries = []
        for text, title, url, source in PLANTED:
            reading = marsad.read(text, published="2024-06-07", title=title, url=url)
            assert reading.document is not None
            reading = replace(reading, document=replace(reading.document, source=source))
            assert reading.document is not None
            spans = private_names(reading.document.text, reading.document.language)
            entries.append(Entry(reading, tuple((span.start, span.end) for span in spans)))
        archive.add_readings(entries, engine="test", seen_at="2026-01-01T00:00:00Z")
        merge(archive, at="2026-01-01T00:00:00Z")
        check_figures(archive)
        made = client_of(create_app(archive, settings=ServeSettings(token=TOKEN)))
        made.headers["X-Marsad-Token"] = TOKEN
        yield made


def leaks(text: str) -> list[str]:
    """The secrets in a text, however they are spelt."""
    return SECRETS.findall(fold(text).text.lower())


def answers(client: TestClient) -> Iterator[tuple[str, str]]:
    """Every address that a reader can reach from the lists, with its answer."""
    known = ["about", "events", "events/summary", "documents", "figures", "findings", "review", "review/annotations"]
    known += ["decisions", "trends", "trends?compare=group", "network", "network?of=actor"]
    known += [f"events?format={form}" for form in ("ndjson", "csv", "geojson")]
    known += [
        f"figures/ledger?unit={one['unit']}&country={one['country']}"
        for one in client.get("/api/figures").json()["items"]
    ]
    known += [f"events/{one['id']}" for one in client.get("/api/events").json()["items"]]
    documents = [one["id"] for one in client.get("/api/documents").json()["items"]]
    known += [f"documents/{id}" for id in documents]
    known += [
        f"figures/{one['id']}" for id in documents for one in client.get(f"/api/documents/{id}").json()["figures"]
    ]
    known += [f"documents?text={quote(word)}" for word in ("Tangier", "Ceuta", "طنجة", "BCIJ")]
    for path in known:
        answer = client.get(f"/api/{path}")
        assert answer.status_code == 200, (path, answer.text)
        yield path, answer.text


def test_no_answer_holds_a_private_name(planted: TestClient) -> None:
    assert len(planted.get("/api/documents").json()["items"]) == len(PLANTED)
    for path, text in answers(planted):
        assert not leaks(text), f"{path}: {leaks(text)}"


@pytest.mark.parametrize("word", ["Benmoussa", "Karim Benmoussa", "Arrospide", "بنموسى", "Zerrouki", "Haddaoui"])
def test_a_private_name_finds_nothing(planted: TestClient, word: str) -> None:
    assert planted.get("/api/documents", params={"text": word}).json()["items"] == []
    assert planted.get("/api/events", params={"text": word}).json()["total"] == 0
    assert planted.get("/api/events/summary", params={"text": word}).json()["total"] == 0


def test_what_is_read_and_not_kept_is_masked_too(planted: TestClient) -> None:
    for text, title, url, _ in PLANTED:
        told = planted.post("/api/read", json={"text": text, "title": title, "url": url, "published": "2024-06-07"})
        assert told.status_code == 200 and told.json()["events"]
        assert not leaks(told.text), leaks(told.text)


def test_what_people_write_of_private_persons_is_masked_too(planted: TestClient) -> None:
    events = planted.get("/api/events").json()["items"]
    report = next(one for event in events for one in event["reports"] if event["country"] == "MA")
    why = "It was Karim Benmoussa, كريم بنموسى, of whom the text speaks"
    made = planted.post(
        "/api/corrections", json={"record_id": report, "field": "speaker", "value": "Karim Benmoussa", "why": why}
    )
    assert made.status_code == 200, made.text
    assert planted.post("/api/review", json={"subject": report, "verdict": "accept", "why": why}).status_code == 200
    other = next(
        one for event in planted.get("/api/events").json()["items"] for one in event["reports"] if one != report
    )
    planted.post("/api/judgements", json={"a": report, "b": other, "verdict": "different", "why": why})
    for path, text in answers(planted):
        assert not leaks(text), f"{path}: {leaks(text)}"


def test_the_owner_of_a_server_may_show_names(planted: TestClient) -> None:
    archive = planted.app.state.marsad.archive  # type: ignore[attr-defined]
    client = client_of(create_app(archive, settings=ServeSettings(show_names=True)))
    assert client.get("/api/about").json()["masked"] is False
    assert any(leaks(text) for path, text in answers(client) if path.startswith("documents/"))


def test_coarse_places_hide_towns_everywhere(planted: TestClient) -> None:
    archive = planted.app.state.marsad.archive  # type: ignore[attr-defined]
    client = client_of(create_app(archive, settings=ServeSettings(coarse=True)))
    for event in client.get("/api/events").json()["items"]:
        for place in event["places"]:
            assert place["precision"] != "place" and (place["lat"] - 0.25) % 0.5 == 0, place
    for lon, lat, _, _, _ in client.get("/api/events/summary").json()["points"]:
        assert (lon - 0.25) % 0.5 == 0 and (lat - 0.25) % 0.5 == 0
    for form in ("csv", "geojson"):
        assert client.get("/api/events", params={"format": form}).status_code == 403
    ids = [one["id"] for one in planted.get("/api/events").json()["items"]]
    for path in ("events", "events?format=ndjson", *(f"events/{id}" for id in ids)):
        told = orjson.loads(client.get(f"/api/{path}").text.splitlines()[0])
        assert "place:MA:Tangier" not in told.get("labels", {}), path
        assert '"precision":"place"' not in orjson.dumps(told).decode(), path
    # A box cannot be made smaller and smaller to find the place.
    here = "-5.85,35.70,-5.78,35.8"  # Tangier
    assert planted.get("/api/events", params={"bbox": here}).json()["total"] > 0
    assert client.get("/api/events", params={"bbox": here}).json()["total"] == 0
    assert client.get("/api/events", params={"bbox": "-6,35.5,-5.5,36"}).json()["total"] > 0


@pytest.mark.parametrize(
    "note", ["the first toll was right", "Le bilan a été corrigé", "المصدر صحيح", "BCIJ, Tangier 2024"]
)
def test_notes_without_names_stay(note: str) -> None:
    assert mask_note(note) == note
