"""Codes of countries in outside schemes (`marsad/data/countries.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.resources import data_path

__all__ = ["Country", "country"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO numeric code, English name, Gleditsch & Ward number, UCDP's region; None where there is none."""

    code: str
    numeric: int | None
    name: str
    gw: int | None
    region: str


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    found = {}
    for line in data_path("countries.tsv").read_text("utf-8").splitlines():
        if line.startswith(("#", "code\t")):
            continue
        code, numeric, name, gw, region = line.split("\t")
        found[code] = Country(code, int(numeric) if numeric else None, name, int(gw) if gw else None, region)
    return found


def country(code: str | None) -> Country | None:
    """The country of a code of two letters."""
    return _countries().get(code or "")
