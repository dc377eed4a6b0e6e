"""What stands before every route: names of the host, rates, sizes, the log; on a real server over loopback."""

from __future__ import annotations

import http.client
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import uvicorn
from click.testing import CliRunner
from fastapi import FastAPI
from starlette.testclient import TestClient

from marsad.cli.serving import serve
from marsad.serve import ServeSettings, create_app
from marsad.serve.guard import host_name
from marsad.store import Archive
from tests.serve.conftest import TOKEN, client_of


@contextmanager
def served(app: FastAPI) -> Iterator[int]:
    """The port of a server."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


def test_a_long_body_is_refused_whatever_length_it_states(archive: Archive) -> None:
    with served(create_app(archive, settings=ServeSettings(token=TOKEN))) as port:
        for headers in ({}, {"X-Marsad-Token": TOKEN}):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            parts = (b"x" * 100_000 for _ in range(30))
            with suppress(BrokenPipeError, ConnectionResetError):  # the server may say no before all was sent
                connection.request("POST", "/api/read", parts, headers, encode_chunked=True)
            answer = connection.getresponse()
            assert (answer.status, answer.getheader("content-type")) == (413, "application/problem+json")
            connection.close()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/api/about")
        answer = connection.getresponse()
        assert answer.status == 200 and "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("127.0.0.1:8311", "127.0.0.1"), ("LOCALHOST", "localhost"), ("localhost.:80", "localhost"),
        ("[::1]:8311", "::1"), ("[::1]", "::1"), ("", ""), ("evil.example:8311", "evil.example"),
    ],
)  # fmt: skip
def test_names_of_the_host(header: str, name: str) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example", "", "testserver", "127.0.0.1@e.example", "*"],
)  # fmt: skip
def test_a_name_that_another_page_gave_itself_gets_nothing(client: TestClient, host: str) -> None:
    for path in ("/", "/api/about", "/assets/x.js"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400 and "marsad" not in answer.text.replace("marsad-events", "")


def test_further_names_are_allowed_by_the_owner(archive: Archive) -> None:
    client = client_of(create_app(archive, settings=ServeSettings(hosts=("marsad.example",))))
    assert client.get("/api/about", headers={"Host": "Marsad.example:443"}).status_code == 200
    assert client.get("/api/about").status_code == 400


def test_so_many_requests_and_no_more(archive: Archive) -> None:
    client = client_of(create_app(archive, settings=ServeSettings(per_minute=5)))
    told = [client.get("/api/events", headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(12)]
    refused = [one for one in told if one.status_code == 429]
    assert 1 <= len(refused) <= 7 and refused[0].headers["retry-after"] == "60"
    assert set(refused[0].json()) == {"status", "title", "detail", "type"}
    assert client.get("/").status_code == 200  # the page can still say so


def test_the_log_keeps_no_words(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="marsad"):
        client.get("/api/documents", params={"text": "Secretword"})
        client.get(
            "/api/events", params={"text": "Secretword", "country": "MA"}, headers={"Referer": "http://x/Secretword"}
        )
        client.post("/api/read", json={"text": "Secretword was arrested in Tangier."})
        client.get("/api/events/v-1%0d%0aforged", headers={"X-Marsad-Token": "Secretword"})
        client.get("/api/none%0a2026 GET /forged")
    lines = [record.getMessage() for record in caplog.records if record.name == "marsad.serve"]
    assert len(lines) >= 5 and lines[0].startswith("GET /api/documents 200 ")
    assert not [line for line in lines if "ecretword" in line or "MA" in line or "\n" in line or "?" in line]


def test_a_failure_of_the_server_tells_nothing_of_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("what was sent".upper())

    monkeypatch.setattr("marsad.serve.network._network", broken)
    with caplog.at_level(logging.ERROR, logger="marsad.serve"):
        answer = client.get("/api/network?text=Secretword")
    assert "network failed: RuntimeError" in caplog.text and "WHAT WAS SENT" not in caplog.text
    assert answer.status_code == 500 and answer.headers["content-type"] == "application/problem+json"
    assert "WHAT" not in answer.text and answer.headers["x-content-type-options"] == "nosniff"


def test_the_command_listens_to_this_machine_alone_and_only_reads(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}

    def run(app: FastAPI, **options: object) -> None:
        given.update(options, settings=app.state.marsad.settings)

    monkeypatch.setattr("uvicorn.run", run)
    told = CliRunner().invoke(serve, ["--archive", archive.shown])
    assert told.exit_code == 0, told.output
    settings = given["settings"]
    assert isinstance(settings, ServeSettings)
    assert given["host"] == "127.0.0.1" and given["proxy_headers"] is False and given["access_log"] is False
    assert settings.token is None and not settings.show_names and "#token" not in told.output
    told = CliRunner().invoke(serve, ["--archive", archive.shown, "--token", "--coarse-places", "--per-minute", "7"])
    settings = given["settings"]
    assert isinstance(settings, ServeSettings) and settings.token
    assert f"#token={settings.token}" in told.output and settings.coarse and settings.per_minute == 7
    assert "there is no archive" in CliRunner().invoke(serve, ["--archive", "none.db"]).output
