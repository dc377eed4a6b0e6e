"""The order of the stages: a text goes in, a reading comes out.

This is the only place that knows all stages. A known failure of one stage becomes an Omission; it never loses what the
other stages found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from marsad.annotate import annotate
from marsad.annotate.kinds import kind_of
from marsad.annotate.time_datelines import document_date
from marsad.check import check
from marsad.dates import DateValue, first_day, last_day
from marsad.errors import BadRecord, UnknownLanguage
from marsad.extract import Extraction, Resolver, extract
from marsad.lexicon import LANGUAGES
from marsad.mentions import Annotations, TimeMention
from marsad.read import read_text
from marsad.records import Document, Omission, Published, Reading
from marsad.resolve.places import resolve_places
from marsad.resolve.times import resolve_time, resolve_times

__all__ = ["read", "read_document", "read_many"]

# Days after which a text is still printed again as news.
_REPRINTED = 45
# Documents handed to a worker at a time: enough to hide the cost of passing them, few enough to stream.
_CHUNK = 16
# A day from which on a text that names none may have been published.
_ANY = date(2020, 6, 14)
# From the last day that a text names to its publication, where it names no weekday.
_PRINTED = timedelta(days=3)


def read(
    text: str,
    *,
    published: str | date | None = None,
    language: str | None = None,
    title: str | None = None,
    url: str | None = None,
    external_id: str | None = None,
) -> Reading:
    """Read one text. ``published`` is its publication date (a date, YYYY-MM-DD or YYYY-MM); None if not known.

    Returns a Reading; a text that cannot be read gives one with an Omission and no document.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}; for files use marsad.read_path")
    if isinstance(published, date):
        published = published.isoformat()[:10]
    if language is not None and language not in LANGUAGES:
        raise UnknownLanguage(language)
    document = read_text(text, published=published, language=language, title=title, url=url, external_id=external_id)
    if isinstance(document, Omission):
        return Reading(None, omissions=(document,))
    return read_document(document)


def read_document(document: Document) -> Reading:
    """Annotate, resolve, extract and check one document."""
    annotations = annotate(document.text, document.language)
    if not annotations.relevant:
        return Reading(document, omissions=_off_topic(document) if annotations.off_topic else ())
    document = _dated(replace(document, kind=kind_of(document.kind, annotations)), annotations)
    try:
        extraction = _extract(document, annotations)
    except BadRecord as error:
        return Reading(document, omissions=(Omission("ground", document.id, error.reason, repr(error.record)),))
    events, figures, claims = extraction.events, extraction.figures, extraction.claims
    headline = _headline(document)
    findings = check(events, figures, claims, annotations, (headline.events, headline.figures))
    return Reading(document, events, figures, claims, tuple(findings), _impossible(document, annotations))


def _impossible(document: Document, annotations: Annotations) -> tuple[Omission, ...]:
    """The days that no calendar has; their months are kept."""
    reason = "no calendar has this day, so only its month is kept; see what the source meant"
    folded = annotations.folded
    days = [time for time in annotations.times if time.part == "impossible"]
    return tuple(Omission("annotate", document.id, reason, folded.source(time.start, time.end)) for time in days)


def _off_topic(document: Document) -> tuple[Omission, ...]:
    reason = "no word of terrorism or an armed group in the text, so its arrests or deaths are not read"
    return (Omission("annotate", document.id, reason, document.title or document.text[:60]),)


def _dated(document: Document, annotations: Annotations) -> Document:
    """The document with the date that its own dateline prints, where none is given."""
    printed = document_date(annotations.times)
    if document.published.value is not None or printed is None:
        return document
    return replace(document, published=Published(printed, "text"))


def _headline(document: Document) -> Extraction:
    """What the title alone states; nothing where there is no title."""
    if not document.title:
        return Extraction()
    title = replace(document, text=document.title, title=None)
    annotations = annotate(title.text, title.language)
    return _extract(title, annotations) if annotations.relevant else Extraction()


def _filed(annotations: Annotations, published: str | None) -> str | None:
    """The day on which the text was filed: that of its dateline where it is printed again weeks later."""
    if published is None or len(published) < 10:
        return published
    last = date.fromisoformat(published)
    for time in annotations.times:
        point = time.first
        if not time.dateline or point.month is None or point.day is None:
            continue
        value = resolve_time(time, published, None)
        if value is None or value.start is None or len(value.start) < 10:
            return published
        filed = date.fromisoformat(value.start)
        return value.start if 2 <= (last - filed).days <= _REPRINTED else published
    return published


def _extract(document: Document, annotations: Annotations) -> Extraction:
    places = resolve_places(annotations.places, annotations.folded, document.language, annotations)
    published = _filed(annotations, document.published.value)
    when = _resolver(annotations, published)
    if published is not None and len(published) == len("2020-06-14"):
        return extract(document, annotations, places, when)
    assumed = _assumed(annotations, published)
    return extract(document, annotations, places, when, (assumed, _resolver(annotations, assumed)))


def _assumed(annotations: Annotations, published: str | None) -> str:
    """A day on which a text without a date may have been published: soon after the last one that it names, else any.

    Where the month or year of publication is known the day lies in its middle.

    With it "on Wednesday" and "last month" can be told apart as they are told; no record shows what hangs on it. Of the
    weekdays that the text names, the last one is taken: "on Monday", "said on Tuesday".
    """
    values = resolve_times(annotations.times, None)
    first = max((last_day(value.end) for value in values if value is not None and value.end), default=_ANY)
    if published is not None:
        first = date.fromisoformat(published + {4: "-06-15", 7: "-15"}[len(published)])
    named = {time.first.weekday for time in annotations.times if time.first.weekday is not None}
    week = [first + timedelta(days=days) for days in range(7)]
    days = [day for day in week if day.weekday() in named] or [first + _PRINTED]
    return min(days, key=lambda day: max(((day.weekday() - other) % 7 for other in named), default=0)).isoformat()


def _resolver(annotations: Annotations, published: str | None) -> Resolver:
    """How the times of a text are placed in the calendar, read as published on a day."""
    told = dict(zip(annotations.times, resolve_times(annotations.times, published), strict=True))

    def when(mention: TimeMention, anchor: str | None) -> DateValue | None:
        """By the date of the event in hand; a date that hangs on nothing there, by the last one that the text told."""
        by_event = None
        if mention.anchor == "narrative" and anchor and not _other_weekday(mention, anchor):
            by_event = resolve_time(mention, published, anchor)
        return by_event or told.get(mention) or resolve_time(mention, published, anchor)

    return when


def _other_weekday(mention: TimeMention, anchor: str) -> bool:
    """Whether "that same Thursday" cannot mean the date of the event in hand, which is no Thursday."""
    weekday = mention.first.weekday
    if weekday is None or mention.first.direction or len(anchor) < len("2024-06-06"):
        return False
    return first_day(anchor).weekday() != weekday


def read_many(documents: Iterable[Document | Omission | str], *, workers: int = 1) -> Iterator[Reading]:
    """Read documents (or plain texts) one after the other, in order, in ``workers`` processes; results stream."""
    if workers <= 1:
        yield from map(_read_any, documents)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[list[Reading]]] = deque()
        source = iter(documents)
        while chunk := list(islice(source, _CHUNK)):
            waiting.append(pool.submit(_read_chunk, chunk))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _read_chunk(documents: list[Document | Omission | str]) -> list[Reading]:
    return [_read_any(document) for document in documents]


def _read_any(document: Document | Omission | str) -> Reading:
    if isinstance(document, Omission):
        return Reading(None, omissions=(document,))
    return read(document) if isinstance(document, str) else read_document(document)
