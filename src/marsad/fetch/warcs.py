"""Web archives (WARC, also gzipped, as Common Crawl News ships them) by warcio: the pages they hold."""

from __future__ import annotations

from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import Any, BinaryIO

from marsad.fetch.addresses import host_of
from marsad.fetch.limits import Limits
from marsad.pieces import Piece
from marsad.records import Omission

__all__ = ["is_warc_name", "read_warc"]

# What stands behind a record, and how a record begins.
_GAP = b"\r\n\r\n"
_MARKS = ((b"\x1f\x8b\x08", 0), (b"\nWARC/1.", 1))
_BLOCK = 1 << 20
_ONE_BLOCK = "the web archive is gzipped as a whole and not record by record; unpack it first (gunzip)"

_TEXTS = ("text/html", "application/xhtml", "text/plain", "application/pdf")


def is_warc_name(path: str) -> bool:
    """Whether a file is called a web archive."""
    return path.lower().endswith((".warc", ".warc.gz"))


def read_warc(path: str, limits: Limits) -> Iterator[Piece | Omission]:
    """A piece of each response of status 200 with a text; what is damaged or cut off ends with an Omission.

    Requests, metadata and other notes of the crawler are no pages and are passed over; a revisit says that a page was
    as before, and that page is another record.
    """
    try:
        with Path(path).open("rb") as stream:
            yield from _records(stream, path, limits)
    except OSError as error:
        yield Omission("read", None, f"cannot be opened ({error.strerror or error})", path)


def _records(stream: BinaryIO, path: str, limits: Limits) -> Iterator[Piece | Omission]:
    """All records; behind damage reading goes on at the next place where a record may begin."""
    start, found, damaged = 0, 0, False
    while True:
        stream.seek(start)
        end = start
        for behind, result in _run(stream, path, limits):
            end = behind
            found += 1
            damaged = False
            if result is not None:
                yield result
        stream.seek(0, SEEK_END)
        if stream.tell() - end <= len(_GAP):
            break
        if not damaged:
            yield Omission("read", None, "the web archive is damaged or cut off here", f"{path}, byte {end}")
            damaged = True
        following = _next_start(stream, max(end, start + 1))
        if following is None:
            break
        start = following
    if found == 0 and not damaged:
        yield Omission("read", None, "the web archive holds no record", path)


def _run(stream: BinaryIO, path: str, limits: Limits) -> Iterator[tuple[int, Piece | Omission | None]]:
    """The records from where the stream stands up to its end or to damage, each with the byte behind it."""
    from warcio.archiveiterator import WARCIterator  # 0.1 s that only archives should pay

    records: Any = WARCIterator(stream, check_digests=True)
    while True:
        # Damaged archives make warcio, zlib and codecs raise nearly anything; the records before stay read.
        try:
            record = next(records)
            found = _piece(record, f"{path}, byte {records.offset}", limits)
            end = records.get_record_offset() + records.get_record_length()
        except StopIteration:
            return
        except Exception as error:
            if "non-chunked gzip" in str(error):  # one gzip block over all records: nothing is lost by unpacking it
                yield stream.seek(0, SEEK_END), Omission("read", None, _ONE_BLOCK, path)
            return
        yield end, found


def _next_start(stream: BinaryIO, after: int) -> int | None:
    """Where behind a byte a record may begin: a gzip member, or a line of WARC's version."""
    stream.seek(after)
    position, tail = after, b""
    while block := stream.read(_BLOCK):
        searched = tail + block
        starts = [searched.find(mark) + skip for mark, skip in _MARKS if mark in searched]
        if starts:
            return position - len(tail) + min(starts)
        position += len(block)
        tail = searched[-8:]
    return None


def _piece(record: Any, name: str, limits: Limits) -> Piece | Omission | None:
    url = _target(record)
    if record.rec_type == "revisit":
        return Omission("read", None, "a revisit record, the same page as an earlier one", url or name)
    if record.rec_type != "response" or record.http_headers is None:
        fault = _fault(record)
        return None if fault is None else Omission("read", None, fault, url or name)
    reason = _unfit(record)
    data = b"" if reason else record.content_stream().read(limits.body + 1)
    if len(data) > limits.body:
        reason = f"more than {limits.body:,} bytes when unpacked"
    reason = reason or _fault(record)
    if reason:
        return Omission("read", None, reason, url or name)
    return Piece(
        name=url or name,
        data=data,
        url=url,
        source=host_of(url) if url else None,
        media_type=record.http_headers.get_header("content-type"),
        fetched_at=record.rec_headers.get_header("WARC-Date"),
    )


def _unfit(record: Any) -> str | None:
    """Why a capture is no page with a text."""
    status = record.http_headers.get_statuscode()
    if status != "200":
        return f"the capture has status {status[:20]}"
    media_type = (record.http_headers.get_header("content-type") or "").strip().lower()
    if media_type and not media_type.startswith(_TEXTS):
        return f"no text ({media_type.split(';')[0].strip()[:60]})"
    return None


def _fault(record: Any) -> str | None:
    """Why a record is not as it was captured: the crawler cut it, the file ends inside it, or bytes were changed."""
    if (why := record.rec_headers.get_header("WARC-Truncated")) is not None:
        return f"the capture was cut off ({why[:40]})"
    while record.raw_stream.read(_BLOCK):
        pass
    if getattr(record.raw_stream, "limit", 1) > 0:  # no limit: the headers ended before the length
        return "the record is cut off"
    # Payload digests are reckoned differently by different crawlers; the digest of the block is not.
    if any(problem.startswith("block digest failed") for problem in record.digest_checker.problems):
        return "the record was damaged (its digest differs)"
    return None


def _target(record: Any) -> str | None:
    url: str | None = record.rec_headers.get_header("WARC-Target-URI")
    return url.strip("<>") if url else None
