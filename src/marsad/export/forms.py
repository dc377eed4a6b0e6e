"""The forms of export by name, and the one verb that writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from marsad.errors import ExportError
from marsad.export.acled import write_acled
from marsad.export.claim_reviews import write_claim_reviews
from marsad.export.codebook import table, tables
from marsad.export.columnar import write_parquet
from marsad.export.delimited import write_csv
from marsad.export.follow_the_money import write_entities
from marsad.export.ged import write_ged
from marsad.export.geojson import write_geojson
from marsad.export.lines import write_lines
from marsad.export.package import write_package
from marsad.export.source import Source
from marsad.export.tables import ROWS
from marsad.export.values import value_rows
from marsad.export.view import Options, View
from marsad.export.web_annotations import write_annotations
from marsad.export.workbook import write_workbook

__all__ = ["FORMS", "Form", "Request", "export"]


@dataclass(frozen=True, slots=True)
class Request:
    """What a form may be told besides the options of the view."""

    table: str | None = None
    language: str = "en"


Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what it is, and its writer, which returns how many of what it wrote."""

    description: str
    write: Callable[[Path, View, Request], Counts]


def export(
    source: Source, form: str, out: Path, options: Options | None = None, request: Request | None = None
) -> Counts:
    """Write the records of a source in a form; returns how many of what were written.

    The same source gives the same bytes. ExportError says what to do when a form or table does not exist or OUT cannot
    be written.
    """
    if form not in FORMS:
        raise ExportError(str(out), f"there is no form {form!r}; choose one of {', '.join(FORMS)}")
    request = request or Request()
    if request.table is not None and request.table not in ROWS:
        raise ExportError(str(out), f"there is no table {request.table!r}; choose one of {', '.join(ROWS)}")
    return FORMS[form].write(out, View(source, options), request)


def about(view: View) -> dict[str, str]:
    """What an export says of itself."""
    options = view.options
    return {
        "title": "Marsad export",
        "description": "Events and official figures read from news, each value with the words that state it.",
        "names": "private names masked" if options.mask else "NAMES NOT MASKED: do not publish",
        "quotes": "full" if options.full_quotes else "at most twelve words; offsets are those of the full quote",
        "allegations": "only among the claims, with who makes them",
    }


def _long(path: Path, view: View, _request: Request) -> Counts:
    return {"values": write_csv(path, table("values").header, value_rows(view), bom=view.options.bom)}


def _each_table(path: Path, request: Request, suffix: str, write: Callable[[Path, str], int]) -> Counts:
    """One table into a file, or all into a folder when OUT has no such ending."""
    if path.suffix.lower() == suffix:
        name = request.table or "events"
        return {name: write(path, name)}
    names = [request.table] if request.table else list(ROWS)
    return {name: write(path / f"{name}{suffix}", name) for name in names}


def _wide(path: Path, view: View, request: Request) -> Counts:
    def write(file: Path, name: str) -> int:
        return write_csv(file, table(name).header, ROWS[name](view), bom=view.options.bom)

    return _each_table(path, request, ".csv", write)


def _parquet(path: Path, view: View, request: Request) -> Counts:
    def write(file: Path, name: str) -> int:
        return write_parquet(file, table(name), ROWS[name](view))

    return _each_table(path, request, ".parquet", write)


def _xlsx(path: Path, view: View, _request: Request) -> Counts:
    sheets = ((tables()[name], rows(view)) for name, rows in ROWS.items())
    return {"sheets": len(ROWS), "cut cells": write_workbook(path, sheets, about(view))}


def _package(path: Path, view: View, _request: Request) -> Counts:
    head = about(view)
    description = f"{head['description']} Names: {head['names']}. Quotes: {head['quotes']}."
    return write_package(path, view, {"title": head["title"], "description": description})


def _acled(path: Path, view: View, _request: Request) -> Counts:
    loss = write_acled(path, view)
    return {"events": loss.rows, "out of scope": len(loss.out_of_scope)}


def _ged(path: Path, view: View, _request: Request) -> Counts:
    loss = write_ged(path, view)
    return {"events": loss.rows, "out of scope": len(loss.out_of_scope)}


FORMS: dict[str, Form] = {
    "csv": Form("one row for each value and the words that state it", _long),
    "csv-wide": Form("one row for each event (or --table); a folder gets all tables", _wide),
    "xlsx": Form("a workbook with a sheet for each table", _xlsx),
    "parquet": Form("typed columns, one table in a file or all in a folder", _parquet),
    "jsonl": Form("all records in their public form; reads back equal", lambda p, v, r: {"records": write_lines(p, v)}),
    "geojson": Form("events as features for maps", lambda p, v, r: {"events": write_geojson(p, v)}),
    "datapackage": Form("a folder of CSV tables with the codebook as schema (Frictionless)", _package),
    "acled": Form("events under ACLED's columns, with a loss report", _acled),
    "ucdp-ged": Form("lethal events under UCDP GED's columns, with a loss report", _ged),
    "annotations": Form("the evidence as W3C Web Annotations", lambda p, v, r: {"quotes": write_annotations(p, v)}),
    "claimreview": Form(
        "drafts of schema.org ClaimReview for findings",
        lambda p, v, r: {"drafts": write_claim_reviews(p, v, language=r.language)},
    ),
    "ftm": Form("FollowTheMoney entities without persons", lambda p, v, r: {"entities": write_entities(p, v)}),
}
