"""Pieces: the bytes of one document (or record) as a source gave them, before anybody reads them.

A source that is fetched and a file that is opened both give pieces, so reading need not know where bytes come from.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import orjson

__all__ = ["Piece", "piece_id"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes and what their source says of them; None where it says nothing.

    ``name`` is where the bytes stand (path, path and line, URL) and is used in messages; ``source`` is who published
    them. ``record`` marks one JSON record, a line of a JSON lines file. ``fetched_at`` is an ISO time that the source
    itself gives (a web archive does), never the clock of this run.
    """

    name: str
    data: bytes
    url: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None
    media_type: str | None = None
    fetched_at: str | None = None
    record: bool = False


def piece_id(piece: Piece, engine: str) -> str:
    """Id of a piece for an engine: the same bytes with the same hints, read by the same engine, give the same.

    Where the bytes stand does not enter: a file that was moved is known again.
    """
    hints = (engine, piece.url, piece.title, piece.published, piece.language, piece.record)
    digest = hashlib.sha256(orjson.dumps(hints))
    digest.update(piece.data)
    return f"p-{digest.hexdigest()[:24]}"
