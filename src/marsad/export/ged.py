"""UCDP-GED-shaped CSV: our own lethal events under the 49 columns of UCDP's Georeferenced Event Dataset."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import floor
from pathlib import Path
from typing import Any

from marsad.dates import first_day, last_day
from marsad.export.counted import DEATHS, Deaths, deaths, note_rivals
from marsad.export.countries import country
from marsad.export.delimited import write_csv
from marsad.export.loss import Loss, write_loss
from marsad.export.tables import Row, first_place
from marsad.export.view import View
from marsad.merged import Event
from marsad.records import Document, Place
from marsad.resources import load_yaml

__all__ = ["ged_columns", "ged_rows", "priogrid", "write_ged"]

_TAKEN = frozenset(f"counts.{key}" for key in DEATHS)
_CELL = 0.5  # degrees


def _form() -> dict[str, Any]:
    form: dict[str, Any] = load_yaml("outside_forms.yaml")["ged"]
    return form


def ged_columns() -> list[str]:
    """Names of the columns in UCDP's order."""
    return list(_form()["columns"])


def write_ged(path: Path, view: View) -> Loss:
    """Write the CSV and its loss report."""
    form = _form()
    loss = Loss("UCDP-GED-shaped", empty=dict(form["empty"]))
    loss.rows = write_csv(path, form["columns"], ged_rows(view, loss), bom=view.options.bom)
    write_loss(path, loss)
    return loss


def ged_rows(view: View, loss: Loss) -> Iterator[Row]:
    """A row for each event in UCDP's scope: armed force with at least one direct death, dated and placed."""
    form = _form()
    documents = {document.id: document for document in view.documents()}
    for event in view.hearsay():
        loss.out(event.id, "only alleged or denied: no event")
    for event in view.events():
        dead = deaths(event)
        reason = _outside(event, dead, form)
        if reason or dead is None:
            loss.out(event.id, str(reason))
        else:
            yield _row(event, dead, [documents[id] for id in event.documents if id in documents], loss)
    for figure in view.figures():
        loss.out(figure.id, "a total over several events")


def _outside(event: Event, dead: Deaths | None, form: dict[str, Any]) -> str | None:
    if event.type not in form["types"]:
        return f"{event.type}: no use of armed force"
    if event.stage != "carried_out":
        return f"{event.stage}: it did not take place"
    if dead is None:
        return "no number of dead is given, which is not zero"
    if dead.high == 0:
        return "nobody was killed"
    if event.date.start is None:
        return "the date is not known"
    return None if event.country else "the country is not known"


def _row(event: Event, dead: Deaths, documents: list[Document], loss: Loss) -> Row:
    note_rivals(event, tuple(event.counts), loss)
    loss.homeless(event, _TAKEN)
    where = country(event.country)
    return {
        "id": event.id,
        **_sides(event, dead, loss),
        "number_of_sources": event.n_origins,
        "source_article": "; ".join(_article(document) for document in documents),
        "source_office": "; ".join(event.sources),
        "source_date": "; ".join(sorted({document.published.value or "" for document in documents} - {""})),
        "source_headline": "; ".join(document.title or "" for document in documents if document.title),
        **_where(event, first_place(event), loss),
        "country": where.name if where else event.country,
        "country_id": where.gw if where else None,
        "region": where.region if where else None,
        **_when(event, loss),
        "best": dead.best,
        "high": dead.high,
        "low": dead.low,
    }


def _article(document: Document) -> str:
    parts = (document.source, document.published.value, document.title)
    return ", ".join(part for part in parts if part) or document.id


def _sides(event: Event, dead: Deaths, loss: Loss) -> Row:
    """State against group is type 1 with the state as side A (UCDP); all else is not told by the words."""
    groups = [group.name for group in event.groups]
    bodies = [actor for actor in event.actors if actor.kind != "group"]
    if event.type != "clash" or not (groups and bodies):
        loss.coarsen(event, "type_of_violence", "the words do not name both sides; deaths are under deaths_unknown")
        return {"side_a": groups[0] if groups and event.type == "attack" else None, "deaths_unknown": dead.best}
    state = country(bodies[0].country or event.country)
    counts = event.counts
    return {
        "type_of_violence": 1,
        "side_a": f"Government of {state.name}" if state else bodies[0].name,
        "side_b": groups[0],
        "gwnoa": state.gw if state else None,
        "deaths_a": counts["killed_forces"].best if "killed_forces" in counts else None,
        "deaths_b": counts["killed"].best if "killed" in counts else None,
        "deaths_unknown": counts["killed_perpetrators"].best if "killed_perpetrators" in counts else None,
    }


def _where(event: Event, place: Place | None, loss: Loss) -> Row:
    precision = _form()["where_prec"].get(place.precision if place else "country", 6)
    row: Row = {"where_prec": precision}
    if place is None or precision == 6 or place.lat is None or place.lon is None:
        loss.coarsen(event, "where_coordinates", "only the country is known; no point is made up")
        return row
    if precision > 1:
        loss.coarsen(event, "where_coordinates", f"the point stands for an area ({place.precision})")
    return row | {
        "where_coordinates": place.name,
        "where_description": place.mention,
        "adm_1": place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": priogrid(place.lat, place.lon),
    }


def priogrid(latitude: float, longitude: float) -> int:
    """Number of the PRIO-GRID cell (0.5 degrees, counted from the south-west; Tollefsen et al. 2012)."""
    row = min(359, floor((latitude + 90) / _CELL))
    column = min(719, floor((longitude + 180) / _CELL))
    return row * 720 + column + 1


def _when(event: Event, loss: Loss) -> Row:
    start = first_day(str(event.date.start))
    end = last_day(event.date.end or str(event.date.start))
    if event.date.precision != "day":
        loss.coarsen(event, "date", f"{event.date.start} is given as its first and last day, with date_prec")
    return {"year": start.year, "date_prec": _precision(start, end), **_days(start, end)}


def _days(start: date, end: date) -> Row:
    return {"date_start": start.isoformat(), "date_end": end.isoformat()}


def _precision(start: date, end: date) -> int:
    """UCDP: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    days = (end - start).days + 1
    return next(code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 10**6)) if days <= most)
