from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from frictionless import Package

from marsad.cli import main
from marsad.errors import ExportError
from marsad.export import Records, Release, verify, write_snapshot
from marsad.export.edition import read_edition
from marsad.store import Archive
from tests.export.samples import readings, records, records_of
from tests.export.test_export_command import fill
from tests.export.test_forms import files_of

FIRST = Release("2026-10", "2026-10-31", author="Institute", licence="CC BY 4.0")
SECOND = Release("2026-11", "2026-11-30")


def test_a_release_is_whole_citable_and_valid(tmp_path: Path) -> None:
    accuracy = tmp_path / "accuracy.md"
    accuracy.write_text("# Accuracy\n")
    folder = tmp_path / "2026-10"
    release = Release("2026-10", "2026-10-31", author="Institute: Rabat", licence="CC BY 4.0", accuracy=accuracy)
    done = write_snapshot(folder, records(), release, engines=["0.1.0"])
    assert verify(folder) == done.digest == hashlib.sha256((folder / "MANIFEST.sha256").read_bytes()).hexdigest()
    assert Package(str(folder / "data" / "datapackage.json")).validate().valid
    citation = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert (citation["version"], citation["date-released"]) == ("2026-10", "2026-10-31")
    assert citation["authors"] == [{"name": "Institute: Rabat"}]
    digest = hashlib.sha256((folder / "records.jsonl").read_bytes()).hexdigest()
    assert citation["identifiers"][0]["value"] == f"sha256:{digest}"
    assert "| events | 3 |" in (folder / "README.md").read_text("utf-8")
    assert "CC BY 4.0" in (folder / "LICENCE.md").read_text("utf-8")
    assert (folder / "ACCURACY.md").read_text() == "# Accuracy\n"
    assert "first release" in (folder / "CHANGES.md").read_text("utf-8")
    assert list(read_edition(folder).events) == [event.id for event in records().events()]


def test_a_release_shows_no_private_name(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "r", records(), FIRST)
    for name, data in files_of(tmp_path / "r").items():
        assert b"zouhair" not in data.lower(), name


def test_the_same_archive_gives_the_same_release(tmp_path: Path) -> None:
    digests = {write_snapshot(tmp_path / name, records(), FIRST).digest for name in ("a", "b")}
    assert len(digests) == 1
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


def test_the_changelog_tells_what_was_added_and_why(tmp_path: Path) -> None:
    write_snapshot(tmp_path / "a", records_of(readings()[:1]), FIRST)
    done = write_snapshot(tmp_path / "b", records(), SECOND, against=tmp_path / "a")
    told = json.loads((tmp_path / "b" / "changes.json").read_bytes())
    assert (told["from"], told["to"], len(told["changes"])) == ("2026-10", "2026-11", len(done.changes))
    text = (tmp_path / "b" / "CHANGES.md").read_text("utf-8")
    assert text.startswith("# Changes from 2026-10 (2026-10-31) to 2026-11 (2026-11-30)")
    assert "2 new reports joined" in text
    assert "  - arrested_high: 4 -> 5" in text
    assert "| document | added | 5 |" in text


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / "README.md").write_text("other"), "README.md was changed"),
        (lambda folder: (folder / "records.jsonl").unlink(), "records.jsonl is missing"),
        (lambda folder: (folder / "data" / "more.csv").write_text(""), "data/more.csv is not in"),
        (lambda folder: (folder / "DIGEST").write_text("0" * 64), "does not have the digest"),
        (lambda folder: (folder / "MANIFEST.sha256").unlink(), "is no snapshot"),
        (lambda folder: (folder / "MANIFEST.sha256").write_bytes(b"\xff\xfe"), "does not have the digest"),
    ],
)
def test_a_release_that_was_touched_is_not_whole_and_no_base_for_another(spoil, told: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "a"
    write_snapshot(folder, records(), FIRST)
    spoil(folder)
    with pytest.raises(ExportError, match=told):
        verify(folder)
    with pytest.raises(ExportError, match=told):
        write_snapshot(tmp_path / "b", records(), SECOND, against=folder)
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("release", "told"),
    [
        (Release("../x", "2026-10-31"), "no name of a version"),
        (Release("2026-10", "2026-10"), "no day"),
        (Release("2026-10", "2026-02-30"), "no day"),
        (Release("2026-10", "2026-10-31", accuracy=Path("nowhere.md")), "no such file"),
    ],
)
def test_what_is_said_of_a_release_is_checked_first(release: Release, told: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=told):
        write_snapshot(tmp_path / "r", Records(), release)
    assert not list(tmp_path.iterdir())


def test_a_release_is_never_written_over_and_never_half_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_snapshot(tmp_path / "r", records(), FIRST)
    with pytest.raises(ExportError, match="never written over"):
        write_snapshot(tmp_path / "r", records(), FIRST)
    with pytest.raises(ExportError, match="another name"):
        write_snapshot(tmp_path / "s", records(), FIRST, against=tmp_path / "r")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ExportError, match="disk is full"):
        write_snapshot(tmp_path / "s", records(), SECOND)
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_the_command_writes_compares_and_verifies(tmp_path: Path) -> None:
    case = fill(tmp_path / "case.db")
    base = [
        "snapshot",
        str(tmp_path / "a"),
        "--version-name",
        "2026-10",
        "--date",
        "2026-10-31",
        "--archive",
        str(case),
    ]
    assert CliRunner().invoke(main, base).exit_code == 0
    with Archive.open(case) as archive:
        archive.replace_events([next(records().events()).id], [])
    more = ["snapshot", str(tmp_path / "b"), "--version-name", "2026-11", "--archive", str(case)]
    done = CliRunner().invoke(main, [*more, "--against", str(tmp_path / "a")])
    assert done.exit_code == 0 and "changes: 1 withdrawn" in done.output
    assert read_edition(tmp_path / "b").provenance.engines == ("test",)
    done = CliRunner().invoke(main, ["snapshot", "--verify", str(tmp_path / "b")])
    assert done.exit_code == 0 and verify(tmp_path / "b") in done.output
    (tmp_path / "b" / "README.md").write_text("")
    done = CliRunner().invoke(main, ["snapshot", "--verify", str(tmp_path / "b")])
    assert done.exit_code == 1 and "README.md was changed" in done.output
    done = CliRunner().invoke(main, ["snapshot"])
    assert done.exit_code == 2 and "--verify DIR" in done.output
