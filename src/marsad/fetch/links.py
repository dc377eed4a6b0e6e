"""Links: addresses of pages with what the list that names them says of them, and lists of addresses in CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Link", "read_table"]

_URL_NAMES = ("url", "link", "href", "address", "loc")
_LONGEST_FIELD = 1 << 20


@dataclass(frozen=True, slots=True)
class Link:
    """A page to fetch. ``where`` is the place that names it, ``content`` its text if the list gives it."""

    url: str | None
    where: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None
    content: str | None = None


def read_table(text: str, name: str) -> Iterator[Link]:
    """The links of a CSV file (comma, semicolon or tab), or of a plain list with a URL a line.

    With a header line the columns url (or link), title, published (or date), source and lang (or language) are known;
    without one the first column holds the addresses. Lines that begin with # are notes.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        return
    delimiter = max(",;\t", key=lines[0].count)
    rows = csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter)
    columns: dict[str, int] | None = None
    for number, row in enumerate(rows, start=1):
        if number == 1:
            columns = _header(row)
            if columns is not None:
                continue
        yield _link(row, columns or {"url": 0}, f"{name}:{number}")


def _header(row: list[str]) -> dict[str, int] | None:
    names = [cell.strip().lower().lstrip("\ufeff") for cell in row]
    url = next((names.index(name) for name in _URL_NAMES if name in names), None)
    return None if url is None else {**{name: at for at, name in enumerate(names)}, "url": url}


def _link(row: list[str], columns: dict[str, int], where: str) -> Link:
    def cell(*names: str) -> str | None:
        at = next((columns[name] for name in names if name in columns), None)
        return (row[at].strip() or None) if at is not None and at < len(row) else None

    return Link(
        url=cell("url"),
        where=where,
        title=cell("title"),
        published=cell("published", "date"),
        source=cell("source"),
        language=cell("lang", "language"),
    )
