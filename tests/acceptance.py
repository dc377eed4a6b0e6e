"""Compare a reading with an acceptance file (machine form of the seed's expectations)."""

from __future__ import annotations

from typing import Any

from marsad.records import EventReport, Figure, Reading
from marsad.spans import fold_key


def shortfalls(reading: Reading, expected: dict[str, Any]) -> list[str]:
    """Every expectation that the reading does not meet, in words."""
    document = reading.document
    assert document is not None
    missing = []
    if document.kind not in expected["document"]["kind"]:
        missing.append(f"document kind {document.kind}")
    if document.language != expected["document"]["language"]:
        missing.append(f"language {document.language}")
    missing += [f"event {row['id']}" for row in expected["events"] if not any(_event(e, row) for e in reading.events)]
    missing += _figures(reading, expected["figures"])
    missing += [f"finding {row['id']}" for row in expected["findings"] if not _finding(reading, row)]
    missing += [f"claim {row['id']}" for row in expected["claims"] if not _claim(reading, row)]
    return missing + _forbidden(reading, expected["forbidden"])


def _event(event: EventReport, row: dict[str, Any]) -> bool:
    start = row.get("start")
    places = {fold_key(place.name) for place in event.places}
    return (
        event.type == row["type"]
        and event.country == row["country"]
        and (start is None or event.date.start in (start if isinstance(start, list) else [start]))
        and ("end" not in row or event.date.end == row["end"])
        and ("primary" not in row or event.primary == row["primary"])
        and {fold_key(name) for name in row.get("places", ())} <= places
        and set(row.get("geonames", ())) <= {place.geonames_id for place in event.places}
        and all(key in event.counts and event.counts[key].best == n for key, n in row.get("counts", {}).items())
        and ("foiled_plot" not in row or event.foiled_plot == row["foiled_plot"])
        and ("legal_stage" not in row or event.legal_stage == row["legal_stage"])
        and set(row.get("partners", ())) <= set(event.partners)
    )


def _figures(reading: Reading, rows: list[dict[str, Any]]) -> list[str]:
    found: dict[str, Figure] = {}
    missing = []
    for row in rows:
        figure = next((f for f in reading.figures if _figure(f, row, found)), None)
        if figure is None:
            missing.append(f"figure {row['id']}")
        else:
            found[row["id"]] = figure
    return missing


def _figure(figure: Figure, row: dict[str, Any], found: dict[str, Figure]) -> bool:
    period = figure.period
    whole = found.get(row.get("part_of") or "")
    checks = {
        "value": figure.value,
        "unit": figure.unit,
        "action": figure.action,
        "agency": figure.agency,
        "group": figure.group,
        "start": period.start,
        "end": period.end,
        "start_basis": period.start_basis,
        "end_basis": period.end_basis,
        "relation": figure.relation,
        "as_written": figure.as_written,
    }
    if any(key in checks and checks[key] != wanted for key, wanted in row.items()):
        return False
    if "part_of" in row and figure.part_of != (whole.id if whole is not None else None):
        return False
    return figure.agency != row.get("agency_not", "")


def _finding(reading: Reading, row: dict[str, Any]) -> bool:
    verdicts = row["verdict"] if isinstance(row["verdict"], list) else [row["verdict"]]
    for finding in reading.findings:
        if finding.verdict not in verdicts or finding.kind != row.get("kind", finding.kind):
            continue
        if "difference" in row and finding.difference != row["difference"]:
            continue
        if "remainder" in row and finding.details.get("remainder") != row["remainder"]:
            continue
        if "explanations_any" in row and not set(row["explanations_any"]) & set(finding.explanations):
            continue
        if "partial_year_as_rate" in row and finding.details.get("partial_year_as_rate") != row["partial_year_as_rate"]:
            continue
        return True
    return False


def _claim(reading: Reading, row: dict[str, Any]) -> bool:
    return any(
        claim.stance == row["stance"]
        and claim.direction == row.get("direction", claim.direction)
        and row["quote_contains"] in claim.evidence[0].quote
        for claim in reading.claims
    )


def _forbidden(reading: Reading, forbidden: dict[str, Any]) -> list[str]:
    places = {place.name for event in reading.events for place in event.places}
    groups = {group.name for event in reading.events for group in event.groups}
    wrong = [f"event place {name}" for name in forbidden["event_places"] if name in places]
    return wrong + [f"event about {name}" for name in forbidden["events_about"] if any(name in g for g in groups)]
