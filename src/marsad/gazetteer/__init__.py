"""Gazetteer: places by name in four languages, built once from open sources (see docs/gazetteer.md)."""

from marsad.gazetteer.rows import PlaceRow, distance_km
from marsad.gazetteer.store import Gazetteer

__all__ = ["Gazetteer", "PlaceRow", "distance_km"]
