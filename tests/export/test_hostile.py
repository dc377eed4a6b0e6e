"""Values that were made to break the programs that open an export."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.export import FORMS, Options, Records, export
from tests.export.samples import readings, records
from tests.export.test_forms import NAMES

HOSTILE = {
    "formula": '=HYPERLINK("https://evil.example","click")',
    "full-width": "＝cmd|' /C calc'!A0",
    "mark": "\ufeff@SUM(A1:A9)",
    "override": "\u202e52 cells\u2066",
    "control": "a\x00b\x07c\x1b[31m",
    "surrogate": "a\ud800b",
    "lines": 'a\r\nb,"c"\n=1+1',
    "long": "كلمة " * 8000,
    "link": "https://evil.example/" + "a" * 3000,
    "xml": "<script>alert(1)</script> & ]]>",
}


def with_value(value: str) -> Records:
    """The sample archive with the value as title, outlet, speaker, agency, place and words of a claim."""
    changed = []
    for reading in readings():
        assert reading.document is not None
        document = replace(reading.document, title=value, source=value, external_id=value)
        figures = tuple(replace(one, speaker=value, agency=value, as_written=value) for one in reading.figures)
        claims = tuple(replace(one, speaker=value, about=value) for one in reading.claims)
        changed.append(replace(reading, document=document, figures=figures, claims=claims))
    events = [
        replace(
            event,
            sources=(value,),
            places=tuple(replace(place, name=value, mention=value) for place in event.places),
            actors=tuple(replace(actor, name=value) for actor in event.actors),
        )
        for event in records().events()
    ]
    return Records.of(changed, events)


# Strings with half surrogates cannot be written as JSON; the reader never lets them in.
TABLES = ("csv", "csv-wide", "xlsx", "parquet", "datapackage", "acled", "ucdp-ged")


@pytest.mark.parametrize("kind", HOSTILE)
def test_tables_take_any_value(kind: str, tmp_path: Path) -> None:
    for form in TABLES if kind == "surrogate" else FORMS:
        export(with_value(HOSTILE[kind]), form, tmp_path / NAMES[form], Options(mask=False))
    assert Package(str(tmp_path / "package" / "datapackage.json")).validate().valid
    with (tmp_path / "values.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert {len(row) for row in rows} == {18}
    assert not [cell for row in rows for cell in row if cell.lstrip("\ufeff \t\r\n")[:1] in ("=", "@", "＝")]
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert pq.read_table(tmp_path / "parquet" / "events.parquet").num_rows == 3


def test_a_cell_that_is_too_long_is_cut_and_said(tmp_path: Path) -> None:
    counts = export(with_value(HOSTILE["long"]), "xlsx", tmp_path / "book.xlsx", Options(full_quotes=True))
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    title = book["documents"]["E2"].value
    assert len(title) == 32_767 and title.endswith("…")
    assert book.sheetnames[-1] == "cut cells"
    assert counts["cut cells"] > 0


def test_newlines_stay_inside_their_cell(tmp_path: Path) -> None:
    export(with_value(HOSTILE["lines"]), "csv-wide", tmp_path / "d.csv")
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["place"] for row in rows] == [HOSTILE["lines"]] * 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40).filter(lambda text: text.isprintable() or "\ufffd" not in text))
def test_json_forms_take_any_text(tmp_path: Path, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        return
    for form in ("geojson", "annotations", "claimreview"):
        export(with_value(value), form, tmp_path / NAMES[form], Options(mask=False))
        json.loads((tmp_path / NAMES[form]).read_bytes())
