"""JSON lines: one JSON value a line, UTF-8. A line that is wrong is reported with its number and the rest is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

__all__ = ["BadLine", "dump_line", "iterate", "lines"]

_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no JSON value, or that is longer than allowed."""

    number: int
    reason: str


def dump_line(record: object) -> bytes:
    """A record as one line with its newline."""
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def iterate(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, Any | BadLine]]:
    """Line number and value of each line that is not blank, without holding more than one line in memory."""
    for number, line in lines(stream, max_bytes):
        yield number, line if isinstance(line, BadLine) else _value(line, number)


def lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | BadLine]]:
    """Line number and bytes of each line that is not blank."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            _skip_rest(stream, line)
            yield number, BadLine(number, f"longer than {max_bytes:,} bytes")
        elif line := line.removeprefix(_UTF8_MARK).strip():
            yield number, line


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _value(line: bytes, number: int) -> Any | BadLine:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return BadLine(number, f"not JSON ({error})")
