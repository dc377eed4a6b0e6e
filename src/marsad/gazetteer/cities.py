"""Cities behind other words: the capital of a country, the city that a quarter is part of."""

from __future__ import annotations

from functools import lru_cache

from marsad.gazetteer.rows import PlaceRow, distance_km
from marsad.gazetteer.store import Gazetteer

__all__ = ["capital_of", "city_of"]

# People from which on a populated place is a city with quarters, and kilometres from its centre to their middle.
_CITY, _REACH = 20_000, 15.0
# Degrees that surely hold the reach at any latitude where people live in cities.
_BOX = 0.5


@lru_cache(maxsize=1)
def _capitals() -> dict[str, int]:
    return {row.country: row.id for row in _rows("P.PPLC")}


@lru_cache(maxsize=1)
def _cities() -> dict[str, list[PlaceRow]]:
    cities: dict[str, list[PlaceRow]] = {}
    for row in (*_rows("P.PPLC"), *_rows("P.PPL")):
        cities.setdefault(row.country, []).append(row)
    return cities


def _rows(feature: str) -> list[PlaceRow]:
    """The populated places of a feature code that are large enough to be a city."""
    gazetteer = Gazetteer.load()
    return [gazetteer.row(row_id) for row_id in gazetteer.ids_of(feature, _CITY)]


def capital_of(country: str) -> PlaceRow | None:
    """The capital of a country by its ISO code; None where the gazetteer knows none."""
    row_id = _capitals().get(country)
    return None if row_id is None else Gazetteer.load().row(row_id)


@lru_cache(maxsize=1024)
def city_of(row_id: int) -> PlaceRow | None:
    """The city that a quarter is part of: the largest one around it or in its second-level unit; None without one."""
    quarter = Gazetteer.load().row(row_id)
    around = [city for city in _cities().get(quarter.country, ()) if _holds(city, quarter)]
    return max(around, key=lambda city: city.population, default=None)


def _holds(city: PlaceRow, quarter: PlaceRow) -> bool:
    if quarter.lat is None or city.lat is None:
        return quarter.admin2 is not None and quarter.admin2 == city.admin2
    if abs(quarter.lat - city.lat) > _BOX:
        return False
    distance = distance_km(quarter, city)
    return distance is not None and distance <= _REACH
