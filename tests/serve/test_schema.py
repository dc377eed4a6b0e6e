"""The OpenAPI document holds: no answer that it does not describe, no error of the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from marsad.serve import ServeSettings, create_app
from marsad.store import Archive
from tests.serve.conftest import TOKEN, fill

CHECKS = [
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_schema_conformance,
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("schema") / "a.db"
    with Archive.open(path) as opened:
        fill(opened)
        yield opened


def test_every_answer_is_as_described(archive: Archive) -> None:
    app = create_app(archive, settings=ServeSettings(token=TOKEN, per_minute=10_000_000))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def holds(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS, headers={"X-Marsad-Token": TOKEN})

        holds()
