"""The built file: one header and columns that are mapped into memory and read without parsing.

    magic, length of the header, header (JSON), then the sections, each aligned to eight bytes

The columns of a row lie in arrays of equal length; a row id is the index in them. Names are found through a second
file, a trie that numbers the keys; ``key_start`` and ``key_rows`` give the rows of each key, best first, with the top
bit set where the name is only an alternate of the row.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from marsad.errors import BadData

__all__ = ["ALTERNATE", "COLUMNS", "NO_ROW", "UNKNOWN_COORDINATE", "read_sections", "write_sections"]

MAGIC = b"MARSADG1"
ALTERNATE = 1 << 31
NO_ROW = -1
# Stored in place of 100,000ths of a degree where a source has no coordinates.
UNKNOWN_COORDINATE = 2**31 - 1

# Section name to type code of `memoryview.cast`.
COLUMNS = {
    "geonames": "i",
    "lat": "i",
    "lon": "i",
    "population": "I",
    "country": "B",
    "feature": "B",
    "source": "B",
    "reviewed": "B",
    "admin1": "i",
    "admin2": "i",
    "name_start": "I",
    "names": "B",
    "extra_rows": "I",
    "extra_start": "I",
    "extras": "B",
    "key_start": "I",
    "key_rows": "I",
    "key_flags": "B",
}


def _align(size: int) -> int:
    return -size % 8


def write_sections(path: Path, meta: Mapping[str, Any], sections: Mapping[str, bytes]) -> None:
    """Write the file; the same content gives the same bytes."""
    offsets, offset = {}, 0
    for name, content in sections.items():
        offsets[name] = [offset, len(content)]
        offset += len(content) + _align(len(content))
    header = orjson.dumps({"sections": offsets, **meta}, option=orjson.OPT_SORT_KEYS)
    header += b" " * _align(len(MAGIC) + 8 + len(header))
    with path.open("wb") as out:
        out.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for content in sections.values():
            out.write(content + b"\0" * _align(len(content)))


def read_sections(path: Path) -> tuple[dict[str, Any], dict[str, memoryview]]:
    """Map the file and give its header and columns; nothing is copied."""
    if not path.is_file():
        raise BadData(str(path), "the gazetteer is not built; run scripts/build_gazetteer.py")
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if bytes(view[:8]) != MAGIC:
        raise BadData(str(path), "not a gazetteer of this version; run scripts/build_gazetteer.py")
    body = 16 + int.from_bytes(view[8:16], "little")
    meta: dict[str, Any] = orjson.loads(bytes(view[16:body]))
    columns = {
        name: view[body + start : body + start + size].cast(COLUMNS[name])  # type: ignore[call-overload]
        for name, (start, size) in meta["sections"].items()
    }
    return meta, columns
