"""RSS and Atom feeds by feedparser: entries with address, title and date, and their text where the feed has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from marsad.fetch.links import Link
from marsad.titles import plain_title

__all__ = ["looks_like_feed", "read_feed"]

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.I)


def looks_like_feed(data: bytes) -> bool:
    """Whether the bytes begin as an RSS or Atom feed does."""
    head = data[:4096]
    return _ROOT.search(head) is not None and b"<html" not in head.lower()


def read_feed(data: bytes, name: str, *, most: int) -> Iterator[Link]:
    """The entries of a feed in its order, at most ``most``; a feed that is cut off gives those that came whole.

    ``name`` is the address of the feed (links may be relative to it) or its file.
    """
    import feedparser  # 0.1 s that only feeds should pay

    parsed: Any = feedparser.parse(BytesIO(data), response_headers={"content-type": "application/xml"})
    base = parsed.feed.get("link") or name
    for number, entry in enumerate(parsed.entries[:most], start=1):
        link = entry.get("link")
        yield Link(
            url=urljoin(base, link) if link else None,
            where=f"{name}#{number}",
            title=plain_title(entry.get("title")),
            published=_date(entry),
            content=_content(entry),
        )


def _date(entry: Any) -> str | None:
    """The day of publication; a date of change alone is none."""
    parts = entry.get("published_parsed")
    if parts is None:
        return None
    try:
        return datetime(*parts[:6]).date().isoformat()
    except (TypeError, ValueError):
        return None


def _content(entry: Any) -> str | None:
    """The longest of what the entry gives as text, in HTML."""
    given = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    return max(given, key=len) or None
