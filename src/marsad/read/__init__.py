"""Read: bytes, files and folders to documents, each with its text, its language, and its date if it says one."""

from __future__ import annotations

from marsad.read.documents import MAX_BYTES, MAX_TEXT_BYTES, read_text
from marsad.read.language import LANGUAGES
from marsad.read.sources import files, pieces, read_bytes, read_path, read_piece

__all__ = [
    "LANGUAGES",
    "MAX_BYTES",
    "MAX_TEXT_BYTES",
    "files",
    "pieces",
    "read_bytes",
    "read_path",
    "read_piece",
    "read_text",
]
