"""Resolve: from mentions to places of the gazetteer and days of the calendar."""

from marsad.resolve.places import ResolvedPlace, resolve_places

__all__ = ["ResolvedPlace", "resolve_places"]
