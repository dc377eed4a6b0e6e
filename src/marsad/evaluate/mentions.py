"""Gold events as event reports, as a perfect reader would give them."""

from __future__ import annotations

from functools import lru_cache

from marsad.dates import DateValue
from marsad.evaluate.gold import GoldDocument, GoldEvent
from marsad.records import Actor, Count, EventReport, Group, Place, content_id

__all__ = ["gold_report", "gold_reports"]


def gold_reports(document: GoldDocument) -> dict[str, EventReport]:
    """The reports of one gold document by the id of their gold event; their document id is that of the gold."""
    return {event["id"]: gold_report(event, document["id"]) for event in document["events"]}


def gold_report(event: GoldEvent, document_id: str) -> EventReport:
    """One gold event as a report without evidence."""
    country = event["country"]
    start, end = event["start"], event["end"]
    return EventReport(
        id=content_id("e", document_id, event["id"]),
        document_id=document_id,
        type=event["type"],  # type: ignore[arg-type]
        subtype=None,
        primary=event["primary"],
        stage=event["stage"],  # type: ignore[arg-type]
        legal_stage=event["legal_stage"],  # type: ignore[arg-type]
        foiled_plot=event["foiled_plot"],
        date=DateValue(start, end, event["precision"], "stated" if start else None),  # type: ignore[arg-type]
        announced_on=event.get("announced_on"),
        country=country,
        places=tuple(_place(name, country, tuple(event["partners"])) for name in event["places"]),
        actors=tuple(Actor(name.lower(), name, "agency", None) for name in event["actors"]),
        groups=tuple(Group(name.lower(), name) for name in event["groups"]),
        partners=tuple(event["partners"]),
        counts=_counts(event),
        targets=(),
        weapons=(),
        seized=(),
        speaker=None,
        speaker_kind=None,
        stance="reported",
        confidence=1.0,
        evidence=(),
    )


def _counts(event: GoldEvent) -> dict[str, Count]:
    counts = {}
    for key, value in event["counts"].items():
        rivals = tuple(event.get("rival_counts", {}).get(key, ()))
        qualifier = event.get("qualifiers", {}).get(key, "exact")
        counts[key] = Count(value, min(value, *rivals, value), max(value, *rivals, value), qualifier, rivals)  # type: ignore[arg-type]
    return counts


@lru_cache(maxsize=4096)
def _place(name: str, country: str | None, partners: tuple[str, ...]) -> Place:
    """The place that the coder means: in the event's country, else in a partner's, else a name without a place."""
    from marsad.gazetteer import Gazetteer

    gazetteer = Gazetteer.load()
    for code in (country, *partners):
        row = gazetteer.main(name, code)
        if row is not None and row.country == code:
            unit = gazetteer.row(row.admin1).name if row.admin1 is not None else None
            precision = "admin1" if row.feature_code == "ADM1" else "admin2" if row.is_unit else "place"
            return Place(row.name, name, row.geonames_id, row.country, unit, row.lat, row.lon, precision)  # type: ignore[arg-type]
    return Place(name, name, None, country, None, None, None, "unknown")
