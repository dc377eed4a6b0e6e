"""A small archive of our own wording, and applications over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import marsad
from marsad.archive.figures import check_figures
from marsad.archive.merging import merge
from marsad.names import private_names
from marsad.serve import ServeSettings, create_app
from marsad.store import Archive, Entry

RETELLING = Path(__file__).parents[2] / "samples" / "retelling-ar.txt"
TEXTS = (
    (
        "Police arrested four men in Tangier on 6 June 2024, suspected of ties to Islamic State, the BCIJ said.",
        "2024-06-07",
        "One",
    ),
    (
        "La police a arrêté cinq hommes à Tanger le 6 juin 2024, soupçonnés de liens avec l'État islamique.",
        "2024-06-08",
        "Deux",
    ),
    ("Un attentat à la bombe a tué 12 personnes à Gao le 3 mars 2023, selon l'armée malienne.", "2023-03-04", "Deux"),
    (
        "<script>window.hacked = 1</script> Police arrested two men in Madrid on 2 May 2024 over terrorism. "
        "\u202eoverride",
        "2024-05-03",
        "<b>x</b>",
    ),
)
TOKEN = "a-token-of-the-tests"


def fill(archive: Archive) -> None:
    """The archive with the texts above and the Arabic retelling."""
    texts = [*TEXTS, (RETELLING.read_text("utf-8"), "2024-06-10", "Tres")]
    entries = []
    for text, published, title in texts:
        reading = marsad.read(text, published=published, title=title)
        assert reading.document is not None
        spans = private_names(reading.document.text, reading.document.language)
        entries.append(Entry(reading, tuple((span.start, span.end) for span in spans)))
    archive.add_readings(entries, engine="test", seen_at="2026-01-01T00:00:00Z")
    merge(archive, at="2026-01-01T00:00:00Z")
    check_figures(archive)


def client_of(app: FastAPI) -> TestClient:
    """A client under a name to which the server answers; what fails in the server is an answer, as for any reader."""
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        fill(opened)
        yield opened


@pytest.fixture
def client(archive: Archive) -> TestClient:
    """Read-only."""
    return client_of(create_app(archive))


@pytest.fixture
def writer(archive: Archive) -> TestClient:
    """With the right token."""
    made = client_of(create_app(archive, settings=ServeSettings(token=TOKEN)))
    made.headers["X-Marsad-Token"] = TOKEN
    return made
