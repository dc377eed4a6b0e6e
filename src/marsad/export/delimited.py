"""CSV: RFC 4180 with CRLF, UTF-8, text guarded against being run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marsad.export.cells import LIST_SEPARATOR, guarded
from marsad.export.files import new_file
from marsad.export.tables import Row

__all__ = ["cell", "write_csv"]

_MARK = "\ufeff"


def cell(value: Any) -> str:
    """A value as it stands in a CSV file: text guarded, yes and no as true and false, lists with a bar between."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return guarded(LIST_SEPARATOR.join(value))
    return guarded(value)


def write_csv(path: Path, header: Iterable[str], rows: Iterable[Row], *, bom: bool = False) -> int:
    """Write rows under a header; returns how many. ``bom`` puts a byte order mark in front, which Excel asks for."""
    names = list(header)
    count = 0
    with new_file(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        if bom:
            text.write(_MARK)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow([cell(row.get(name)) for name in names])
            count += 1
        text.flush()
        text.detach()
    return count
