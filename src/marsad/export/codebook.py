"""The tables of all exports and their columns, from `marsad/data/codebook.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from marsad.errors import BadData
from marsad.resources import load_yaml

__all__ = ["Column", "Table", "codebook_text", "count_keys", "table", "tables"]

ColumnType = Literal["string", "integer", "number", "boolean", "list"]
_TYPES = ("string", "integer", "number", "boolean", "list")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; an empty cell means that the text does not say, never zero or no."""

    name: str
    type: ColumnType
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``key`` names the columns that are never twice, ``refers`` maps a column to (table, column)."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, tuple[str, str]], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)


def count_keys() -> tuple[str, ...]:
    """Keys of counts, in the order of their columns."""
    return tuple(load_yaml("codebook.yaml")["count_keys"])


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """All tables by name."""
    data = load_yaml("codebook.yaml")
    try:
        return {name: _table(name, fields, data) for name, fields in data["tables"].items()}
    except (KeyError, TypeError, ValueError) as error:
        raise BadData("codebook.yaml", f"not in its form ({error!r})") from error


def table(name: str) -> Table:
    """One table."""
    return tables()[name]


def _table(name: str, fields: dict[str, Any], data: dict[str, Any]) -> Table:
    refers = tuple((column, tuple(target.split("."))) for column, target in fields.get("refers", {}).items())
    columns = tuple(_columns(fields["columns"], data))
    return Table(name, fields["title"], fields["description"], columns, tuple(fields["key"]), refers)


def _columns(columns: dict[str, Any], data: dict[str, Any]) -> Iterator[Column]:
    for name, value in columns.items():
        if name.startswith("include"):
            yield from _columns(data["shared"][value], data)
        elif name == "counts":
            yield from _count_columns(data["count_keys"])
        else:
            kind, description = value
            if kind not in _TYPES:
                raise ValueError(f"column {name}: no type {kind!r}")
            yield Column(name, kind, description)


def _count_columns(keys: dict[str, str]) -> Iterator[Column]:
    for key, meaning in keys.items():
        yield Column(key, "number", f"{meaning}; the best-supported value; empty if no report says")
        yield Column(f"{key}_low", "number", f"{meaning}; the lowest value that a report gives")
        yield Column(f"{key}_high", "number", f"{meaning}; the highest value that a report gives")
        yield Column(f"{key}_qualifier", "string", f"{meaning}: exact, at_least, at_most or about")


def codebook_text(names: tuple[str, ...] | None = None) -> str:
    """The codebook as Markdown."""
    lines = ["# Codebook", "", "An empty cell means that the text does not say; it never means zero or no.", ""]
    for one in tables().values():
        if names is not None and one.name not in names:
            continue
        lines += [f"## {one.name}", "", one.description, ""]
        if one.key:
            lines += [f"Key: {', '.join(one.key)}.", ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {column.type} | {column.description} |" for column in one.columns]
        lines.append("")
    return "\n".join(lines)
