"""Files of an export: written beside their place and moved there when whole, so a broken export leaves no half file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from marsad.errors import ExportError

__all__ = ["new_file", "new_folder", "write_bytes", "write_json"]


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its place when the block ends well; ExportError says what to do when it cannot be written."""
    part = path.with_name(f".{path.name}.part")
    try:
        if path.is_dir():
            raise ExportError(str(path), "is a folder; name a file")
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            yield stream
        os.replace(part, path)
    except OSError as error:
        raise ExportError(str(path), _advice(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def new_folder(path: Path) -> Path:
    """A folder to write into; one that holds files of something else is refused."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(str(path), _advice(error)) from error
    return path


def _advice(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full; nothing was changed, make room and run the command again"
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return "cannot be written here; choose another place or change its rights"
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return "is in the way as a file; choose another name"
    return f"cannot be written ({error.strerror or error})"


def write_bytes(path: Path, data: bytes) -> None:
    """A file of these bytes."""
    with new_file(path) as stream:
        stream.write(data)


def write_json(path: Path, value: Any) -> None:
    """A file of indented JSON, keys in the order given."""
    write_bytes(path, orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
