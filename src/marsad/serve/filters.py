"""Filters of events as parameters of a request."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import Depends, Query

from marsad.dates import is_partial_date
from marsad.records import EventType, LegalStage, Stage
from marsad.serve.problems import ProblemError
from marsad.store import EventQuery

__all__ = ["After", "EventFilter", "Limit", "as_parameters"]

_DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_NO_CONTROL = r"^[^\x00-\x1f\x7f]*$"
Day = Annotated[str | None, Query(pattern=_DAY, description="ISO day, month or year", examples=["2024-06"])]
Name = Annotated[str | None, Query(min_length=1, max_length=200, pattern=_NO_CONTROL)]
Country = Annotated[str | None, Query(pattern=r"^[A-Z]{2}$", description="ISO 3166 code", examples=["MA"])]
After = Annotated[str | None, Query(max_length=200, description="`next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=500, description="Items of a page")]
_BBOX = Query(max_length=100, description="west,south,east,north in degrees", examples=["-18,20,12,37"])


def event_filter(  # noqa: PLR0913, PLR0917 - one parameter a filter
    start: Day = None,
    end: Day = None,
    type: Annotated[EventType | None, Query()] = None,
    subtype: Name = None,
    stage: Annotated[Stage | None, Query()] = None,
    legal_stage: Annotated[LegalStage | None, Query()] = None,
    country: Country = None,
    admin1: Annotated[Name, Query(description="Country and first-level unit", examples=["MA.Souss-Massa"])] = None,
    group: Annotated[Name, Query(description="Id of an armed group", examples=["islamic-state"])] = None,
    actor: Annotated[Name, Query(description="Id of an agency or court", examples=["bcij"])] = None,
    partner: Annotated[Country, Query(description="A country that took part")] = None,
    source: Name = None,
    language: Annotated[Literal["ar", "en", "es", "fr"] | None, Query()] = None,
    bbox: Annotated[str | None, _BBOX] = None,
    text: Annotated[Name, Query(description="Words that a document of the event holds")] = None,
    min_reports: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    foiled: Annotated[bool | None, Query(description="Only foiled plots, or none of them")] = None,
) -> EventQuery:
    """The query that the parameters ask for."""
    for day in (start, end):
        if day is not None and not is_partial_date(day):
            raise ProblemError(422, "start and end are days, months or years of the calendar, like 2024-06-30")
    return EventQuery(
        start, end, type, subtype, stage, legal_stage, country, group, actor, partner, admin1, source, language,
        None if bbox is None else _box(bbox), text, min_reports, foiled,
    )  # fmt: skip


EventFilter = Annotated[EventQuery, Depends(event_filter)]


def _box(text: str) -> tuple[float, float, float, float]:
    wrong = ProblemError(422, "bbox is west,south,east,north in degrees, like -18,20,12,37")
    if not re.fullmatch(r"(-?\d{1,3}(\.\d{1,12})?)(,-?\d{1,3}(\.\d{1,12})?){3}", text, re.ASCII):
        raise wrong
    west, south, east, north = (float(part) for part in text.split(","))
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise wrong
    return west, south, east, north


def as_parameters(query: EventQuery) -> dict[str, Any]:
    """The filters that are set, as they stand in an address."""
    given = {name: value for name, value in asdict(query).items() if value is not None}
    if "bbox" in given:
        given["bbox"] = ",".join(f"{edge:g}" for edge in given["bbox"])
    return given
