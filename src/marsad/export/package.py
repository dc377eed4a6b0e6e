"""Frictionless data package: a CSV a table, with the codebook as its schema (specs.frictionlessdata.io, version 1)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marsad.export.cells import LIST_SEPARATOR
from marsad.export.codebook import Column, Table, codebook_text, tables
from marsad.export.delimited import write_csv
from marsad.export.files import new_folder, write_bytes, write_json
from marsad.export.tables import ROWS
from marsad.export.view import View

__all__ = ["write_package"]


def write_package(folder: Path, view: View, about: Mapping[str, str]) -> dict[str, int]:
    """Write ``datapackage.json``, ``codebook.md`` and a CSV a table; returns the rows of each table.

    ``about`` holds title, description and version of the package.
    """
    new_folder(folder)
    counts = {}
    resources = []
    for name, rows in ROWS.items():
        path = folder / f"{name}.csv"
        counts[name] = write_csv(path, tables()[name].header, rows(view), bom=view.options.bom)
        resources.append(_resource(tables()[name], path, bom=view.options.bom))
    write_bytes(folder / "codebook.md", codebook_text(tuple(ROWS)).encode())
    head: dict[str, Any] = {"profile": "tabular-data-package", "name": "marsad", **about, "resources": resources}
    write_json(folder / "datapackage.json", head)
    return counts


def _resource(table: Table, path: Path, *, bom: bool) -> dict[str, Any]:
    data = path.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if bom else "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column, table) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": target, "fields": [there]}}
            for column, (target, there) in table.refers
        ]
    return schema


def _field(column: Column, table: Table) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.type == "list":
        field |= {"type": "string", "description": f'{column.description}; several with "{LIST_SEPARATOR}" between'}
    if column.name in table.key:
        field["constraints"] = {"required": True}
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field
