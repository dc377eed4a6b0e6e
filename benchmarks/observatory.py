"""A large archive with everything that the pages show: merged events, their reports, documents, names to mask, figures.

Events are those of `benchmarks.archive`, moved to the towns of their countries so that many share a place, as in news.
Each report has a short document in its own words with exact evidence; every fifth names a private person, masked.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from benchmarks.archive import synthetic_event
from marsad.gazetteer import Gazetteer
from marsad.merged import Event, EventCount, OwnedCount
from marsad.records import Count, Document, EventReport, Evidence, Figure, Period, Place, Published, Reading
from marsad.store import Archive, Entry

TOWNS = 300  # a country; a third of its events happen in the five largest
NAME = "Karim Testoun"
FIGURES = 2_000
BATCH = 5_000
_TEXTS = {
    "en": "On {day} {what} in {town}: {killed} people were affected, the security services said. {name}",
    "fr": "Le {day}, {what} à {town} : {killed} personnes concernées, selon les services de sécurité. {name}",
    "es": "El {day}, {what} en {town}: {killed} personas afectadas, según los servicios de seguridad. {name}",
    "ar": "في {day} {what} في {town}: {killed} أشخاص حسب مصالح الأمن. {name}",
}
_MORE = " The inquiry goes on, and the area was searched until the evening; roads were open again on the next day." * 4
_SOURCES = [f"outlet {n}" for n in range(1, 41)]


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the readings of its documents."""

    event: Event
    entries: tuple[Entry, ...]


@cache
def towns(country: str) -> list[Place]:
    """Made-up towns around the middle of a country."""
    chance = random.Random(country)
    row = Gazetteer.load().country(country)
    lat, lon = (row.lat or 0.0, row.lon or 0.0) if row else (0.0, 0.0)
    return [
        Place(
            f"Town {n} of {country}", f"Town {n} of {country}", 10_000 + n, country, f"Region {n % 15}",
            round(lat + chance.gauss(0, 2), 4), round(lon + chance.gauss(0, 2), 4), "place",
        )
        for n in range(TOWNS)
    ]  # fmt: skip


def told(number: int, chance: random.Random) -> Told:
    """One event and its documents."""
    plain = synthetic_event(number, chance)
    place = chance.choice(towns(plain.country or "MA")[: 5 if chance.random() < 1 / 3 else TOWNS])
    killed, days = plain.counts["killed"].best, str(plain.date.start)
    entries, values, sources, languages = [], [], set(), set()
    for _ in plain.reports:
        language, source = chance.choice(tuple(_TEXTS)), chance.choice(_SOURCES)
        entry = _entry(number, len(entries), plain, place, language, source, named=chance.random() < 0.2)
        report, document = entry.reading.events[0].id, entry.reading.document
        assert document is not None
        values.append(OwnedCount(killed, killed, killed, "exact", report, document.id, document.id, source, None, days))
        entries.append(entry)
        sources.add(source)
        languages.add(language)
    event = replace(
        plain, id=f"v-{plain.id[2:]}", places=(place,), sources=tuple(sorted(sources)),
        languages=tuple(sorted(languages)), reports=tuple(entry.reading.events[0].id for entry in entries),
        documents=tuple(value.document_id for value in values),
        counts={"killed": EventCount(killed, killed, killed, "exact", tuple(values))},
    )  # fmt: skip
    return Told(event, tuple(entries))


def _entry(number: int, turn: int, event: Event, place: Place, language: str, source: str, *, named: bool) -> Entry:
    """The document of one report, and what was read from it."""
    killed = event.counts["killed"].best
    given = {"day": event.date.start, "what": event.type, "town": place.name, "killed": killed}
    text = _TEXTS[language].format(name=f"{NAME} {number % 5_000} was heard." if named else "", **given) + _MORE
    key = sha256(f"{number} {turn}".encode()).hexdigest()
    document = Document(
        f"d-{key[:16]}", None, key, language, f"{event.type} in {place.name}", text, None,
        Published(event.date.start, "given"), None, "report", source,
    )  # fmt: skip
    quotes = {"date.start": str(event.date.start), "places": place.name, "type": event.type}
    report = EventReport(
        id=f"e-{key[:16]}", document_id=document.id, type=event.type, subtype=None, primary=True, stage=event.stage,
        legal_stage=None, foiled_plot=event.foiled_plot, date=event.date, announced_on=None, country=event.country,
        places=event.places and (place,), actors=event.actors, groups=event.groups, partners=(),
        counts={"killed": Count(killed, killed, killed)}, targets=(), weapons=(), seized=(), speaker=None,
        speaker_kind=None, stance="reported", confidence=0.5 + number % 50 / 100,
        evidence=tuple(Evidence(f, (at := text.index(q)), at + len(q), q) for f, q in quotes.items()),
    )  # fmt: skip
    figures = (_figure(number, document, str(killed)),) if number < FIGURES and not turn else ()
    masks = ((at := text.index(NAME), at + len(NAME)),) if named else ()
    return Entry(Reading(document, (report,), figures), masks)


def _figure(number: int, document: Document, words: str) -> Figure:
    at, year = document.text.index(words), f"{2005 + number % 20}"
    return Figure(
        f"f-{document.id[2:]}", document.id, int(words), int(words), int(words), "exact", words, "cell", "dismantled",
        None, None, ("MA", "ES", "DZ", "FR")[number % 4], Period(year, year, "stated"), None, None, None, None,
        (Evidence("value", at, at + len(words), words),),
    )  # fmt: skip


def fill(archive: Archive, count: int, seed: int = 1) -> None:
    """So many events with all that belongs to them, the same for the same seed."""
    chance = random.Random(seed)
    for some in _batches(count):
        made = [told(number, chance) for number in some]
        entries = [entry for one in made for entry in one.entries]
        archive.add_readings(entries, engine="benchmark", seen_at="2026-01-01T00:00:00Z")
        archive.replace_events([], [one.event for one in made])


def _batches(count: int) -> Iterator[range]:
    return (range(at, min(at + BATCH, count)) for at in range(0, count, BATCH))
