"""ACLED-shaped CSV: our own events under ACLED's columns. No row of ACLED is in it, and none is needed to make it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.export.counted import DEATHS, deaths, note_rivals
from marsad.export.countries import country
from marsad.export.delimited import write_csv
from marsad.export.loss import Loss, write_loss
from marsad.export.tables import Row, first_place
from marsad.export.view import View
from marsad.merged import Event
from marsad.records import Place
from marsad.resources import load_yaml

__all__ = ["acled_columns", "acled_rows", "write_acled"]

# ACLED: 1 a day, 2 part of a week, 3 a month. 1 an exact place, 2 near it or part of a region, 3 a region.
_TIME = {"day": 1, "month": 3}
_PLACE = {"place": 1, "admin2": 2, "admin1": 3, "region": 3}
_TAKEN = frozenset(f"counts.{key}" for key in DEATHS)


def _form() -> dict[str, Any]:
    form: dict[str, Any] = load_yaml("outside_forms.yaml")["acled"]
    return form


def acled_columns() -> list[str]:
    """Names of the columns in ACLED's order."""
    return list(_form()["columns"])


def write_acled(path: Path, view: View) -> Loss:
    """Write the CSV and its loss report."""
    form = _form()
    loss = Loss("ACLED-shaped", empty=dict(form["empty"]))
    loss.rows = write_csv(path, form["columns"], acled_rows(view, loss), bom=view.options.bom)
    write_loss(path, loss)
    return loss


def acled_rows(view: View, loss: Loss) -> Iterator[Row]:
    """A row for each event in ACLED's scope; the rest goes to the loss report."""
    form = _form()
    for event in view.hearsay():
        loss.out(event.id, "only alleged or denied: no event")
    for event in view.events():
        reason = _outside(event, form)
        if reason:
            loss.out(event.id, reason)
        else:
            yield _row(event, form, loss)
    for figure in view.figures():
        loss.out(figure.id, "a total over several events")


def _outside(event: Event, form: dict[str, Any]) -> str | None:
    if event.type in form["out_of_scope"]:
        return str(form["out_of_scope"][event.type])
    if event.date.precision not in _TIME:
        return "neither day nor month is known"
    if event.stage != "carried_out" and event.type in ("attack", "clash"):
        return f"{event.stage}: it did not take place"
    return None if event.country else "the country is not known"


def _row(event: Event, form: dict[str, Any], loss: Loss) -> Row:
    disorder, kind, subtype = form["types"].get(f"{event.type}.{event.subtype}") or form["types"][event.type]
    if event.type in form["judge"] and f"{event.type}.{event.subtype}" not in form["types"]:
        loss.judge(event, form["judge"][event.type])
    note_rivals(event, tuple(event.counts), loss)
    loss.homeless(event, _TAKEN)
    dead = deaths(event)
    where = country(event.country)
    return {
        "event_id_cnty": event.id,
        **_when(event, loss),
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": subtype,
        **_actors(event),
        "iso": where.numeric if where else None,
        "country": where.name if where else event.country,
        **_where(event, first_place(event), loss),
        "source": "; ".join(event.sources),
        "notes": _notes(event),
        "fatalities": dead.best if dead else None,
    }


def _when(event: Event, loss: Loss) -> Row:
    start, end = str(event.date.start), event.date.end
    if event.date.precision != "day":
        loss.coarsen(event, "event_date", f"only {start} is known; no day is made up, the cell is empty")
    elif end and end != start:
        loss.coarsen(event, "event_date", f"{start} to {end}; the first day is kept")
    day = start if event.date.precision == "day" else None
    return {"event_date": day, "year": int(start[:4]), "time_precision": _TIME[event.date.precision]}


def _actors(event: Event) -> Row:
    """Groups attack; agencies arrest and strike. A side that the words do not name stays empty."""
    groups = [group.name for group in event.groups]
    bodies = [actor.name for actor in event.actors if actor.kind != "group"]
    first, second = (groups, []) if event.type == "attack" else (bodies, groups)
    return {
        "actor1": first[0] if first else None,
        "assoc_actor_1": "; ".join(first[1:]) or None,
        "inter1": "State forces" if first and first is bodies else None,
        "actor2": "; ".join(second) or None,
    }


def _where(event: Event, place: Place | None, loss: Loss) -> Row:
    if place is None or place.precision not in _PLACE:
        loss.coarsen(event, "location", "no place below the country is known; the cells are empty, no point is made up")
        return {}
    if place.precision != "place":
        loss.coarsen(event, "location", f"the point stands for an area ({place.precision})")
    happened = [one.name for one in event.places if one.role == "happened"]
    if len(happened) > 1:
        loss.collapse(event, "places", happened[0], happened[1:])
    return {
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _PLACE[place.precision],
    }


def _notes(event: Event) -> str:
    """What was counted, with the span of the reports; the words themselves stay in the evidence."""
    told = [
        f"{key.replace('_', ' ')} {count.best}" + ("" if count.low == count.high else f" ({count.low}-{count.high})")
        for key, count in event.counts.items()
    ]
    return f"Marsad: {', '.join([event.subtype or event.type, *told])}; {event.n_origins} independent accounts."
