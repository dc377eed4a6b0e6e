"""The OpenAPI document holds: no answer that it does not describe, no error of the server, and true examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from marsad.serve import ServeSettings, create_app
from marsad.store import Archive
from tests.serve.conftest import TOKEN, client_of, fill

CHECKS = [
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_headers_conformance, checks.response_schema_conformance, checks.negative_data_rejection,
]  # fmt: skip


_HOSTS = ("127.0.0.1", "testserver")  # the second is what schemathesis calls an application


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    path: Path = tmp_path_factory.mktemp("schema") / "a.db"
    with Archive.open(path) as opened:
        fill(opened)
        yield create_app(opened, settings=ServeSettings(token=TOKEN, per_minute=10_000_000, hosts=_HOSTS))


def test_every_answer_is_as_described(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def holds(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS, headers={"X-Marsad-Token": TOKEN})

        holds()


def test_every_operation_says_what_it_does_and_shows_an_example(app: FastAPI) -> None:
    document = app.openapi()
    components = document["components"]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"] and operation["description"], where
            described = operation["responses"]["200"]["content"]
            media: dict[str, Any] = described.get("application/json") or described["application/x-ndjson"]
            assert "example" in media, where
            _fits(media["example"], media.get("schema", {}), components)
            if "requestBody" in operation:
                body = operation["requestBody"]["content"]["application/json"]
                _fits(body["example"], body["schema"], components)
            for parameter in operation.get("parameters", ()):
                if parameter.get("required"):
                    _fits(parameter["example"], parameter["schema"], components)
            assert {"400", "404", "422", "429"} <= operation["responses"].keys(), where
            assert ("security" in operation) == (method == "post" and path != "/api/read"), where


def _fits(value: object, schema: dict[str, Any], components: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator({**schema, "components": components}).validate(value)


def test_the_document_itself_is_sent(app: FastAPI) -> None:
    sent = client_of(app).get("/api/openapi.json")
    assert sent.json()["info"]["title"] == "Marsad" and sent.json() == app.openapi()
