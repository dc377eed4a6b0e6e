"""Gold place names to GeoNames ids, so that a place is right however the text and the gazetteer spell it."""

from __future__ import annotations

from functools import lru_cache

from marsad.spans import fold_key

__all__ = ["gazetteer_ids"]


@lru_cache(maxsize=4096)
def gazetteer_ids(name: str, country: str | None) -> set[int]:
    """The ids a gold name may stand for: every row of that main name in the country, and the best row of all.

    The best row of all is among them because an event over two states has places outside its own country. A town and
    the unit around it bear one name and are both right. Where no row has it as main name, the best one that bears it.
    """
    from marsad.gazetteer import Gazetteer  # tests of the measures do without it

    bearers = Gazetteer.load().lookup(name)
    rows = [row for row in bearers if fold_key(row.name) == fold_key(name)] or list(bearers[:1])
    wanted = [row for row in rows if row.country == country] + rows[:1]
    return {row.geonames_id for row in wanted if row.geonames_id is not None}
