"""Parquet: typed columns, lists as lists, empty as null."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from marsad.export.cells import clean
from marsad.export.codebook import Table
from marsad.export.files import new_file
from marsad.export.tables import Row

__all__ = ["write_parquet"]

_BATCH = 10_000  # rows of a row group: 100 MB at most while one is written


def write_parquet(path: Path, table: Table, rows: Iterable[Row]) -> int:
    """Write the rows of a table, zstd-compressed; returns how many."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    fields = [
        pa.field(column.name, types[column.type], metadata={"description": column.description})
        for column in table.columns
    ]
    schema = pa.schema(fields, metadata={"title": table.title, "description": table.description})
    count = 0
    with new_file(path) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        plain = ({column.name: _value(row.get(column.name)) for column in table.columns} for row in rows)
        while batch := list(islice(plain, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [clean(item) for item in value] if isinstance(value, list) else value
