"""GeoJSON (RFC 7946): a feature an event.

Only a named place (a town, a site) becomes a point. Where the words give no more than a district, a region or a country
the geometry is null, as RFC 7946 has it for unlocated features, and the properties say which area it is; the point that
the gazetteer has for the area stands in `label_point`, for a label and not for the event.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from marsad.export.files import new_file
from marsad.export.view import View
from marsad.merged import Event
from marsad.records import Place

__all__ = ["feature", "write_geojson"]


def _position(place: Place) -> list[float] | None:
    return None if place.lat is None or place.lon is None else [place.lon, place.lat]


def _geometry(places: list[Place]) -> dict[str, Any] | None:
    points = [point for place in places if place.precision == "place" and (point := _position(place))]
    unique = [list(point) for point in dict.fromkeys(tuple(point) for point in points)]
    if not unique:
        return None
    return {"type": "Point", "coordinates": unique[0]} if len(unique) == 1 else {
        "type": "MultiPoint", "coordinates": unique,
    }  # fmt: skip


def _place(place: Place) -> dict[str, Any]:
    label = None if place.precision == "place" else _position(place)
    return {
        "name": place.name,
        "mention": place.mention,
        "role": place.role,
        "precision": place.precision,
        "country": place.country,
        "admin1": place.admin1,
        "geonames_id": place.geonames_id,
        "label_point": label,
    }


def feature(event: Event) -> dict[str, Any]:
    """An event as a GeoJSON feature."""
    happened = [place for place in event.places if place.role == "happened"]
    precision = happened[0].precision if happened else "unknown"
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _geometry(happened),
        "properties": {
            "type": event.type,
            "subtype": event.subtype,
            "stage": event.stage,
            "legal_stage": event.legal_stage,
            "foiled_plot": event.foiled_plot,
            "date_start": event.date.start,
            "date_end": event.date.end,
            "date_precision": event.date.precision,
            "country": event.country,
            "place_precision": precision,
            "places": [_place(place) for place in event.places],
            "actors": [actor.name for actor in event.actors],
            "groups": [group.name for group in event.groups],
            "counts": {
                key: {"best": count.best, "low": count.low, "high": count.high, "qualifier": count.qualifier}
                for key, count in event.counts.items()
            },
            "n_reports": len(event.reports),
            "n_origins": event.n_origins,
            "sources": list(event.sources),
            "languages": list(event.languages),
            "confidence": event.confidence,
        },
    }


def write_geojson(path: Path, view: View) -> int:
    """Write one FeatureCollection; returns the number of features."""
    count = 0
    with new_file(path) as stream:
        stream.write(b'{"type":"FeatureCollection","features":[')
        for one in _lines(view):
            stream.write((b",\n" if count else b"\n") + one)
            count += 1
        stream.write(b"\n]}\n")
    return count


def _lines(view: View) -> Iterator[bytes]:
    return (orjson.dumps(feature(event)) for event in view.events())
