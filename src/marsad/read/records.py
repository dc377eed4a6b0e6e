"""Documents as JSON: one a line, or a file with one object or a list of them.

Fields: id, title, text, url, published, lang (or language), source; only text is needed. Other fields are ignored, and
a field of the wrong type is reported and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, BinaryIO

import orjson

from marsad.errors import UnreadableDocument
from marsad.jsonl import BadLine, lines
from marsad.pieces import Piece
from marsad.read.documents import MAX_BYTES, Given, make_document, normal_date
from marsad.read.encodings import decode
from marsad.records import Document, Omission

__all__ = ["looks_like_records", "read_json", "read_line", "split_lines"]

_WIDE = (b"\xff\xfe", b"\xfe\xff")


def looks_like_records(data: bytes) -> bool:
    """Whether the bytes begin as an object with a text, or a list of such, as documents on standard input do."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"{", b"[")) and b'"text"' in data[: 1 << 16]


def split_lines(stream: BinaryIO, name: str) -> Iterator[Piece | Omission]:
    """A piece of each line that is not blank; a line over the limit is an Omission and the rest is read."""
    for number, line in lines(stream, MAX_BYTES):
        where = f"{name}:{number}"
        if isinstance(line, BadLine):
            yield Omission("read", None, line.reason, where)
        else:
            yield Piece(where, line, record=True)


def read_line(line: bytes, where: str, given: Given) -> Iterator[Document | Omission]:
    """The document of one line."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        yield Omission("read", None, f"not JSON ({error})", where)
        return
    yield from _record(value, where, given)


def read_json(data: bytes, name: str, given: Given) -> Iterator[Document | Omission]:
    """The documents of a JSON file, or of JSON lines that are called so."""
    if data.startswith(_WIDE):
        data = decode(data).text.encode("utf-8", "replace")
    try:
        value = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        if b"\n" in data.strip():
            for piece in split_lines(BytesIO(data), name):
                yield from [piece] if isinstance(piece, Omission) else read_line(piece.data, piece.name, given)
        else:
            yield Omission("read", None, f"not JSON ({error})", name)
        return
    if isinstance(value, list):
        for number, record in enumerate(value, start=1):
            yield from _record(record, f"{name}[{number}]", given)
    else:
        yield from _record(value, name, given)


def _record(value: Any, where: str, given: Given) -> Iterable[Document | Omission]:
    if not isinstance(value, dict):
        return [Omission("read", None, "a document is a JSON object with a text", where)]
    if not isinstance(value.get("text"), str):
        return [Omission("read", None, "the object has no text", where)]
    fields, lost = _fields(value)
    try:
        document = make_document(value["text"], given.filled_from(fields), source=fields.get("source") or where)
    except UnreadableDocument as error:
        return [Omission("read", None, error.reason, where)]
    if isinstance(document, Omission):
        return [document]
    return [document, *(Omission("read", document.id, reason, f"{where}: {what}") for reason, what in lost)]


def _fields(value: dict[str, Any]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The known fields as strings, and what was of no use (reason, what)."""
    fields: dict[str, str] = {}
    lost: list[tuple[str, str]] = []
    for key in ("id", "title", "url", "published", "lang", "language", "source"):
        field = value.get(key)
        if isinstance(field, int) and not isinstance(field, bool):
            field = str(field)
        if isinstance(field, str) and field:
            fields[key] = field
        elif field not in (None, ""):
            lost.append((f"{key} is no string", repr(field)[:80]))
    if "published" in fields:
        date = normal_date(fields["published"])
        if date is None:
            lost.append(("published is no date", fields["published"][:80]))
            del fields["published"]
        else:
            fields["published"] = date
    return fields, lost
