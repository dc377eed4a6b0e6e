"""Sources to pieces: pages, feeds, sitemaps, lists of addresses and web archives, told apart by name and content."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from marsad.fetch.addresses import Refused, absolute, host_of
from marsad.fetch.client import Client, Fetched, Unchanged, Validators
from marsad.fetch.feeds import looks_like_feed, read_feed
from marsad.fetch.limits import Broken, TooLarge, inflate
from marsad.fetch.links import Link, read_table
from marsad.fetch.sitemaps import SitemapRef, looks_like_sitemap, read_sitemap
from marsad.fetch.warcs import is_warc_name, read_warc
from marsad.pieces import Piece
from marsad.records import Omission
from marsad.titles import plain_title

__all__ = ["Found", "Gatherer", "Kind", "Visit", "kind_of"]

Kind = Literal["files", "page", "feed", "sitemap", "urls", "warc", "web"]

# Pages fetched at a time, each from another host: requests to one host wait for each other.
_AT_ONCE = 8
_DEEPEST = 3
_GZIP = b"\x1f\x8b"
_LISTS = (".csv", ".tsv", ".urls")
_XML = (".xml", ".rss", ".atom", ".rdf", ".xml.gz")


@dataclass(frozen=True, slots=True)
class Visit:
    """All that stands at a URL was handed over before; its validators may be kept for the next run."""

    url: str
    validators: Validators
    sha256: str


Found = Piece | Omission | Visit | Unchanged


def kind_of(where: str) -> Kind:
    """What a source is by its name; "web" is an address whose content will tell."""
    lower = where.lower()
    if lower.startswith(("http://", "https://")):
        return "web"
    if is_warc_name(lower):
        return "warc"
    if lower.endswith(_LISTS):
        return "urls"
    return "feed" if lower.endswith(_XML) else "files"


class Gatherer:
    """Gathers the pieces of sources in one run; a page that two of them name is fetched once.

    ``follow`` fetches the pages that a feed names; without it the text in the feed itself is taken. ``most`` bounds the
    pages taken from one source.
    """

    def __init__(self, client: Client, *, follow: bool = True, most: int | None = None) -> None:
        self._client = client
        self._follow = follow
        self._most = most
        self._seen: set[str] = set()

    def gather(self, where: str, kind: Kind) -> Iterator[Found]:
        """What a source gives, in its order; whatever cannot be had is an Omission with the reason."""
        if kind == "warc":
            yield from islice(read_warc(where, self._client.limits), self._most)
        elif kind == "urls":
            yield from self._table(where)
        elif kind_of(where) == "web":
            yield from self._web(where, kind)
        else:
            yield from self._file(where, kind)

    def _table(self, where: str) -> Iterator[Found]:
        data = self._bytes(where)
        if isinstance(data, Omission):
            yield data
            return
        yield from self._pages(read_table(data.decode("utf-8-sig", "replace"), where))

    def _bytes(self, where: str) -> bytes | Omission:
        """The whole of a local file or of an address."""
        try:
            if kind_of(where) == "web":
                fetched = self._client.get(where)
                return fetched.data if isinstance(fetched, Fetched) else Omission("read", None, "unchanged", where)
            if Path(where).stat().st_size > self._client.limits.body:
                return Omission("read", None, f"more than {self._client.limits.body:,} bytes", where)
            data = Path(where).read_bytes()
            return inflate([data], "gzip", self._client.limits) if data.startswith(_GZIP) else data
        except (Refused, TooLarge, Broken) as error:
            return Omission("read", None, error.reason, where)
        except OSError as error:
            return Omission("read", None, f"cannot be opened ({error.strerror or error})", where)

    def _file(self, where: str, kind: Kind) -> Iterator[Found]:
        data = self._bytes(where)
        if isinstance(data, Omission):
            yield data
        elif looks_like_sitemap(data):
            yield from self._sitemap(data, where, 1)
        elif looks_like_feed(data) or kind == "feed":
            yield from self._feed(data, where)
        else:
            yield Omission("read", None, f"no {kind}", where)

    def _web(self, where: str, kind: Kind) -> Iterator[Found]:
        try:
            fetched = self._client.get(where, partial=kind != "page")
            if isinstance(fetched, Unchanged):
                yield fetched
                return
            data = fetched.data
            if data.startswith(_GZIP):
                data = inflate([data], "gzip", self._client.limits)
        except (Refused, TooLarge, Broken) as error:
            yield Omission("read", None, error.reason, where)
            return
        if kind in ("web", "sitemap") and looks_like_sitemap(data):
            yield from self._listed(fetched, self._sitemap(data, fetched.url, 1))
        elif kind in ("web", "feed") and looks_like_feed(data):
            yield from self._listed(fetched, self._feed(data, fetched.url))
        elif kind in ("feed", "sitemap"):
            yield Omission("read", None, f"what stands there is no {kind}", where)
        elif fetched.cut:
            yield Omission("read", None, fetched.cut, where)
        else:
            yield from _page(fetched, Link(where, where))

    def _listed(self, fetched: Fetched, found: Iterable[Found]) -> Iterator[Found]:
        """What a feed or sitemap gave; its validators are kept only if all of it could be had."""
        whole = True
        for item in found:
            whole = whole and not isinstance(item, Omission)
            yield item
        if fetched.cut:
            reason = f"it goes on, but {fetched.cut}; what it names up to there was taken"
            yield Omission("read", None, reason, fetched.asked)
        elif whole and self._most is None:
            yield _visit(fetched)

    def _feed(self, data: bytes, where: str) -> Iterator[Found]:
        most = self._client.limits.entries
        links = list(read_feed(data, where, most=most + 1))
        if not links:
            yield Omission("read", None, "the feed names no page", where)
        if self._follow:
            yield from self._pages(links[:most])
        else:
            yield from map(_entry, islice(links[:most], self._most))
        if len(links) > most:
            yield Omission("read", None, f"the feed names more than {most:,} pages; the first were taken", where)

    def _sitemap(self, data: bytes, where: str, depth: int) -> Iterator[Found]:
        links: list[Link] = []
        further: list[SitemapRef] = []
        lost: list[Omission] = []
        most = self._client.limits.entries
        try:
            for item in islice(read_sitemap(data, where), most):
                (further if isinstance(item, SitemapRef) else links).append(item)  # type: ignore[arg-type]
        except ValueError as error:
            lost.append(Omission("read", None, str(error), where))
        yield from self._pages(links)
        if len(links) + len(further) == most:
            lost.append(Omission("read", None, f"names {most:,} or more pages; the first were taken", where))
        if further and (depth == _DEEPEST or len(further) > self._client.limits.sitemaps):
            lost.append(Omission("read", None, "the sitemaps are too many or too deeply nested; some were left", where))
        if depth < _DEEPEST:
            for reference in further[: self._client.limits.sitemaps]:
                yield from self._further(reference, where, depth + 1)
        yield from lost

    def _further(self, reference: str, where: str, depth: int) -> Iterator[Found]:
        try:
            url = absolute(reference, where)
            if url in self._seen:
                return
            self._seen.add(url)
            fetched = self._client.get(url, partial=True)
            if isinstance(fetched, Unchanged):
                yield fetched
                return
            data = fetched.data
            if data.startswith(_GZIP):
                data = inflate([data], "gzip", self._client.limits)
        except (Refused, TooLarge, Broken) as error:
            yield Omission("read", None, error.reason, reference)
            return
        yield from self._listed(fetched, self._sitemap(data, fetched.url, depth))

    def _pages(self, links: Iterable[Link]) -> Iterator[Found]:
        """The pages behind links, fetched several at a time, in the order of the links."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            waiting: deque[Future[list[Found]]] = deque()
            try:
                for link in islice(self._unseen(links), self._most):
                    waiting.append(pool.submit(self._fetch, link))
                    if len(waiting) > 2 * _AT_ONCE:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def _unseen(self, links: Iterable[Link]) -> Iterator[Link]:
        for link in links:
            if link.url is None or link.url not in self._seen:
                yield link
            if link.url is not None:
                self._seen.add(link.url)

    def _fetch(self, link: Link) -> list[Found]:
        if link.url is None:
            return [_entry(link) if link.content else Omission("read", None, "the entry names no page", link.where)]
        try:
            fetched = self._client.get(link.url)
        except Refused as error:
            return [Omission("read", None, error.reason, link.url)]
        return [fetched] if isinstance(fetched, Unchanged) else list(_page(fetched, link))


def _page(fetched: Fetched, link: Link) -> Iterator[Found]:
    yield Piece(
        name=fetched.asked,
        data=fetched.data,
        url=fetched.url,
        title=plain_title(link.title),
        published=link.published,
        source=link.source or host_of(fetched.url),
        language=link.language,
        media_type=fetched.media_type,
    )
    yield _visit(fetched)


def _visit(fetched: Fetched) -> Visit:
    return Visit(fetched.asked, fetched.validators, hashlib.sha256(fetched.data).hexdigest())


def _entry(link: Link) -> Piece | Omission:
    """The text that a feed carries itself."""
    if not link.content:
        return Omission("read", None, "the entry carries no text", link.where)
    return Piece(
        name=link.where,
        data=f"<!doctype html><html><body><article>{link.content}</article></body></html>".encode(),
        url=link.url,
        title=link.title,
        published=link.published,
        source=link.source or (host_of(link.url) if link.url else None),
        language=link.language,
        media_type="text/html",
    )
