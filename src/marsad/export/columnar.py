"""Parquet: typed columns, lists as lists, empty as null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from marsad.export.cells import clean
from marsad.export.codebook import Table
from marsad.export.files import new_file
from marsad.export.tables import Row

__all__ = ["write_parquet"]

_BATCH = 50_000


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
        for batch in _batches(rows):
            plain = [{column.name: _value(row.get(column.name)) for column in table.columns} for row in batch]
            writer.write_table(pa.Table.from_pylist(plain, schema=schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [clean(item) for item in value] if isinstance(value, list) else value
