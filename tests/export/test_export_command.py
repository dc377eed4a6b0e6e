from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from frictionless import Package

from marsad.archive.corrections import correct
from marsad.archive.exporting import Selection
from marsad.cli import main
from marsad.export import FORMS, export
from marsad.export.lines import read_lines
from marsad.merged import Event
from marsad.store import Archive, Entry, EventQuery
from tests.export.samples import records
from tests.export.test_forms import NAMES, files_of


def fill(path: Path) -> Path:
    source = records()
    with Archive.open(path) as archive:
        entries = [Entry(reading, source.masks(reading.document.id)) for reading in source.readings if reading.document]
        archive.add_readings(entries, engine="test", seen_at="2026-01-01T00:00:00Z")
        archive.set_origins(source.origins())
        archive.replace_events([], source.events())
    return path


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("archive") / "case.db")


def run(*arguments: object) -> str:
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_gives_the_same_bytes_as_its_records(form: str, case: Path, tmp_path: Path) -> None:
    run("export", form, tmp_path / "a" / NAMES[form], "--archive", case)
    export(records(), form, tmp_path / "b" / NAMES[form])
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


def test_the_command_knows_every_form() -> None:
    from marsad.cli.exporting import _FORMS

    assert tuple(FORMS) == _FORMS
    told = run("export", "--help")
    assert all(f"  {form}" in told for form in FORMS)


def test_a_filter_selects_events_and_what_belongs_to_them(case: Path, tmp_path: Path) -> None:
    run("export", "datapackage", tmp_path, "--archive", case, "--country", "ml", "--to", "2023-04")
    assert Package(str(tmp_path / "datapackage.json")).validate().valid
    rows = {
        name: list(csv.DictReader((tmp_path / f"{name}.csv").open(encoding="utf-8"))) for name in ("events", "claims")
    }
    assert [row["type"] for row in rows["events"]] == ["clash"]
    assert len(rows["claims"]) == 1


def test_figures_answer_country_and_period_themselves(case: Path) -> None:
    with Archive.open(case, read_only=True) as archive:
        values = {figure.value for figure in Selection(archive, EventQuery(country="MA", end="2016")).figures()}
        assert values == {91, 21, 19, 85}
        assert not list(Selection(archive, EventQuery(type="clash")).figures())


def test_names_come_out_only_when_asked_for_and_with_a_warning(case: Path, tmp_path: Path) -> None:
    told = run("export", "jsonl", tmp_path / "a.jsonl", "--archive", case, "--full-quotes", "--unmasked")
    assert "Warning: --unmasked" in told
    assert b"Karim Zouhair" in (tmp_path / "a.jsonl").read_bytes()
    assert "Warning" not in run("export", "jsonl", tmp_path / "b.jsonl", "--archive", case)


def test_corrections_are_laid_over_the_reports(tmp_path: Path) -> None:
    case = fill(tmp_path / "case.db")
    report = next(one for one in records().reports() if "killed" in one.counts)
    with Archive.open(case) as archive:
        correct(archive, report.id, "counts.killed", 13, who="me", when="2026-01-02", why="the ministry said so later")
    run("export", "csv-wide", tmp_path / "r.csv", "--archive", case, "--table", "reports")
    rows = {row["id"]: row for row in csv.DictReader((tmp_path / "r.csv").open(encoding="utf-8"))}
    assert rows[report.id]["killed"] == "13"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["csv", "out.csv", "--archive", "none.db"], "marsad ingest"),
        (["csv", "out.csv", "--from", "June"], "YYYY-MM-DD"),
        (["shapefile", "out"], "geojson"),
        (["csv-wide", "out.csv", "--table", "persons", "--archive", "CASE"], "event_counts"),
    ],
)
def test_errors_say_what_to_do(
    arguments: list[str], told: str, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = [str(case) if one == "CASE" else one for one in arguments]
    done = CliRunner().invoke(main, ["export", *given])
    assert done.exit_code != 0
    assert told in done.output
    assert "Traceback" not in done.output


def test_reports_that_were_not_merged_are_said(tmp_path: Path) -> None:
    case = fill(tmp_path / "case.db")
    with Archive.open(case) as archive:
        archive.replace_events([event.id for event in records().events()], [])
    told = run("export", "jsonl", tmp_path / "a.jsonl", "--archive", case)
    assert "marsad merge" in told
    assert not [one for one in read_lines(tmp_path / "a.jsonl") if isinstance(one, Event)]


def test_reports_that_came_since_the_last_merge_are_said(tmp_path: Path) -> None:
    case = fill(tmp_path / "case.db")
    with Archive.open(case) as archive:
        events = list(archive.events())
        archive.replace_events([events[0].id], [])
        waiting = archive.unmerged()
    assert waiting == len(events[0].reports)
    assert f"{waiting} of " in run("export", "jsonl", tmp_path / "a.jsonl", "--archive", case)
    told = run("snapshot", tmp_path / "release", "--version-name", "1", "--date", "2026-01-01", "--archive", case)
    assert "not merged yet" in told
