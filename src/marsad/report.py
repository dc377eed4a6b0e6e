"""The readable terminal report of a reading (rich)."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from marsad.records import Claim, Count, EventReport, Evidence, Figure, Finding, Reading

__all__ = ["direction_safe", "print_reading"]

_VERDICT = {"agrees": ("✓", "green"), "conflicts": ("✗", "bold red"), "cannot_tell": ("?", "yellow")}
_LEGAL_WORDS = {"arrest": "arrested on suspicion", "custody": "in custody, on suspicion"}
_QUALIFIER = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
_ISOLATE, _END = "\u2068", "\u2069"


def direction_safe(text: str) -> str:
    """A quotation that keeps its own direction inside a left-to-right line.

    Terminals that order right-to-left text themselves get it between isolate marks; for the others set
    ``MARSAD_BIDI=visual`` and the text is put in visual order here.
    """
    if not any("\u0590" <= character <= "\u08ff" for character in text):
        return text
    if os.environ.get("MARSAD_BIDI") == "visual":
        from bidi.algorithm import get_display

        return str(get_display(text, base_dir="R"))
    return f"{_ISOLATE}{text}{_END}"


def print_reading(console: Console, reading: Reading, *, explain: bool = False, language: str | None = None) -> None:
    """Print one reading: what the document is, its findings first, then events, figures, claims, omissions."""
    document = reading.document
    if document is None:
        for omission in reading.omissions:
            console.print(Text(f"not read: {omission.what}: {omission.reason}", style="yellow"))
        return
    title = document.title or document.source or document.id
    published = document.published.value or "not known"
    head = Text.assemble(
        (direction_safe(title), "bold"), f"\n{document.language} · {document.kind} · published {published}"
    )
    console.print(Panel(head, expand=True))
    wanted = language or document.language
    _section(console, "Findings", [_finding(finding, wanted) for finding in reading.findings])
    _section(console, "Events", [_event(event, explain=explain) for event in reading.events])
    _section(console, "Figures", _figures(reading.figures, explain=explain))
    _section(console, "Claims", [_claim(claim) for claim in reading.claims])
    _section(
        console, "Omissions", [Text(f"{o.stage}: {o.reason} ({o.what})", style="yellow") for o in reading.omissions]
    )
    if not (reading.events or reading.figures or reading.claims):
        console.print(Text("No event, figure or claim was found in this text.", style="dim"))


def _section(console: Console, name: str, items: Iterable[RenderableType]) -> None:
    items = list(items)
    if items:
        console.print(Rule(f"{name} ({len(items)})", align="left", style="cyan"))
        for item in items:
            console.print(Padding(item, (0, 0, 0, 1)))


def _finding(finding: Finding, language: str) -> RenderableType:
    mark, style = _VERDICT[finding.verdict]
    lines = [
        Text.assemble(
            (f"{mark} {finding.kind} {finding.verdict}  ", style), direction_safe(finding.sentences[language])
        )
    ]
    if language != "en":
        lines.append(Text(f"    {finding.sentences['en']}", style="dim"))
    return Group(*lines)


def _count(name: str, count: Count) -> str:
    rivals = f" (also {', '.join(map(str, count.rivals))})" if count.rivals else ""
    return f"{_QUALIFIER[count.qualifier]}{count.best} {name.replace('_', ' ')}{rivals}"


def _event(event: EventReport, *, explain: bool) -> RenderableType:
    when = event.date.start or (f"announced {event.announced_on}" if event.announced_on else "date not stated")
    if event.date.end and event.date.end != event.date.start:
        when += f" to {event.date.end}"
    where = ", ".join(place.name for place in event.places) or "place not stated"
    stage = _LEGAL_WORDS.get(event.legal_stage or "", event.legal_stage or event.stage.replace("_", " "))
    parts: list[str | tuple[str, str]] = [
        (event.type, "bold"),
        f" · {when} · {where} ({event.country or '?'}) · {stage}",
    ]
    if event.counts:
        parts.append(" · " + ", ".join(_count(name, count) for name, count in event.counts.items()))
    if event.foiled_plot:
        parts.append((" · plot stopped", "green"))
    lines: list[RenderableType] = [Text.assemble(*parts)]
    who = [actor.name for actor in event.actors] + [f"group: {group.name}" for group in event.groups]
    who += [f"with {partner}" for partner in event.partners]
    if not event.primary:
        who.append("background")
    if who:
        lines.append(Text("    " + " · ".join(who), style="cyan"))
    lines += _quotes(event.evidence)
    if explain:
        lines.append(Text("    rules: " + ", ".join(event.explain), style="dim"))
    return Group(*lines)


def _quotes(evidence: Iterable[Evidence]) -> list[RenderableType]:
    return [
        Text(
            f"    {item.field:<18} {item.start:>6}-{item.end:<6} {direction_safe(' '.join(item.quote.split()))}",
            style="dim",
        )
        for item in evidence
    ]


def _figures(figures: tuple[Figure, ...], *, explain: bool) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for figure in figures:
        period = figure.period
        start = period.start or {"founding": "its creation", "appointment": "the appointment"}.get(
            period.start_basis or "", "?"
        )
        end = period.end or ("now" if period.end_basis == "to_date" else "?")
        indent = "  └ " if figure.part_of else ""
        subject = figure.agency or figure.country or "not stated"
        group = f" tied to {figure.group}" if figure.group else ""
        body = f"{figure.unit}s {figure.action}{group} · {start} to {end} · {subject}"
        lines.append(
            Text.assemble(
                indent,
                (f"{_QUALIFIER[figure.qualifier]}{figure.value} ", "bold"),
                body,
                (f"  {direction_safe(' '.join(figure.as_written.split()))}", "dim"),
            )
        )
        if explain and figure.explain:
            lines.append(Text("    rules: " + ", ".join(figure.explain), style="dim"))
    return lines


def _claim(claim: Claim) -> RenderableType:
    speaker = direction_safe(claim.speaker) if claim.speaker else "speaker not named"
    direction = f" {claim.direction}" if claim.direction else ""
    quote = direction_safe(" ".join(claim.evidence[0].quote.split()))
    return Text.assemble((f"{claim.stance}{direction}", "magenta"), f" · {speaker}: ", (quote, "dim"))
