"""The commands of docs/api.md run as they stand, and name every filter, parameter and address."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from marsad.serve import ServeSettings, create_app
from marsad.store import Archive
from tests.serve.conftest import TOKEN
from tests.serve.test_guard import served

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="needs curl and bash")
def test_the_commands_run(archive: Archive) -> None:
    blocks = [block for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if "marsad serve" not in block]
    assert len(blocks) >= 6
    with served(create_app(archive, settings=ServeSettings(token=TOKEN))) as port:
        script = "\n".join(blocks).replace("http://127.0.0.1:8311", f"http://127.0.0.1:{port}")
        command, given = ["bash", "-euxo", "pipefail", "-c", script], {**os.environ, "TOKEN": TOKEN}
        done = subprocess.run(command, capture_output=True, env=given, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    assert not list(archive.corrections()) and len(list(archive.corrections(active_only=False))) == 1


def test_every_filter_and_address_is_named(archive: Archive) -> None:
    document = create_app(archive).openapi()
    filters = {one["name"] for one in document["paths"]["/api/events"]["get"]["parameters"]}
    assert not {name for name in filters if f"`{name}`" not in PAGE and f"{name}=" not in PAGE}
    addresses = {path.removesuffix("/{id}").removesuffix("/{id}/withdraw") for path in document["paths"]}
    assert not {path for path in addresses if path not in PAGE}
