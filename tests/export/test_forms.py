from __future__ import annotations

import csv
import errno
import json
import os
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from geojson_pydantic import FeatureCollection

from marsad.errors import ExportError
from marsad.export import FORMS, Options, Records, Request, View, export
from marsad.export.lines import head_of, read_lines
from marsad.export.tables import ROWS
from marsad.merged import Event
from marsad.records import Claim, Document, EventReport, Figure, Finding
from tests.export.samples import records

NAMES = {
    "csv": "values.csv", "csv-wide": "wide", "xlsx": "book.xlsx", "parquet": "parquet", "jsonl": "records.jsonl",
    "geojson": "events.geojson", "datapackage": "package", "acled": "acled.csv", "ucdp-ged": "ged.csv",
    "annotations": "annotations.jsonld", "claimreview": "reviews.jsonld", "ftm": "entities.jsonl",
}  # fmt: skip


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_records_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    for n in ("a", "b"):
        export(records(), form, tmp_path / n / NAMES[form])
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")
    assert files_of(tmp_path / "a")


@pytest.mark.parametrize("form", FORMS)
def test_no_form_shows_a_private_name(form: str, tmp_path: Path) -> None:
    for options in (Options(), Options(full_quotes=True)):
        export(records(), form, tmp_path / NAMES[form], options)
        for name, data in files_of(tmp_path).items():
            assert b"zouhair" not in data.lower(), name
            if name.endswith(".xlsx"):
                book = openpyxl.load_workbook(tmp_path / name)
                cells = [str(cell).lower() for sheet in book for row in sheet.values for cell in row]
                assert not [cell for cell in cells if "zouhair" in cell]
            if name.endswith(".parquet"):
                assert "zouhair" not in str(pq.read_table(tmp_path / name).to_pylist()).lower()


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_archive_can_be_exported(form: str, tmp_path: Path) -> None:
    export(Records(), form, tmp_path / NAMES[form])
    assert files_of(tmp_path)


def test_long_csv_has_a_row_for_each_value_with_its_words(tmp_path: Path) -> None:
    export(records(), "csv", tmp_path / "values.csv", Options(bom=True))
    raw = (tmp_path / "values.csv").read_bytes()
    assert raw.startswith("\ufeff".encode())
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    killed = [row for row in rows if row["field"] == "counts.killed"]
    assert {row["value"] for row in killed} == {"12", "14"}
    texts = {document.id: document.text for document in records().documents()}
    for row in rows:
        words = texts[row["document_id"]][int(row["start"]) : int(row["end"])]
        assert words.startswith(row["quote"].removesuffix(" …").lstrip("'")) or "█" in row["quote"]


def test_wide_csv_has_a_row_for_each_event(tmp_path: Path) -> None:
    assert export(records(), "csv-wide", tmp_path / "events.csv") == {"events": 3}
    rows = {row["type"]: row for row in csv.DictReader((tmp_path / "events.csv").open(encoding="utf-8", newline=""))}
    arrest = rows["arrest"]
    assert (arrest["arrested"], arrest["arrested_low"], arrest["arrested_high"]) == ("4", "4", "5")
    assert (arrest["n_reports"], arrest["n_origins"], arrest["killed"]) == ("3", "3", "")
    assert export(records(), "csv-wide", tmp_path / "f.csv", request=Request(table="figures")) == {"figures": 7}


def test_workbook_opens_and_reads_from_right_to_left_where_arabic(tmp_path: Path) -> None:
    export(records(), "xlsx", tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["about", *ROWS]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    arabic = [cell for cell in cells if cell.value.startswith("توقيف")]
    assert arabic and all(cell.alignment.readingOrder == 2 for cell in arabic)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert book["events"]["A2"].alignment.readingOrder in (0, None)


def test_parquet_is_typed(tmp_path: Path) -> None:
    export(records(), "parquet", tmp_path / "events.parquet")
    table = pq.read_table(tmp_path / "events.parquet")
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["arrested"], types["groups"], types["foiled_plot"]) == ("double", "list<element: string>", "bool")
    assert table.num_rows == 3
    assert {"Islamic State"} == {name for row in table.to_pylist() if row["type"] == "arrest" for name in row["groups"]}


@pytest.mark.parametrize("options", [Options(), Options(full_quotes=True), Options(full_quotes=True, mask=False)])
def test_json_lines_read_back_equal(options: Options, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    export(records(), "jsonl", path, options)
    view = View(records(), options)
    back = list(read_lines(path))
    for kind, wanted in (
        (Document, view.documents()),
        (EventReport, view.reports()),
        (Event, view.events()),
        (Figure, view.figures()),
        (Claim, view.claims()),
        (Finding, view.findings()),
    ):
        assert [one for one in back if type(one) is kind] == list(wanted)
    assert head_of(path)["names_masked"] is options.mask


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text('{"type": "Head", "record": {}}\n{"type": "Event", "record": {"id": 3}}\n')
    with pytest.raises(ExportError, match="line 2"):
        list(read_lines(path))


def test_geojson_is_valid_and_areas_are_no_points(tmp_path: Path) -> None:
    export(records(), "geojson", tmp_path / "events.geojson")
    collection = FeatureCollection.model_validate_json((tmp_path / "events.geojson").read_bytes())
    by_type = {feature.properties["type"]: feature for feature in collection.features}
    assert by_type["arrest"].geometry.type == "Point"
    assert by_type["arrest"].geometry.coordinates.longitude == pytest.approx(-5.8, abs=0.1)
    region = by_type["clash"]
    assert region.geometry is None
    assert region.properties["place_precision"] == "admin1"
    assert region.properties["places"][0]["label_point"] == pytest.approx([-3.46, 14.47], abs=0.1)


@pytest.mark.parametrize("bom", [False, True])
def test_data_package_validates_with_its_keys(bom: bool, tmp_path: Path) -> None:
    counts = export(records(), "datapackage", tmp_path, Options(bom=bom))
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])
    assert {resource.name: len(resource.read_rows()) for resource in package.resources} == counts
    assert package.get_resource("reports").schema.foreign_keys
    descriptor = json.loads((tmp_path / "datapackage.json").read_bytes())
    fields = {field["name"]: field["description"] for field in descriptor["resources"][1]["schema"]["fields"]}
    codebook = (tmp_path / "codebook.md").read_text("utf-8")
    assert all(f"| `{name}` |" in codebook for name in fields)


def test_every_row_has_the_columns_of_the_codebook_and_no_others() -> None:
    from marsad.export.codebook import table

    for name, rows in ROWS.items():
        for row in rows(View(records())):
            assert set(row) <= set(table(name).header), name


def test_an_unknown_form_or_table_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="geojson"):
        export(records(), "shapefile", tmp_path / "x")
    with pytest.raises(ExportError, match="event_counts"):
        export(records(), "csv-wide", tmp_path / "x.csv", request=Request(table="persons"))


def test_a_place_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="in the way as a file"):
        export(records(), "csv", tmp_path / "file" / "values.csv")
    with pytest.raises(ExportError, match="is a folder"):
        export(records(), "csv", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.geojson"
    export(records(), "geojson", path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ExportError, match="make room"):
        export(Records(), "geojson", path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["events.geojson"]
