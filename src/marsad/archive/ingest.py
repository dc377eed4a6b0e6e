"""Ingest: sources into an archive. One process writes, in the order of the sources; others read.

Each chunk is one transaction, so a run that is killed at any point leaves whole chunks, and the same run again goes on
behind them: documents are named by their content, what the archive holds is not read again, and what the archive holds
does not depend on where the first run ended.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

import marsad
from marsad.archive.copies import group_all_copies
from marsad.archive.preparing import Hints, Prepared, prepare, start_worker, work
from marsad.errors import ArchiveError
from marsad.fetch import AGENT, Client, Found, Gatherer, Kind, Limits, Unchanged, Validators, Visit, kind_of
from marsad.pieces import Piece
from marsad.read import files, pieces
from marsad.records import Omission
from marsad.store import Archive

__all__ = ["ENGINE", "Options", "Summary", "ingest"]

ENGINE = f"marsad {marsad.__version__}"

# Pieces in a transaction: enough to hide its cost, few enough to lose little time when a run is killed.
_CHUNK = 64
_CHUNK_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest. ``kind`` None tells sources apart by name and content; ``most`` bounds the pieces of a source."""

    kind: Kind | None = None
    workers: int = 1
    published: str | None = None
    language: str | None = None
    follow: bool = True
    most: int | None = None
    allow_private: bool = False
    agent: str = AGENT
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. Every piece that came in is new, known, unchanged at its source, or omitted with a reason.

    ``copies`` counts the new documents beyond one for each new account; ``repeated`` are ids that sources gave to
    more than one text (all are kept).
    """

    pieces: int
    new: int
    known: int
    unchanged: int
    copies: int
    omitted: dict[str, int]
    repeated: tuple[str, ...]
    reports: int
    figures: int


def ingest(
    archive: Archive,
    sources: Iterable[str],
    options: Options | None = None,
    *,
    now: str,
    progress: Callable[[int], object] = lambda _pieces: None,
) -> Summary:
    """Put sources into an archive. ``now`` is the ISO time of the run; ``progress`` is told of pieces that are done.

    Whatever cannot be had or read is an Omission with its reason. ArchiveError if the archive cannot be written; what
    was written until then stays.
    """
    options = options or Options()
    tally = _Tally()
    hints = Hints(ENGINE, options.published, options.language)
    with Client(
        options.limits, agent=options.agent, allow_private=options.allow_private, known=_validators(archive)
    ) as client:
        chunks = _chunks(_gather(sources, options, client))
        for chunk, prepared in _prepared(archive, chunks, hints, options.workers):
            _write(archive, chunk, prepared, now, tally)
            progress(sum(isinstance(item, Piece) for item in chunk))
    return tally.summary(group_all_copies(archive, tally.new))


def _validators(archive: Archive) -> Callable[[str], Validators | None]:
    def known(url: str) -> Validators | None:
        last = archive.last_fetch(url)
        return None if last is None else Validators(last["etag"], last["last_modified"])

    return known


def _gather(sources: Iterable[str], options: Options, client: Client) -> Iterator[Found]:
    gatherer = Gatherer(client, follow=options.follow, most=options.most)
    for source in sources:
        kind = options.kind or kind_of(source)
        found = _local(source, gatherer) if kind == "files" else gatherer.gather(source, kind)
        yield from found if options.most is None else _first(found, options.most)


def _local(source: str, gatherer: Gatherer) -> Iterator[Found]:
    """Files below a path; web archives among them are opened, lists of addresses are not (they would be fetched)."""
    if source == "-":
        yield from pieces(source)
        return
    for file in files(source):
        if isinstance(file, Omission):
            yield file
        elif kind_of(file) == "warc":
            yield from gatherer.gather(file, "warc")
        else:
            yield from pieces(file)


def _first(found: Iterable[Found], most: int) -> Iterator[Found]:
    """All up to the piece with the number ``most``."""
    left = most
    for item in found:
        if left == 0 and isinstance(item, Piece):
            return
        left -= isinstance(item, Piece)
        yield item


def _chunks(found: Iterable[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    size = 0
    for item in found:
        chunk.append(item)
        size += len(item.data) if isinstance(item, Piece) else 0
        if len(chunk) >= _CHUNK or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _prepared(
    archive: Archive, chunks: Iterator[list[Found]], hints: Hints, workers: int
) -> Iterator[tuple[list[Found], Prepared]]:
    """Chunks with what they gave, in order, read in so many processes."""
    if workers <= 1:
        for chunk in chunks:
            yield chunk, prepare(_readable(chunk), hints, lambda ids: archive.known(ids, engine=hints.engine))
        return
    # Fetching runs in threads of this process, so its memory must not be forked.
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=start_worker, initargs=(archive.address,)
    )
    waiting: deque[tuple[list[Found], Future[Prepared]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(work, _readable(chunk), hints)))
            if len(waiting) > 2 * workers:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    except BrokenExecutor as error:
        reason = (
            "a process that reads was killed, perhaps for want of memory; run the same command again, nothing is lost"
        )
        raise ArchiveError(archive.shown, reason) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _readable(chunk: Sequence[Found]) -> list[Piece | Omission]:
    return [item for item in chunk if isinstance(item, Piece | Omission)]


def _write(archive: Archive, chunk: Sequence[Found], prepared: Prepared, now: str, tally: _Tally) -> None:
    """One transaction: raw bytes, documents with their readings, fetches, and a line in the log if anything is new."""
    with archive.transaction():
        archive.add_raws(prepared.raws)
        new = archive.add_readings(prepared.entries, engine=ENGINE, seen_at=now)
        archive.add_omissions(prepared.omissions)
        for visit in (item for item in chunk if isinstance(item, Visit)):
            archive.add_fetch(visit.url, fetched_at=now, **_answer(visit))
        if new:
            archive.log("ingest", new[0], {"documents": new, "omitted": len(prepared.omissions)}, at=now)
    tally.add(chunk, prepared, new)


def _answer(visit: Visit) -> dict[str, Any]:
    validators = visit.validators
    return {
        "sha256": visit.sha256,
        "status": 200,
        "etag": validators.etag,
        "last_modified": validators.last_modified,
    }


class _Tally:
    """Counts of a run."""

    def __init__(self) -> None:
        self.pieces = self.known = self.unchanged = self.reports = self.figures = 0
        self.new: set[str] = set()
        self.omitted: Counter[str] = Counter()
        self._ids: dict[str, str] = {}
        self._repeated: dict[str, None] = {}

    def add(self, chunk: Sequence[Found], prepared: Prepared, new: Sequence[str]) -> None:
        """Count a chunk that was written."""
        self.pieces += sum(isinstance(item, Piece) for item in chunk)
        self.unchanged += sum(isinstance(item, Unchanged) for item in chunk)
        fresh = set(new)
        self.new |= fresh
        self.known += prepared.documents - len(fresh)
        for entry in prepared.entries:
            if entry.reading.document is not None and entry.reading.document.id in fresh:
                self.reports += len(entry.reading.events)
                self.figures += len(entry.reading.figures)
                self.omitted.update(omission.reason for omission in entry.reading.omissions)
        self.omitted.update(omission.reason for omission in prepared.omissions)
        for name, document in prepared.named:
            if self._ids.setdefault(name, document) != document:
                self._repeated[name] = None

    def summary(self, copies: int) -> Summary:
        """The counts as a record."""
        return Summary(
            pieces=self.pieces,
            new=len(self.new),
            known=self.known,
            unchanged=self.unchanged,
            copies=copies,
            omitted=dict(self.omitted.most_common()),
            repeated=tuple(self._repeated),
            reports=self.reports,
            figures=self.figures,
        )
