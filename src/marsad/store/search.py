"""Full-text search: SQLite's FTS5 or PostgreSQL's tsvector over the same forms of the words (`marsad.store.words`).

Masked spans are not indexed, so the name of a private person finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, column, literal_column, select, table, text

from marsad.store.words import query_forms, word_spans

__all__ = ["Hit", "add_to_index", "hit", "matching"]

_AROUND = 80
_LONGEST = 400_000  # characters of distinct words: PostgreSQL takes no index entry of more than a megabyte
_INDEX = table("document_search", column("n", Integer))


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds all words of a query. ``spans`` are where they stand in its text.

    ``snippet`` is the text around the first of them, with private names masked; it starts at ``start`` of the text.
    """

    document_id: str
    language: str
    title: str | None
    snippet: str
    start: int
    spans: tuple[tuple[int, int], ...]


def add_to_index(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Put the indexed text of documents, by their numbers, in place of what the index held of them."""
    given: list[dict[str, Any]] = [{"n": n, "body": body} for n, body in rows]
    if not given:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT OR REPLACE INTO document_search(rowid, body) VALUES (:n, :body)"), given)
    else:
        connection.execute(
            text(
                "INSERT INTO document_search(n, body) VALUES (:n, array_to_tsvector(string_to_array(:body, ' ')))"
                " ON CONFLICT (n) DO UPDATE SET body = excluded.body"
            ),
            [{"n": row["n"], "body": " ".join(dict.fromkeys(row["body"].split()))[:_LONGEST]} for row in given],
        )


def matching(words: str, dialect: str) -> Select[Any] | None:
    """The numbers of the documents that hold all the words; None if the query holds no word."""
    forms = query_forms(words)
    if not forms:
        return None
    if dialect == "sqlite":
        asked = " AND ".join("(" + " OR ".join(f'"{form}"' for form in word) + ")" for word in forms)
        condition = text("document_search MATCH :asked").bindparams(bindparam("asked", asked, unique=True))
        return select(literal_column("rowid").label("n")).select_from(table("document_search")).where(condition)
    asked = " & ".join("(" + " | ".join(f"'{form}'" for form in word) + ")" for word in forms)
    condition = text("body @@ CAST(:asked AS tsquery)").bindparams(bindparam("asked", asked, unique=True))
    return select(_INDEX.c.n).where(condition)


def hit(document: dict[str, Any], words: str, masked: Sequence[tuple[int, int]]) -> Hit:
    """The hit for a document whose title and text hide private names already."""
    shown = document["text"]
    spans = word_spans(shown, words, masked)
    first = spans[0].start if spans else 0
    start = max(0, first - _AROUND)
    if start and (blank := shown.find(" ", start, first)) >= 0:
        start = blank + 1
    snippet = shown[start : first + 2 * _AROUND]
    return Hit(
        document["id"], document["language"], document["title"], snippet, start, tuple((s.start, s.end) for s in spans)
    )
