"""HTML to text with trafilatura, and what the page says of itself: title, date, address.

The date comes only from fields that mean publication (article:published_time, datePublished, a <time> marked so);
dates in the running text and in copyright lines are never taken for it. Pages that trafilatura cannot walk (very deep
nesting, broken trees) are read by a plain tag stripper without recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import orjson

from marsad.dates import is_partial_date
from marsad.errors import UnreadableDocument
from marsad.read.encodings import decode
from marsad.titles import plain_title

__all__ = ["Page", "looks_like_html", "read_html"]


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page and its metadata."""

    text: str
    title: str | None
    published: str | None
    url: str | None


_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.I)

# Deeper trees make the C parser drop text or Python recurse; real pages stay below 100.
_DEEPEST = 200
_TAG = re.compile(r"<(/?)(?:div|span|section|article|table|tr|td|ul|ol|li|b|i|font|p|blockquote|center)\b", re.I)

# An article has at least one line of this many words; menus and footers have none.
_SENTENCE_WORDS = 8

_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish_date", "publish-date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip

# What lxml and trafilatura raise on trees that they did not expect.
_BROKEN = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin as a page does."""
    return _START.match(data[:4096]) is not None


def read_html(data: bytes) -> Page:
    """The article of a page; `UnreadableDocument` where it holds none."""
    declared = _DECLARED.search(data[:4096])
    markup = decode(data, declared[1].decode("ascii", "replace") if declared else None).text.replace("\x00", " ")
    page = None if _too_deep(markup) else _article(markup)
    page = page or Page(_strip(markup), None, None, None)
    if not any(len(line.split()) >= _SENTENCE_WORDS for line in page.text.splitlines()):
        raise UnreadableDocument("page", "the page holds no article, only menus, links or notices")
    return page


def _too_deep(markup: str) -> bool:
    depth = 0
    for match in _TAG.finditer(markup):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _article(markup: str) -> Page | None:
    import trafilatura  # 0.3 s that only pages should pay

    try:
        tree = trafilatura.load_html(markup)
        if tree is None:
            return None
        published = _published(tree)
        found: Any = trafilatura.bare_extraction(tree, fast=True, with_metadata=True, include_comments=False)
    except _BROKEN:
        return None
    if found is None or not found.text:
        return None
    return Page(found.text, plain_title(found.title), published, found.url or None)


def _published(tree: Any) -> str | None:
    """The first field that means publication and holds a date."""
    return next((date for date in map(_iso, _date_fields(tree)) if date), None)


def _date_fields(tree: Any) -> Iterator[str]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        meta.setdefault(name.strip().lower(), element.get("content") or "")
    yield from (meta[name] for name in _DATE_META if name in meta)
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            yield from _linked_data(element.text or "")
    for element in tree.iter("time"):
        marks = " ".join(
            (element.get("itemprop") or "", element.get("class") or "", "pubdate" * ("pubdate" in element.attrib))
        )
        if re.search("publish|pubdate|entry-date", marks, re.I):
            yield element.get("datetime") or ""


def _linked_data(script: str) -> Iterator[str]:
    """Every ``datePublished`` of a JSON-LD block, in order, walked without recursion."""
    try:
        waiting: list[Any] = [orjson.loads(script)]
    except orjson.JSONDecodeError:
        return
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                yield value["datePublished"]
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _iso(value: str) -> str | None:
    match = re.match(r"\s*(\d{4})(?:-?(\d{2}))?(?:-?(\d{2}))?(?!\d)", value)
    iso = "-".join(part for part in match.groups() if part) if match else ""
    return iso if is_partial_date(iso) else None


_SKIPPED = "script style noscript template nav footer header aside form select button head svg"
_BLOCKS = "p div br li tr h1 h2 h3 h4 h5 h6 article section blockquote table ul ol td"


class _Stripper(HTMLParser):
    """Text of a page without scripts, menus and footers, a line a block."""

    SKIPPED = frozenset(_SKIPPED.split())
    BLOCKS = frozenset(_BLOCKS.split())

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out what is no article; begin a line at a block."""
        if self.skipping:
            if tag == self.skipping[-1]:
                self.skipping.append(tag)
        elif tag in self.SKIPPED:
            self.skipping.append(tag)
        elif tag in self.BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Take up the text again behind what was left out."""
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()
        elif tag in self.BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if not self.skipping:
            self.pieces.append(data)


def _strip(markup: str) -> str:
    stripper = _Stripper()
    try:
        stripper.feed(markup)
        stripper.close()
    except AssertionError as error:  # html.parser's word for a broken declaration
        raise UnreadableDocument("page", f"the markup is broken ({error})") from error
    lines = (" ".join(line.split()) for line in "".join(stripper.pieces).splitlines())
    return "\n".join(line for line in lines if line)
