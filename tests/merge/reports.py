"""Event reports for tests, written as they would be said."""

from __future__ import annotations

from marsad.dates import DateValue, precision_of
from marsad.merge import DocumentInfo
from marsad.records import Actor, Count, EventReport, Group, Place, content_id

TOWNS = {
    "Casablanca": ("MA", "Casablanca-Settat", 33.588, -7.611),
    "Tangier": ("MA", "Tanger-Tétouan-Al Hoceïma", 35.767, -5.8),
    "Nador": ("MA", "Oriental", 35.17, -2.933),
    "Melilla": ("ES", "Melilla", 35.292, -2.938),
    "Madrid": ("ES", "Madrid", 40.416, -3.703),
    "Gao": ("ML", "Gao", 16.271, -0.044),
}


def place(name: str) -> Place:
    country, admin1, lat, lon = TOWNS[name]
    return Place(name, name, sum(map(ord, name)), country, admin1, lat, lon, "place")


def count(value: float, qualifier: str = "exact", rivals: tuple[int, ...] = ()) -> Count:
    return Count(value, min(value, *rivals, value), max(value, *rivals, value), qualifier, rivals)  # type: ignore[arg-type]


def report(
    document: str, kind: str = "arrest", when: str | None = None, where: str = "", **more: object
) -> EventReport:
    """``where`` names towns with blanks between them; a count is given as ``arrested=6``."""
    towns = tuple(place(name) for name in where.split())
    counts = {
        key: value if isinstance(value, Count) else count(value)  # type: ignore[arg-type]
        for key, value in more.items()
        if key in ("arrested", "killed", "injured", "transferred", "convicted", "charged", "released")
    }
    groups = tuple(Group(name.lower(), name) for name in more.get("groups", ()))  # type: ignore[attr-defined]
    actors = tuple(Actor(name.lower(), name, "agency", None) for name in more.get("actors", ()))  # type: ignore[attr-defined]
    return EventReport(
        id=content_id("e", document, kind, when, where, repr(sorted(more.items()))),
        document_id=document,
        type=kind,  # type: ignore[arg-type]
        subtype=None,
        primary=bool(more.get("primary", True)),
        stage="carried_out",
        legal_stage=more.get("legal_stage", "arrest" if kind == "arrest" else None),  # type: ignore[arg-type]
        foiled_plot=False,
        date=DateValue(when, when, precision_of(when), "stated") if when else DateValue(),
        announced_on=more.get("announced_on"),  # type: ignore[arg-type]
        country=more.get("country", towns[0].country if towns else None),  # type: ignore[arg-type]
        places=towns,
        actors=actors,
        groups=groups,
        partners=tuple(more.get("partners", ())),  # type: ignore[arg-type]
        counts=counts,
        targets=(),
        weapons=(),
        seized=(),
        speaker=more.get("speaker"),  # type: ignore[arg-type]
        speaker_kind=None,
        stance="reported",
        confidence=0.8,
        evidence=(),
    )


def documents(*published: tuple[str, str | None, str]) -> dict[str, DocumentInfo]:
    """Documents by id from (id, publication date, source)."""
    return {one: DocumentInfo(one, "en", when, source) for one, when, source in published}
