"""Findings across documents: what their sentences say, which statements they compare and where these stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from marsad.check.sentences import LANGUAGES, severity
from marsad.check.statements import Quantity, Statement
from marsad.gazetteer import Gazetteer
from marsad.records import Finding, content_id
from marsad.resources import load_yaml

__all__ = ["cross_finding", "cross_phrases", "list_values", "reasons", "value_words"]

_COMMA = {"ar": "، ", "en": ", ", "es": ", ", "fr": ", "}
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
    scope = [Gazetteer.load().country_label(quantity.country, language)]
    if quantity.group:
        tie, group = ("untied", quantity.group[4:]) if quantity.group.startswith("not ") else ("tied", quantity.group)
        scope.append(cross_phrases()[tie][language].format(group=_isolated(group, language)))
    scope += [cross_phrases()["population"][name][language] for name in quantity.population]
    return f"{known[language]} ({_COMMA[language].join(scope)})"


def list_values(statements: Sequence[Statement], language: str) -> str:
    """Values with their owners and dates: "739 (MAP, 2017-10-05); 91 (BCIJ, Rabat Info, 2024-01-25, +2)"."""
    separator: str = cross_phrases()["separator"][language]
    groups: defaultdict[tuple[str, str | None], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[value_words(statement, language), statement.figure.agency].append(statement)
    told = [f"{value} ({_origin(agency, same, language)})" for (value, agency), same in groups.items()]
    return separator.join(told[:_MOST_TOLD]) + (" …" if len(told) > _MOST_TOLD else "")


def value_words(statement: Statement, language: str) -> str:
    """A value with what its words leave open: "at least 215"."""
    words: str = cross_phrases()["qualifier"][statement.figure.qualifier][language]
    return words.format(value=statement.figure.value)


def _origin(agency: str | None, same: Sequence[Statement], language: str) -> str:
    """The body, the text that gives the value first with its date, and how many more do."""
    document = same[0].document
    more = f"+{len(same) - 1}" if len(same) > 1 else None
    parts = (agency, document.label, document.published, more)
    return _COMMA[language].join(_isolated(part, language) for part in parts if part)


def _isolated(text: str, language: str) -> str:
    """The text in isolating marks where it runs against its sentence, so that dates beside it keep their place."""
    arabic = any("\u0590" <= character <= "\u08ff" for character in text)
    return f"\u2068{text}\u2069" if arabic != (language == "ar") else text


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
