"""XLSX: a sheet a table, Arabic cells from right to left; no cell becomes a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from marsad.errors import ExportError
from marsad.export.cells import LIST_SEPARATOR, clean, is_arabic
from marsad.export.codebook import Table
from marsad.export.files import new_file
from marsad.export.tables import Row

__all__ = ["write_workbook"]

_MAX_ROWS = 1_048_576
_MAX_CHARACTERS = 32_767  # of one cell; Excel's limit
_MAX_WIDTH = 60
# A file says when it was made; the same archive must give the same bytes, so it is always this day.
_CREATED = datetime(2000, 1, 1)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(path: Path, sheets: Iterable[tuple[Table, Iterable[Row]]], about: Mapping[str, str]) -> int:
    """Write a workbook whose first sheet says what it is; returns the number of cells that had to be cut.

    Text longer than a cell takes (32,767 characters) is cut with an ellipsis, and the last sheet counts the cuts.
    """
    from xlsxwriter import Workbook

    with new_file(path) as stream:
        data = io.BytesIO()
        book = Workbook(data, _OPTIONS)
        book.set_properties({"title": "Marsad export", "created": _CREATED})
        formats = {
            "head": book.add_format({"bold": True}),
            "arabic": book.add_format({"reading_order": 2, "align": "right"}),
        }
        _about(book, formats, about)
        cut = sum(_sheet(path, book, formats, table, rows) for table, rows in sheets)
        if cut:
            note = book.add_worksheet("cut cells")
            told = f"{cut} cells were longer than {_MAX_CHARACTERS:,} characters and end in an ellipsis"
            note.write_string(0, 0, told)
        book.close()
        stream.write(data.getbuffer())
    return cut


def _about(book: Any, formats: Mapping[str, Any], about: Mapping[str, str]) -> None:
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for n, (name, value) in enumerate(about.items()):
        sheet.write_string(n, 0, name, formats["head"])
        sheet.write_string(n, 1, clean(value))


def _sheet(path: Path, book: Any, formats: Mapping[str, Any], table: Table, rows: Iterable[Row]) -> int:
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 1)
    for n, column in enumerate(table.columns):
        sheet.set_column(n, n, min(_MAX_WIDTH, max(10, len(column.name) + 2)))
        sheet.write_string(0, n, column.name, formats["head"])
    cut = 0
    for line, row in enumerate(rows, 1):
        if line >= _MAX_ROWS:
            reason = f"{table.name} has more rows than a sheet takes ({_MAX_ROWS:,}); use parquet, csv-wide or a filter"
            raise ExportError(str(path), reason)
        for n, column in enumerate(table.columns):
            cut += _write(sheet, formats, line, n, row.get(column.name))
    return cut


def _write(sheet: Any, formats: Mapping[str, Any], line: int, n: int, value: Any) -> int:
    """Write one cell by its type; returns 1 if it had to be cut."""
    if value is None or value == []:
        return 0
    if isinstance(value, bool):
        sheet.write_boolean(line, n, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, n, value)
    else:
        text = clean(LIST_SEPARATOR.join(value) if isinstance(value, list) else value)
        short = text if _units(text) <= _MAX_CHARACTERS else _fitting(text)
        sheet.write_string(line, n, short, formats["arabic"] if is_arabic(short) else None)
        return int(short is not text)
    return 0


def _units(text: str) -> int:
    """Length as Excel counts it: characters outside the first plane count twice."""
    return len(text) + sum(letter > "\uffff" for letter in text) if len(text) > _MAX_CHARACTERS // 2 else len(text)


def _fitting(text: str) -> str:
    short = text[: _MAX_CHARACTERS - 1]
    while _units(short) > _MAX_CHARACTERS - 1:
        short = short[: len(short) - (_units(short) - _MAX_CHARACTERS + 2) // 2]
    return short + "…"
