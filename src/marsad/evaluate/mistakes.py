"""Mistakes, one a line, so that a person can work by error class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from marsad.evaluate.gold import GoldClaim, GoldDocument, GoldEvent, GoldFigure
from marsad.records import Claim, EventReport, Evidence, Figure

__all__ = ["Mistake", "MistakeLog", "write_mistakes"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One miss, false alarm or wrong value.

    ``error`` is the class: "event missed", "event false", "event type", "event not strict", "counts.arrested",
    "legal_stage", "figure missed", "claim false" and so on; ``part`` the event type, unit or stance. ``gold`` and
    ``system`` are short views of the two sides, ``quote`` the words of the text, ``explain`` the rules that fired.
    """

    document_id: str
    language: str
    error: str
    part: str
    gold: Any
    system: Any
    quote: str
    explain: tuple[str, ...] = ()

    def to_markdown(self) -> str:
        """The mistake as one line of a markdown list."""
        sides = f"gold {_short(self.gold)} · system {_short(self.system)}"
        rules = f" · rules {', '.join(self.explain)}" if self.explain else ""
        return f"- `{self.document_id}` {self.part}: {sides} · “{' '.join(self.quote.split())}”{rules}"


def _short(side: object) -> str:
    return "none" if side is None else orjson.dumps(side).decode()


@dataclass(slots=True)
class MistakeLog:
    """Collects the mistakes of one document."""

    document: GoldDocument
    mistakes: list[Mistake] = field(default_factory=list)

    def event(self, error: str, gold: GoldEvent | None, report: EventReport | None) -> None:
        """A missed, false, mistyped or only leniently matched event."""
        part = gold["type"] if gold else report.type if report else ""
        quote = gold["quotes"].get("trigger", "") if gold else _words(report.evidence, "trigger") if report else ""
        explain = report.explain if report else ()
        sides = (_gold_event(gold) if gold else None, _system_event(report) if report else None)
        self._add(f"event {error}", part, sides, quote, explain)

    def field(
        self, name: str, gold: GoldEvent, report: EventReport, sides: tuple[Any, Any], quote: str | None = None
    ) -> None:
        """A wrong field of a matched event."""
        words = quote or _words(report.evidence, name.removeprefix("counts.")) or gold["quotes"].get("trigger", "")
        self._add(name, gold["type"], sides, words, report.explain)

    def figure(self, error: str, gold: GoldFigure | None, figure: Figure | None) -> None:
        """A missed, false or only leniently matched figure, or a wrong field of one."""
        part = gold["unit"] if gold else figure.unit if figure else ""
        quote = gold["quote"] if gold else _words(figure.evidence, "value") if figure else ""
        explain = figure.explain if figure else ()
        sides = (_gold_figure(gold) if gold else None, _system_figure(figure) if figure else None)
        self._add(f"figure {error}", part, sides, quote, explain)

    def claim(self, error: str, gold: GoldClaim | None, claim: Claim | None) -> None:
        """A missed or false claim."""
        part = gold["stance"] if gold else claim.stance if claim else ""
        quote = gold["quote"] if gold else _words(claim.evidence, "quote") if claim else ""
        sides = (
            {"speaker": gold["speaker"], "about": gold["about"]} if gold else None,
            {"speaker": claim.speaker, "about": claim.about} if claim else None,
        )
        self._add(f"claim {error}", part, sides, quote, ())

    def _add(self, error: str, part: str, sides: tuple[Any, Any], quote: str, explain: tuple[str, ...]) -> None:
        self.mistakes.append(
            Mistake(self.document["id"], self.document["lang"], error, part, sides[0], sides[1], quote, explain)
        )


def _words(evidence: Iterable[Evidence], name: str) -> str:
    pieces = list(evidence)
    wanted = [piece.quote for piece in pieces if piece.field == name]
    return wanted[0] if wanted else pieces[0].quote if pieces else ""


def _gold_event(gold: GoldEvent) -> dict[str, Any]:
    return {
        "id": gold["id"],
        "type": gold["type"],
        "date": _period(gold["start"], gold["end"]),
        "country": gold["country"],
        "places": gold["places"],
        "counts": gold["counts"],
    }


def _system_event(report: EventReport) -> dict[str, Any]:
    return {
        "type": report.type,
        "date": _period(report.date.start, report.date.end),
        "country": report.country,
        "places": [place.name for place in report.places if place.role == "happened"],
        "counts": {key: count.best for key, count in report.counts.items()},
    }


def _gold_figure(gold: GoldFigure) -> dict[str, Any]:
    return {
        "id": gold["id"],
        "value": gold["value"],
        "of": f"{gold['unit']} {gold['action']}",
        "period": _period(gold["start"], gold["end"] or gold["end_basis"]),
        "agency": gold["agency"],
        "part_of": gold["part_of"],
    }


def _system_figure(figure: Figure) -> dict[str, Any]:
    period = figure.period
    return {
        "value": figure.value,
        "of": f"{figure.unit} {figure.action}",
        "period": _period(period.start, period.end or period.end_basis),
        "agency": figure.agency,
        "part_of": figure.part_of,
    }


def _period(start: str | None, end: str | None) -> str | None:
    return start if start == end else f"{start or '?'}/{end or '?'}"


def write_mistakes(path: Path | str, mistakes: Iterable[Mistake]) -> int:
    """Write the mistakes, worst class first: markdown for ``.md``, JSON lines for any other name; returns how many."""
    ordered = _by_class(list(mistakes))
    file = Path(path)
    text = _markdown(ordered) if file.suffix == ".md" else "".join(orjson.dumps(m).decode() + "\n" for m in ordered)
    file.write_text(text, encoding="utf-8")
    return len(ordered)


def _by_class(mistakes: list[Mistake]) -> list[Mistake]:
    size: dict[tuple[str, str], int] = {}
    for mistake in mistakes:
        size[mistake.error, mistake.part] = size.get((mistake.error, mistake.part), 0) + 1
    return sorted(mistakes, key=lambda m: (-size[m.error, m.part], m.error, m.part, m.document_id))


def _markdown(mistakes: list[Mistake]) -> str:
    lines = ["# Mistakes by error class", ""]
    heading = None
    for mistake in mistakes:
        if heading != (mistake.error, mistake.part):
            heading = (mistake.error, mistake.part)
            number = sum((other.error, other.part) == heading for other in mistakes)
            lines += ["", f"## {mistake.error}, {mistake.part} ({number})", ""]
        lines.append(mistake.to_markdown())
    return "\n".join(lines) + "\n"
