"""Findings across documents: what their sentences say, which statements they compare and where these stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from marsad.check.sentences import LANGUAGES, severity
from marsad.check.statements import Quantity, Statement
from marsad.records import Finding, content_id
from marsad.resources import load_yaml

__all__ = ["cross_finding", "cross_phrases", "list_values", "reasons"]

_MOST_TOLD = 8  # values spelled out in a sentence; details hold them all


@lru_cache(maxsize=1)
def cross_phrases() -> dict[str, Any]:
    """All sentence patterns and words of findings across documents (marsad/data/archive_findings.yaml)."""
    data: dict[str, Any] = load_yaml("archive_findings.yaml")
    return data


def cross_finding(  # noqa: PLR0913 - what a finding is made of; all but three are keyword-only
    kind: str,
    verdict: str,
    statements: Iterable[Statement],
    *,
    quantity: Quantity,
    difference: int | float | None = None,
    explanations: tuple[str, ...] = (),
    details: Mapping[str, Any],
    told: Sequence[Statement] | None = None,
    events: Iterable[str] = (),
) -> Finding:
    """A finding over statements of one quantity; its sentences are built from ``details`` and the values ``told``.

    ``events`` are ids of events that are set against the statements.
    """
    held = list(dict.fromkeys(statements))
    told = held if told is None else told
    sentences = {}
    for language in LANGUAGES:
        values = {name: _localised(value, language) for name, value in details.items()}
        values |= {"what": _what(quantity, language), "values": list_values(told, language), "difference": difference}
        values["why"] = " ".join(cross_phrases()["why"][reason][language] for reason in explanations)
        sentences[language] = cross_phrases()[kind][verdict][language].format(**values).strip()
    compared = tuple(s.figure.id for s in held) + tuple(events)
    return Finding(
        id=content_id("x", "archive", kind, verdict, sorted(compared)),
        document_id="",
        kind=kind,
        verdict=verdict,  # type: ignore[arg-type]
        difference=difference,
        explanations=explanations,
        sentences=sentences,
        compared=compared,
        evidence=tuple(s.figure.evidence[0] for s in held),
        details={
            "unit": quantity.unit, "action": quantity.action, "country": quantity.country, "group": quantity.group,
            "population": list(quantity.population), **details, "statements": [_statement(s) for s in held],
        },
        severity=severity(verdict, explanations),
    )  # fmt: skip


def _localised(value: Any, language: str) -> Any:
    return value.get(language, value) if isinstance(value, Mapping) else value


def _what(quantity: Quantity, language: str) -> str:
    words = cross_phrases()["what"]
    known = words.get(f"{quantity.unit}.{quantity.action}") or words[quantity.unit]
    scope = [quantity.country, quantity.group, *quantity.population]
    return f"{known[language]} ({', '.join(part for part in scope if part)})"


def list_values(statements: Sequence[Statement], language: str) -> str:
    """Values with their owners and dates: "739 (MAP, 2017-10-05); at least 85 (...)"."""
    words = cross_phrases()["qualifier"]
    separator: str = cross_phrases()["separator"][language]
    told = []
    for statement in statements[:_MOST_TOLD]:
        figure, document = statement.figure, statement.document
        value = words[figure.qualifier][language].format(value=figure.value)
        origin = ", ".join(part for part in (figure.agency, document.source or document.id, document.published) if part)
        told.append(f"{value} ({origin})")
    return separator.join(told) + (" …" if len(statements) > _MOST_TOLD else "")


def _statement(statement: Statement) -> dict[str, Any]:
    """A statement as details of a finding: what is needed to show it beside the others."""
    figure, document, span = statement.figure, statement.document, statement.figure.evidence[0]
    return {
        "figure": figure.id, "document": figure.document_id, "value": figure.value, "qualifier": figure.qualifier,
        "as_written": figure.as_written, "agency": figure.agency, "source": document.source,
        "published": document.published, "language": document.language, "origin": statement.origin,
        "from": statement.start.isoformat() if statement.start else None,
        "until": statement.end.isoformat() if statement.end else None,
        "ended_by": statement.ended_by, "start": span.start, "end": span.end,
    }  # fmt: skip


def reasons(statements: Iterable[Statement], *otherwise: str) -> tuple[str, ...]:
    """Why statements may differ without any being false: other bodies, other periods; else what is given."""
    held = list(statements)
    tests: tuple[tuple[str, Callable[[Statement], object]], ...] = (
        ("subject", lambda s: s.figure.agency),
        ("period", lambda s: (s.start, s.end, s.figure.period.start_basis)),
    )
    found = tuple(name for name, value in tests if len({value(s) for s in held}) > 1)
    return found + otherwise
