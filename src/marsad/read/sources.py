"""Files, folders, patterns and standard input to documents, one after the other."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from marsad.errors import UnreadableDocument
from marsad.pieces import Piece
from marsad.read.documents import MAX_BYTES, Given, checked_date, make_document, normal_date, too_large
from marsad.read.encodings import decode
from marsad.read.html import looks_like_html, read_html
from marsad.read.pdf import looks_like_pdf, read_pdf
from marsad.read.records import looks_like_records, read_json, read_line, split_lines
from marsad.records import Document, Omission

__all__ = ["files", "pieces", "read_bytes", "read_path", "read_piece"]

# Pictures and fonts make PDFs large without making the text long.
MAX_PDF_BYTES = 100_000_000

_LINES = (".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")


def read_path(
    path: str | Path, *, published: str | None = None, language: str | None = None
) -> Iterator[Document | Omission]:
    """The documents of a file, a folder with all below it, a pattern such as ``news/*.txt``, or "-" for standard input.

    Text, HTML, PDF, JSON and JSON lines are told apart by content and name. ``published`` and ``language`` are for
    documents that do not say theirs. What cannot be read is an Omission, and the rest is read.
    """
    published = checked_date(published)
    for piece in pieces(path):
        if isinstance(piece, Omission):
            yield piece
        else:
            yield from read_piece(piece, published=published, language=language)


def pieces(path: str | Path) -> Iterator[Piece | Omission]:
    """The bytes behind a path, unread: a piece a file, or a line of a file of JSON lines."""
    if str(path) == "-":
        yield Piece("standard input", sys.stdin.buffer.read())
        return
    for file in files(str(path)):
        if isinstance(file, Omission):
            yield file
        else:
            yield from _open(file)


def read_piece(
    piece: Piece, *, published: str | None = None, language: str | None = None
) -> Iterator[Document | Omission]:
    """The documents of a piece. What the piece says of itself stands before ``published`` and ``language``."""
    date = normal_date(piece.published) if piece.published else None
    basis = "metadata" if date else "given"
    given = Given(piece.title, date or published, basis, piece.language or language, piece.url)
    found = read_line(piece.data, piece.name, given) if piece.record else _read(piece.data, piece.name, given)
    for result in found:
        if isinstance(result, Document) and (piece.source or piece.fetched_at):
            source = piece.source or result.source
            yield replace(result, source=source, retrieved_at=piece.fetched_at or result.retrieved_at)
        else:
            yield result


def read_bytes(
    data: bytes,
    name: str = "bytes",
    *,
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Iterator[Document | Omission]:
    """The documents of bytes; ``name`` is their file name, as a hint to the format and as ``source``."""
    yield from _read(data, name, Given(title, checked_date(published), "given", language, url))


def files(path: str) -> Iterator[str | Omission]:
    """The files behind a path, in order of name; hidden ones only if they are named."""
    found: list[str] = []
    if os.path.lexists(path):
        found = _walk(path)
    elif glob.has_magic(path):
        found = [file for match in sorted(glob.glob(path, recursive=True)) for file in _walk(match)]
    else:
        yield Omission("read", None, "no such file or folder", path)
        return
    yield from found
    if not found:
        yield Omission("read", None, "no file there", path)


def _walk(path: str) -> list[str]:
    if not os.path.isdir(path):
        return [path]
    files = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [os.path.join(folder, name) for name in names if not name.startswith(".")]
    return sorted(files)


def _open(path: str) -> Iterator[Piece | Omission]:
    try:
        if path.lower().endswith(_LINES) and not _is_wide(path):
            with open(path, "rb") as stream:
                yield from split_lines(stream, path)
            return
        if not os.path.isfile(path):  # a pipe or device would never end
            yield Omission("read", None, "not a regular file", path)
            return
        size = os.path.getsize(path)
        if size > MAX_PDF_BYTES or (size > MAX_BYTES and not _is_pdf(path)):
            yield Omission("read", None, too_large(size).reason, path)
            return
        data = Path(path).read_bytes()
    except OSError as error:
        yield Omission("read", None, f"cannot be opened ({error.strerror})", path)
        return
    yield Piece(path, data)


def _is_pdf(path: str) -> bool:
    with open(path, "rb") as stream:
        return looks_like_pdf(stream.read(1024))


def _is_wide(path: str) -> bool:
    with open(path, "rb") as stream:
        return stream.read(2) in (b"\xff\xfe", b"\xfe\xff")


def _read(data: bytes, name: str, given: Given) -> Iterator[Document | Omission]:
    suffix = os.path.splitext(name)[1].lower()
    if suffix in (".json", *_LINES) or (not suffix and looks_like_records(data)):
        yield from read_json(data, name, given)
        return
    try:
        yield _one(data, name, suffix, given)
    except UnreadableDocument as error:
        yield Omission("read", None, error.reason, name)


def _one(data: bytes, name: str, suffix: str, given: Given) -> Document | Omission:
    if not data:
        raise UnreadableDocument(name, "the file is empty")
    if looks_like_pdf(data):
        return make_document(read_pdf(data), given, raw=data, source=name)
    if suffix == ".pdf":
        raise UnreadableDocument(name, "the file is called PDF and is none")
    if len(data) > MAX_BYTES:
        raise too_large(len(data))
    if suffix in _PAGES or looks_like_html(data):
        page = read_html(data)
        return make_document(page.text, _of_page(given, page.title, page.published, page.url), raw=data, source=name)
    return make_document(decode(data).text, given, raw=data, source=name)


def _of_page(given: Given, title: str | None, published: str | None, url: str | None) -> Given:
    """What the caller gave, and for the rest what the page says of itself."""
    basis = given.basis if given.published else "metadata"
    return replace(
        given,
        title=given.title or title,
        published=given.published or published,
        basis=basis,
        url=given.url or url,
    )
