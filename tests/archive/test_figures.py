"""The ledger of a quantity and the checks across documents over a store, and their commands."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad import read
from marsad.archive.figures import check_figures, figure_ledger
from marsad.archive.merging import merge
from marsad.cli import main
from marsad.store import Archive, Entry

CORPUS = Path(__file__).parents[2] / "samples" / "corpus" / "figures.jsonl"
WIDE = {"COLUMNS": "160"}
CELL = "Le BCIJ a démantelé le 4 mars 2019 une cellule terroriste composée de cinq personnes à Tanger, au Maroc."


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "cells.db"
    lines = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
    readings = [read(one["text"], title=one["title"], published=one["published"]) for one in lines]
    readings.append(read(CELL, published="2019-03-05"))
    with Archive.open(path) as archive:
        archive.add_readings([Entry(reading) for reading in readings], engine="test", seen_at="2024-07-01")
        merge(archive, at="2024-07-01T00:00:00")
    return str(path)


def test_the_sample_corpus_holds_contradictions_of_many_kinds(target):
    with Archive.open(target) as archive:
        found = check_figures(archive)
        kept = list(archive.findings(""))
    assert sorted(kept, key=lambda one: one.id) == sorted(found, key=lambda one: one.id)
    conflicts = {finding.kind for finding in found if finding.verdict == "conflicts"}
    assert {"remainder", "chain", "rival", "magnitude"} <= conflicts


def test_coverage_lists_the_gap_of_each_year(target):
    with Archive.open(target) as archive:
        found = [one for one in check_figures(archive) if one.kind == "coverage"]
    coverage = next(one for one in found if one.details["unit"] == "cell")
    year = next(item for item in coverage.details["years"] if item["year"] == 2019)
    assert year == {"year": 2019, "announced": 14, "documented": 1, "gap": 13}
    assert coverage.verdict == "agrees"


def test_the_ledger_tells_owner_words_and_series(target):
    with Archive.open(target) as archive:
        book, findings = figure_ledger(archive, "cell", "MA", action="dismantled")
    assert len(book.entries) >= 15
    assert {year.year for year in book.series} >= set(range(2015, 2022))
    rivals = next(year for year in book.series if year.year == 2023)
    assert set(rivals.rivals) | {rivals.value} == {3, 5}
    assert book.findings and set(book.findings) <= {finding.id for finding in findings}
    assert all(entry.as_written for entry in book.entries)


def test_an_allegation_gives_no_statement(target):
    with Archive.open(target) as archive:
        book, _ = figure_ledger(archive, "cell", "MA")
    assert all(entry.value != 40 for entry in book.entries)


def test_the_commands_print_tables_json_and_csv(target):
    runner = CliRunner()
    shown = runner.invoke(main, ["figures", "--unit", "cell", "--country", "ma", "--archive", target], env=WIDE)
    assert shown.exit_code == 0, shown.output
    assert "Best-supported series" in shown.output
    assert "خلية" in shown.output
    lines = runner.invoke(main, ["check", "--archive", target, "--kind", "chain", "--format", "jsonl"]).stdout
    assert [json.loads(line)["kind"] for line in lines.splitlines()] == ["chain"]
    command = ["figures", "--unit", "cell", "--country", "MA", "--archive", target, "--format", "csv"]
    rows = list(csv.DictReader(io.StringIO(runner.invoke(main, command).stdout)))
    assert {"value", "as_written", "published", "conflicts"} <= set(rows[0])
    assert len(rows) >= 15


def test_a_missing_archive_is_a_clear_error(tmp_path):
    shown = CliRunner().invoke(main, ["check", "--archive", str(tmp_path / "none.db")])
    assert shown.exit_code == 1
    assert "none.db" in shown.output
