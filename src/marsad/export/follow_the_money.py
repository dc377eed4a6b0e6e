"""FollowTheMoney: events, the documents behind them, and the bodies and groups named with them; no persons.

Schemata of followthemoney 4: Event, Article, PublicBody, Organization. One entity a line, as its tools read and pipe
them. Nothing of the kind Person is ever written, and no topic is given to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from marsad.export.files import new_file
from marsad.export.view import View
from marsad.jsonl import dump_line
from marsad.merged import Event
from marsad.records import Actor, Document, Group

__all__ = ["entities", "write_entities"]

_LANGUAGES = {"ar": "ara", "fr": "fra", "es": "spa", "en": "eng"}


def write_entities(path: Path, view: View) -> int:
    """Write all entities; returns how many."""
    count = 0
    with new_file(path) as stream:
        for entity in entities(view):
            stream.write(dump_line(entity))
            count += 1
    return count


def entities(view: View) -> Iterator[dict[str, Any]]:
    """Bodies and groups, then articles, then events."""
    bodies: dict[str, dict[str, Any]] = {}
    articles: set[str] = set()
    for event in view.events():
        articles.update(event.documents)
        for one in _bodies(event):
            bodies.setdefault(_body_id(one), _body(one))
    yield from (bodies[id] for id in sorted(bodies))
    yield from (_article(document) for document in view.documents() if document.id in articles)
    yield from (_event(event) for event in view.events())


def _entity(id: str, schema: str, properties: Mapping[str, Sequence[str | None]]) -> dict[str, Any]:
    told = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _bodies(event: Event) -> tuple[Actor | Group, ...]:
    return (*event.actors, *event.groups)


def _is_group(one: Actor | Group) -> bool:
    return isinstance(one, Group) or one.kind == "group"


def _body_id(one: Actor | Group) -> str:
    return f"marsad-{'group' if _is_group(one) else 'body'}-{one.id}"


def _body(one: Actor | Group) -> dict[str, Any]:
    country = one.country.lower() if isinstance(one, Actor) and one.country else None
    schema = "Organization" if _is_group(one) else "PublicBody"
    return _entity(_body_id(one), schema, {"name": [one.name], "country": [country]})


def _article(document: Document) -> dict[str, Any]:
    return _entity(
        f"marsad-{document.id}",
        "Article",
        {
            "title": [document.title or document.id],
            "sourceUrl": [document.url],
            "publisher": [document.source],
            "publishedAt": [document.published.value],
            "language": [_LANGUAGES.get(document.language)],
        },
    )


def _event(event: Event) -> dict[str, Any]:
    places = [place for place in event.places if place.role == "happened"]
    same = event.date.start == event.date.end
    countries = dict.fromkeys(code.lower() for code in (event.country, *event.partners) if code)
    counts = [
        f"{key.replace('_', ' ')}: {count.best} ({count.low} to {count.high})" for key, count in event.counts.items()
    ]
    return _entity(
        f"marsad-{event.id}",
        "Event",
        {
            "name": [_name(event)],
            "date": [event.date.start if same else None],
            "startDate": [None if same else event.date.start],
            "endDate": [None if same else event.date.end],
            "country": list(countries),
            "location": list(dict.fromkeys(place.name for place in places)),
            "summary": ["; ".join(counts)],
            "keywords": [event.type, event.subtype, event.legal_stage, "foiled plot" if event.foiled_plot else None],
            "involved": sorted({_body_id(one) for one in _bodies(event)}),
            "proof": [f"marsad-{id}" for id in event.documents],
            "recordId": [event.id],
        },
    )


def _name(event: Event) -> str:
    place = next((place.name for place in event.places if place.role == "happened"), None)
    return ", ".join(part for part in (event.subtype or event.type, place or event.country, event.date.start) if part)
