"""Sitemaps (sitemaps.org, and Google's news extension): pages with their dates, and the sitemaps an index names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from marsad.fetch.links import Link

__all__ = ["SitemapRef", "looks_like_sitemap", "read_sitemap"]

_ROOT = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.I)
_STEP = 1 << 16


class SitemapRef(str):
    """The address of a further sitemap."""

    __slots__ = ()


def looks_like_sitemap(data: bytes) -> bool:
    """Whether the bytes begin as a sitemap or an index of sitemaps does."""
    return _ROOT.search(data[:4096]) is not None


def read_sitemap(data: bytes, name: str) -> Iterator[Link | SitemapRef]:
    """What a sitemap names, in its order; one that breaks off gives what came until there, then ValueError.

    The parser is expat, which refuses entities that grow (2.4.1 and later).
    """
    parser: XMLPullParser[Any] = XMLPullParser(events=("end",))
    number = 0
    try:
        for start in range(0, len(data), _STEP):
            parser.feed(data[start : start + _STEP])
            for event in parser.read_events():
                element: Element = event[1]  # type: ignore[assignment, misc]
                kind = _local(element)
                if kind in ("url", "sitemap"):
                    number += 1
                    found = _entry(element, kind, f"{name}#{number}")
                    element.clear()
                    if found is not None:
                        yield found
        parser.close()
    except ParseError as error:
        raise ValueError(f"the sitemap is broken ({error})") from error


def _entry(element: Element, kind: str, where: str) -> Link | SitemapRef | None:
    fields: dict[str, str] = {}
    for part in element.iter():
        if part.text and part.text.strip():
            fields.setdefault(_local(part), part.text.strip())
    address = fields.get("loc")
    if not address:
        return None
    if kind == "sitemap":
        return SitemapRef(address)
    # lastmod is a date of change and says nothing of the first publication.
    return Link(address, where, fields.get("title"), fields.get("publication_date"), language=fields.get("language"))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
