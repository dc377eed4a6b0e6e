"""Pieces made ready for the archive: read, names found, words indexed, sketched. Runs in worker processes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing import connection, parent_process

from marsad.names import private_names
from marsad.pieces import Piece, site_name, without_folder
from marsad.pipeline import read_document
from marsad.read import read_piece
from marsad.read.duplicates import sketch
from marsad.records import Document, EventReport, Evidence, Figure, Omission, Reading
from marsad.store import Archive, Entry, indexed_text

__all__ = ["Hints", "Prepared", "Raw", "prepare", "start_worker", "work"]

# SHA-256, bytes and media type of what a document was read from.
Raw = tuple[str, bytes, str | None]

# Evidence of these fields names places and bodies, which are no persons.
_PLACES_AND_BODIES = ("places", "actors", "groups", "agency", "group", "country")


@dataclass(frozen=True, slots=True)
class Hints:
    """What holds for all documents that do not say otherwise, and the engine that reads them."""

    engine: str
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a chunk of pieces gave, in its order: documents to write, and what is no document.

    ``documents`` counts all that were found, also those that the archive holds and those that came twice. ``named`` are
    the ids that sources gave: (their id, document id).
    """

    entries: tuple[Entry, ...]
    raws: tuple[Raw, ...]
    documents: int
    omissions: tuple[Omission, ...]
    named: tuple[tuple[str, str], ...]


def prepare(pieces: Sequence[Piece | Omission], hints: Hints, known: Callable[[list[str]], set[str]]) -> Prepared:
    """Read a chunk; ``known`` tells which document ids the archive holds, and those are not read again."""
    found = list(_documents(pieces, hints))
    documents = {document.id: (document, raw) for document, raw in reversed(found) if isinstance(document, Document)}
    there = known(list(documents))
    entries, raws = [], []
    for document, raw in reversed(documents.values()):
        if document.id not in there:
            entries.append(_entry(read_document(document)))
            raws.append(raw)
    return Prepared(
        entries=tuple(entries),
        raws=tuple(raw for raw in raws if raw is not None),
        documents=sum(isinstance(one, Document) for one, _ in found),
        omissions=tuple(one for one, _ in found if isinstance(one, Omission)),
        named=tuple((one.external_id, one.id) for one, _ in found if isinstance(one, Document) and one.external_id),
    )


def _documents(
    pieces: Iterable[Piece | Omission], hints: Hints
) -> Iterator[tuple[Document, Raw | None] | tuple[Omission, None]]:
    for piece in pieces:
        if isinstance(piece, Omission):
            yield piece, None
            continue
        for result in read_piece(piece, published=hints.published, language=hints.language):
            if isinstance(result, Omission):
                yield replace(result, what=without_folder(result.what)) if result.document_id else result, None
            else:
                yield replace(result, source=_outlet(piece, result)), _raw(piece, result)


def _outlet(piece: Piece, document: Document) -> str | None:
    """Who published a document: the outlet that is named, else the site of its URL. The place of a file is neither."""
    if document.source is None or document.source.startswith(piece.name):
        return site_name(document.url)
    return document.source


def _raw(piece: Piece, document: Document) -> Raw:
    """The bytes whose SHA-256 the document carries: those of the file or page, of a record those of its text."""
    text = document.text.encode()
    if piece.record or len(piece.data) == len(text) or not _is_source(piece, document):
        return document.sha256, text, "text/plain; charset=utf-8"
    return document.sha256, piece.data, piece.media_type


def _is_source(piece: Piece, document: Document) -> bool:
    import hashlib

    return hashlib.sha256(piece.data).hexdigest() == document.sha256


def _entry(reading: Reading) -> Entry:
    document = reading.document
    assert document is not None
    keep = [(words.start, words.end) for words in _evidence(reading)]
    masks = tuple((name.start, name.end) for name in private_names(document.text, document.language, keep))
    return Entry(reading, masks, indexed_text(document.text, masks), sketch(document.text))


def _evidence(reading: Reading) -> Iterator[Evidence]:
    records: tuple[EventReport | Figure, ...] = (*reading.events, *reading.figures)
    for record in records:
        yield from (words for words in record.evidence if words.field.partition(".")[0] in _PLACES_AND_BODIES)


# ---- in a worker process

_archive: Archive | None = None


def start_worker(address: str) -> None:
    """Open the archive for reading, and end when the process that writes it ends, however it does."""
    global _archive  # noqa: PLW0603  # a worker serves one archive for its whole life
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _archive = Archive.open(address, create=False, read_only=True)


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def work(pieces: Sequence[Piece | Omission], hints: Hints) -> Prepared:
    """`prepare` with the worker's archive."""
    archive = _archive
    assert archive is not None, "start_worker was not called"
    return prepare(pieces, hints, lambda ids: archive.known(ids, engine=hints.engine))
