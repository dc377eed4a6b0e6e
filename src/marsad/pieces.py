"""Pieces: the bytes of one document (or record) as a source gave them, before anybody reads them.

A source that is fetched and a file that is opened both give pieces, so reading need not know where bytes come from.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import orjson

__all__ = ["Piece", "piece_id", "site_name", "without_folder"]

_FOLDER = re.compile(r"(?:[A-Za-z]:)?[/\\](?:[^/\\:]*[/\\])*")  # of an absolute path


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


def site_name(url: str | None) -> str | None:
    """The host of a web address without "www.": who published what stands there. None for anything else."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
    return (host or "").removeprefix("www.") or None


def without_folder(place: str) -> str:
    """The place of a piece without the folders of an absolute path: what may leave this machine."""
    return _FOLDER.sub("", place, count=1) if _FOLDER.match(place) else place
