"""Texts to documents: what is known is checked, the language found, the id computed; what cannot be read says why."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from marsad.dates import is_partial_date
from marsad.errors import UnreadableDocument
from marsad.read.language import LANGUAGES, UNKNOWN, identify, is_written_in, normal_code
from marsad.records import Document, Omission, Published, content_id

__all__ = ["MAX_BYTES", "MAX_TEXT_BYTES", "Given", "make_document", "normal_date", "read_text"]

# A news document has a few kilobytes, the longest report a megabyte. What is larger is a dump of many documents, and is
# refused as a whole: reading part of it would lose the rest silently. Files may be larger than their text (markup).
MAX_TEXT_BYTES = 2_000_000
MAX_BYTES = 10_000_000

# "Six arrests in Salé" can be read; a lone page number, a caption or "Page not found" cannot.
_FEWEST_LETTERS = 12
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a document beside its text; None where nothing is."""

    title: str | None = None
    published: str | None = None
    basis: str = "given"
    language: str | None = None
    url: str | None = None
    external_id: str | None = None

    def filled_from(self, fields: Mapping[str, str]) -> Given:
        """With the fields of a record; what the caller gave for all documents stands where the record has nothing."""
        return replace(
            self,
            title=fields.get("title", self.title),
            published=fields.get("published", self.published),
            language=fields.get("lang") or fields.get("language") or self.language,
            url=fields.get("url", self.url),
            external_id=fields.get("id", self.external_id),
        )


def read_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
    external_id: str | None = None,
) -> Document | Omission:
    """A document of a text, or an Omission with the reason why it cannot be read.

    ``published`` is an ISO date, month or year (a time behind it is dropped); ValueError for anything else.
    """
    given = Given(title, checked_date(published), "given", language, url, external_id)
    try:
        return make_document(text, given)
    except UnreadableDocument as error:
        return Omission("read", None, error.reason, _beginning(text))


def checked_date(published: str | None) -> str | None:
    """The date a caller gives; ValueError with the form wanted if it is none."""
    if published is None:
        return None
    date = normal_date(published)
    if date is None:
        raise ValueError(f"published {published!r} is no date; give YYYY-MM-DD, YYYY-MM or YYYY")
    return date


def normal_date(published: str) -> str | None:
    """ISO date, month or year of "2024-06-07", "2024-06", "2024-06-07T10:00Z" or "Fri, 07 Jun 2024 10:00:00 GMT"."""
    date = re.split("[T ]", published.strip())[0]
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", date) and is_partial_date(date):
        return date
    from email.utils import parsedate_to_datetime  # 15 ms for a rare form

    try:
        return parsedate_to_datetime(published).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return None


def make_document(
    text: str, given: Given, *, raw: bytes | None = None, source: str | None = None
) -> Document | Omission:
    """The document of a text; ``raw`` are the bytes it came from. `UnreadableDocument` if it says nothing."""
    data = _checked(text)
    language = _language(text, given.language)
    if language not in LANGUAGES:
        named = "" if language == UNKNOWN else f" ({language})"
        return Omission("language", None, f"language not supported{named}", source or _beginning(text))
    parts = (given.external_id, language, given.title, text, given.url, given.published)
    return Document(
        id=content_id("d", *parts),
        external_id=given.external_id,
        sha256=hashlib.sha256(data if raw is None else raw).hexdigest(),
        language=language,
        title=given.title,
        text=text,
        url=given.url,
        published=_published(given),
        source=source,
    )


def _checked(text: str) -> bytes:
    """The text in UTF-8; `UnreadableDocument` if it is too long, is no Unicode, or says nothing."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableDocument("text", "the text holds half characters (lone surrogates)") from error
    if len(data) > MAX_TEXT_BYTES:
        raise too_large(len(data), MAX_TEXT_BYTES)
    if not text.strip():
        raise UnreadableDocument("text", "the text is empty")
    letters = 0
    for match in _LETTERS.finditer(text):
        letters += match.end() - match.start()
        if letters >= _FEWEST_LETTERS:
            return data
    raise UnreadableDocument("text", "the text is nearly empty")


def too_large(size: int, limit: int = MAX_BYTES) -> UnreadableDocument:
    """The error for a document over the limit."""
    reason = f"{size:,} bytes are more than one document may have ({limit:,}); split it, best into JSON lines"
    return UnreadableDocument("text", reason)


def _language(text: str, given: str | None) -> str:
    """The language given, unless the text is plainly in another script; else the one found."""
    code = normal_code(given)
    return code if code is not None and code in LANGUAGES and is_written_in(text, code) else identify(text)


def _published(given: Given) -> Published:
    if given.published is None:
        return Published()
    return Published(given.published, "metadata" if given.basis == "metadata" else "given")


def _beginning(text: str) -> str:
    return " ".join(text[:200].split())[:60].encode("utf-8", "replace").decode()
