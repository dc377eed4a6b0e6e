"""Write the examples of the API's description (src/marsad/serve/examples.json) from a small archive of our own wording.

    python scripts/api_examples.py

Run it when an answer gets another shape; the tests hold every example to the schema of its operation.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import orjson
from starlette.testclient import TestClient

import marsad
from marsad.archive.figures import check_figures
from marsad.archive.merging import merge
from marsad.serve import ServeSettings, create_app
from marsad.store import Archive, Entry

OUT = Path(__file__).parents[1] / "src" / "marsad" / "serve" / "examples.json"
TOKEN = "example"
TEXTS = (
    (
        "Police arrested four men in Tangier on 6 June 2024, suspected of ties to Islamic State, the BCIJ said. It has "
        "dismantled 91 cells since 2015.",
        "2024-06-07",
        "Four arrested",
    ),
    (
        "La police a arrêté cinq hommes à Tanger le 6 juin 2024, soupçonnés de liens avec l'État islamique.",
        "2024-06-08",
        "Coup de filet",
    ),
    (
        "Spanish and Moroccan police arrested three men in Ceuta on 2 May 2024, suspected of ties to Islamic State. "
        "The BCIJ has dismantled 95 cells since 2015.",
        "2024-05-03",
        "Joint operation",
    ),
    ("Police arrested a man in Fez, suspected of ties to Islamic State, a source said.", None, "One arrested"),
)
READ = {"text": "Police arrested two men in Madrid on 3 May 2024 over terrorism.", "published": "2024-05-04"}
AT = "2026-01-01T00:00:00Z"


def shortened(value: Any) -> Any:
    """The value with no more of a list than shows what it is."""
    if isinstance(value, dict):
        return {key: shortened(one) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    short = value[:2] if all(isinstance(one, (dict, list)) for one in value) else value[:3]
    return [shortened(one) for one in (short if not any(isinstance(one, (int, float)) for one in value) else value)]


def calls(client: TestClient) -> list[tuple[str, str, dict[str, Any], dict[str, Any], Any]]:
    """Method, path, its parts, parameters and body of a call of each operation, in an order in which all succeed."""
    event = client.get("/api/events", params={"country": "MA"}).json()["items"][0]
    figure = client.get("/api/documents", params={"text": "cells"}).json()["items"][0]["id"]
    figure = client.get(f"/api/documents/{figure}").json()["figures"][0]["id"]
    reports = [one["reports"][0] for one in client.get("/api/events").json()["items"]][:2]
    return [
        ("get", "/api/about", {}, {}, None),
        ("get", "/api/events", {}, {"country": "MA", "start": "2024", "limit": 1}, None),
        ("get", "/api/events/summary", {}, {"type": "arrest"}, None),
        ("get", "/api/events/{id}", {"id": event["id"]}, {}, None),
        ("get", "/api/documents", {}, {"text": "Tangier"}, None),
        ("get", "/api/documents/{id}", {"id": event["documents"][0]}, {}, None),
        ("get", "/api/figures", {}, {}, None),
        ("get", "/api/figures/ledger", {}, {"unit": "cell", "country": "MA"}, None),
        ("get", "/api/figures/{id}", {"id": figure}, {}, None),
        ("get", "/api/findings", {}, {"limit": 1}, None),
        ("get", "/api/trends", {}, {"by": "year", "compare": "country"}, None),
        ("get", "/api/network", {}, {"of": "country"}, None),
        ("post", "/api/read", {}, {}, READ),
        ("post", "/api/documents", {}, {}, {**READ, "title": "Two arrested"}),
        ("post", "/api/judgements", {}, {}, {"a": reports[0], "b": reports[1], "verdict": "same", "why": "One raid"}),
        ("post", "/api/judgements/{id}/withdraw", {"id": "judgement"}, {}, {"why": "Two raids"}),
        ("post", "/api/splits", {}, {},
         {"event_id": event["id"], "reports": [event["reports"][0]], "why": "Another raid"}),
        ("post", "/api/corrections", {}, {},
         {"record_id": event["reports"][1], "field": "counts.arrested", "value": 5, "why": "A later text"}),
        ("post", "/api/corrections/{id}/withdraw", {"id": "correction"}, {}, {"why": "The first was right"}),
        ("post", "/api/review", {}, {}, {"subject": event["reports"][0], "verdict": "accept"}),
        ("get", "/api/review", {}, {"kind": "report", "limit": 1}, None),
        ("get", "/api/review/annotations", {}, {}, None),
        ("get", "/api/decisions", {}, {"limit": 2}, None),
    ]  # fmt: skip


def examples(client: TestClient) -> dict[str, Any]:
    """The examples by operation."""
    told: dict[str, Any] = {}
    made = ""
    for method, path, parts, parameters, body in calls(client):
        given = {name: made if value in ("judgement", "correction") else value for name, value in parts.items()}
        answer = client.request(method, path.format(**given), params=parameters, json=body)
        assert answer.status_code == 200, (method, path, answer.text)
        lines = answer.headers["content-type"].startswith("application/x-ndjson")
        response = orjson.loads(answer.content.splitlines()[0]) if lines else answer.json()
        made = response["ids"][0] if "ids" in response else made
        one = {"path": given, "query": parameters, "request": body, "response": shortened(response)}
        told[f"{method} {path}"] = {key: value for key, value in one.items() if value}
    return told


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "a.db") as archive:
        readings = [marsad.read(text, published=published, title=title) for text, published, title in TEXTS]
        archive.add_readings([Entry(reading) for reading in readings], engine="example", seen_at=AT)
        merge(archive, at=AT)
        check_figures(archive, at=AT)
        client = TestClient(create_app(archive, settings=ServeSettings(token=TOKEN)), base_url="http://127.0.0.1")
        client.headers["X-Marsad-Token"] = TOKEN
        OUT.write_bytes(orjson.dumps(examples(client), option=orjson.OPT_INDENT_2) + b"\n")
    print(f"{OUT} written, {OUT.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
