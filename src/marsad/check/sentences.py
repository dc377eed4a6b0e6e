"""Findings in plain words: the sentence of a finding in the four languages, and the record itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from marsad.records import Claim, EventReport, Evidence, Figure, Finding, Severity, content_id
from marsad.resources import load_yaml

__all__ = ["LANGUAGES", "finding", "phrases", "severity"]

LANGUAGES = ("ar", "en", "es", "fr")


@lru_cache(maxsize=1)
def phrases() -> dict[str, Any]:
    """All sentence patterns and words of findings (marsad/data/findings.yaml)."""
    data: dict[str, Any] = load_yaml("findings.yaml")
    return data


# What may explain a conflict away, from the most harmless; nothing of it means that one of the values is wrong.
_MILD = {"update": "low", "scope": "medium", "subject": "medium", "period": "medium"}


def severity(verdict: str, explanations: Iterable[str]) -> Severity:
    """How hard a conflict is to explain: low (an update would do), medium (another scope, body or period), high."""
    if verdict == "agrees":
        return "none"
    mild = {_MILD[reason] for reason in explanations if reason in _MILD}
    if verdict == "cannot_tell" or "low" in mild:
        return "low"
    return "medium" if mild else "high"


def _localised(value: Any, language: str) -> Any:
    """A detail as a reader of the language sees it: word lists give their word, other values stay."""
    return value.get(language, value) if isinstance(value, Mapping) else value


def _sentence(kind: str, verdict: str, language: str, details: Mapping[str, Any], why: Iterable[str]) -> str:
    patterns = phrases()
    values = {name: _localised(value, language) for name, value in details.items()}
    if isinstance(values.get("subjects"), list):
        nobody = patterns["nobody"][language]
        values["subjects"] = " / ".join(subject or nobody for subject in values["subjects"])
    reasons = " ".join(
        patterns["why"][reason][language].format(**values) for reason in why if reason in patterns["why"]
    )
    sentence: str = patterns[kind][verdict][language].format(**{"partial": "", **values, "why": reasons})
    return sentence.strip()


def finding(
    kind: str,
    verdict: str,
    compared: Iterable[EventReport | Figure | Claim],
    *,
    difference: int | float | None = None,
    explanations: tuple[str, ...] = (),
    details: Mapping[str, Any],
    evidence: Iterable[Evidence] = (),
) -> Finding:
    """A finding over records of one document; its sentences are built from ``details``."""
    records = list(compared)
    document_id = records[0].document_id
    values = {**details, "difference": difference}
    sentences = {language: _sentence(kind, verdict, language, values, explanations) for language in LANGUAGES}
    spans = list(evidence) or [record.evidence[0] for record in records]
    return Finding(
        id=content_id("x", kind, [record.id for record in records], [span.start for span in spans]),
        document_id=document_id,
        kind=kind,
        verdict=verdict,  # type: ignore[arg-type]
        difference=difference,
        explanations=explanations,
        sentences=sentences,
        compared=tuple(record.id for record in records),
        evidence=tuple(dict.fromkeys(spans)),
        details=dict(details),
        severity=severity(verdict, explanations),
    )
