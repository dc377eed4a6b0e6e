"""One row of the gazetteer, and how far apart two rows are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

__all__ = ["PlaceRow", "distance_km"]

_EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as its source gives it.

    ``id`` is the row number in the built file and is stable only for one build; ``geonames_id`` is None where no
    packaged source gives one. ``admin1`` and ``admin2`` are row ids. ``names`` holds names by language where a source
    tags them, ``reviewed`` says that the hand list has the place, ``code`` the administrative code ("MA.01") of a unit.
    """

    id: int
    geonames_id: int | None
    name: str
    country: str
    feature_class: str
    feature_code: str
    lat: float | None
    lon: float | None
    population: int
    admin1: int | None
    admin2: int | None
    source: str
    licence: str
    reviewed: bool = False
    code: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_country(self) -> bool:
        """Whether the row is a state or territory with a code of its own."""
        return self.feature_code == "PCLI"

    @property
    def is_unit(self) -> bool:
        """Whether the row is an administrative unit below a country."""
        return self.feature_class == "A" and self.feature_code != "PCLI"


def distance_km(one: PlaceRow, other: PlaceRow) -> float | None:
    """Great-circle distance, or None where a row has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat_one, lat_other = radians(one.lat), radians(other.lat)
    half_lat, half_lon = (lat_other - lat_one) / 2, radians(other.lon - one.lon) / 2
    chord = sin(half_lat) ** 2 + cos(lat_one) * cos(lat_other) * sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))
