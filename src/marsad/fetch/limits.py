"""What a fetch may cost: sizes, times and pauses, and unpacking that stops at a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Broken", "Limits", "TooLarge", "inflate"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    ``wire`` bounds what travels, ``body`` what comes out when it is unpacked: a gzip bomb is small on the wire.
    ``pause`` is the least time between two requests to one host; what robots.txt asks for stands above it, up to
    ``longest_pause``, beyond which the host is left alone. ``entries`` bounds one feed or sitemap.
    """

    wire: int = 10_000_000
    body: int = 20_000_000
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    pause: float = 1.0
    longest_pause: float = 60.0
    redirects: int = 5
    entries: int = 50_000
    sitemaps: int = 500


class TooLarge(Exception):
    """What comes is larger than its limit; ``head`` is what came until then, unpacked."""

    def __init__(self, reason: str, head: bytes = b"") -> None:
        super().__init__(reason)
        self.reason = reason
        self.head = head


class Broken(Exception):
    """What comes cannot be unpacked; ``head`` is what could be."""

    def __init__(self, reason: str, head: bytes = b"") -> None:
        super().__init__(reason)
        self.reason = reason
        self.head = head


def inflate(chunks: Iterable[bytes], encoding: str, limits: Limits) -> bytes:
    """The whole of a body that travels as ``encoding`` (identity or gzip), never more than the limits.

    `TooLarge` and `Broken` carry what was unpacked so far.
    """
    pieces: list[bytes] = []
    try:
        size = 0
        for piece in _unpacked(_counted(chunks, limits.wire), encoding, limits.body):
            size += len(piece)
            if size > limits.body:
                raise TooLarge(f"more than {limits.body:,} bytes when unpacked")
            pieces.append(piece)
    except TooLarge as error:
        raise TooLarge(error.reason, b"".join(pieces)) from None
    except (Broken, zlib.error) as error:
        raise Broken(f"cannot be unpacked ({error})", b"".join(pieces)) from error
    return b"".join(pieces)


def _counted(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield chunk[: len(chunk) - max(0, size - limit)]
        if size > limit:
            raise TooLarge(f"more than {limit:,} bytes")


def _unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """Pieces of at most 64 kB each, so that a bomb is seen before it fills the memory."""
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip"):
        raise Broken(f"encoded as {encoding}, which was not asked for")
    unpack = zlib.decompressobj(wbits=47)
    step = min(limit + 1, 1 << 16)
    for chunk in chunks:
        waiting = chunk
        while waiting:
            yield unpack.decompress(waiting, step)
            waiting = unpack.unconsumed_tail
            if unpack.eof:
                if not unpack.unused_data.startswith(b"\x1f\x8b"):
                    return
                waiting, unpack = unpack.unused_data, zlib.decompressobj(wbits=47)  # gzip files may be chained
    if not unpack.eof:
        raise Broken("it ends too early")
