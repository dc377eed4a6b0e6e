"""Ledgers of figures and findings across documents for people at a terminal (rich)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from marsad.check.ledger import Ledger, LedgerEntry, SeriesYear
from marsad.records import Finding
from marsad.report import direction_safe

__all__ = ["print_findings", "print_ledger"]

_MARKS = {"agrees": ("✓", "green"), "conflicts": ("✗", "bold red"), "cannot_tell": ("?", "yellow")}
_BOUNDS = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
_CHOSEN = {
    "only_value": "only value given",
    "most_origins": "given by most independent texts",
    "official": "given by an official or an agency",
    "exact": "exact, the others are not",
    "latest": "published last",
    "greater": "the greater of two",
    "difference_of_totals": "difference of two running totals",
}


def print_findings(console: Console, findings: Iterable[Finding], *, language: str = "en") -> None:
    """One line for each finding, conflicts first, the gravest at the top; what explains them stands in the sentence."""
    order = ("conflicts", "cannot_tell", "agrees")
    grave = ("high", "medium", "low", "none")
    for finding in sorted(findings, key=lambda f: (order.index(f.verdict), grave.index(f.severity), f.kind, f.id)):
        mark, style = _MARKS[finding.verdict]
        severity = "" if finding.severity == "none" else f" · {finding.severity}"
        head = (f"{mark} {finding.kind}{severity}  ", style)
        console.print(Text.assemble(head, direction_safe(finding.sentences[language])))


def print_ledger(console: Console, ledger: Ledger, findings: Sequence[Finding] = (), *, language: str = "en") -> None:
    """The statements of a ledger, what contradicts, and the best-supported series."""
    numbers = {one.id: n for n, one in enumerate((f for f in findings if f.id in ledger.findings), 1)}
    scope = " · ".join(part for part in (ledger.action, ledger.group) if part)
    console.print(_statements(ledger, f"{ledger.unit}s in {ledger.country}{' · ' + scope if scope else ''}", numbers))
    for finding in findings:
        if finding.id in numbers:
            head = (f"[{numbers[finding.id]}] {finding.kind} · {finding.severity}  ", "bold red")
            console.print(Text.assemble(head, direction_safe(finding.sentences[language])))
    others = [finding for finding in findings if finding.id not in numbers]
    print_findings(console, others, language=language)
    if ledger.series:
        console.print(_series(ledger.series))


def _statements(ledger: Ledger, title: str, numbers: dict[str, int]) -> Table:
    table = Table(title=f"All statements: {title}", title_justify="left", expand=False)
    table.add_column("value", justify="right", no_wrap=True)
    for name in ("from", "until"):
        table.add_column(name, no_wrap=True)
    table.add_column("of whom")
    for name in ("owner", "published", "words", "conflicts"):
        table.add_column(name)
    for entry in ledger.entries:
        marks = " ".join(f"[{numbers[mark]}]" for mark in entry.conflicts if mark in numbers)
        indent = "└ " if entry.relation else ""
        table.add_row(
            Text(f"{indent}{_BOUNDS[entry.qualifier]}{entry.value}", style="bold red" if marks else "bold"),
            _from(entry), _until(entry), _scope(entry), direction_safe(_owner(entry)), entry.published or "?",
            Text(direction_safe(" ".join(entry.as_written.split()))), Text(marks, style="red"),
        )  # fmt: skip
    return table


def _from(entry: LedgerEntry) -> str:
    basis = {"founding": "creation", "appointment": "appointment"}.get(entry.start_basis or "")
    if entry.start is None:
        return basis or "?"
    shown = entry.start.removesuffix("-01-01")
    return f"{shown} ({basis})" if basis else shown


def _until(entry: LedgerEntry) -> str:
    if entry.until is None:
        return "?"
    return entry.until.removesuffix("-12-31") if entry.ended_by == "stated" else f"to date ({entry.until})"


def _scope(entry: LedgerEntry) -> str:
    """What narrows the count: a tie to a group, a tie denied, special groups of persons, a stated change."""
    parts = [f"tied to {entry.group}"] if entry.group else []
    parts += [f"without tie to {entry.apart_from}"] if entry.apart_from else []
    parts += list(entry.population)
    parts += [f"change {entry.change:+}"] if entry.change is not None else []
    if entry.relation and entry.whole is not None:
        parts.append(f"of {entry.whole}")
    return ", ".join(parts)


def _owner(entry: LedgerEntry) -> str:
    return " / ".join(part for part in (entry.agency or entry.speaker, entry.source) if part) or "not named"


def _series(series: Sequence[SeriesYear]) -> Table:
    table = Table(title="Best-supported series", title_justify="left")
    table.add_column("year")
    table.add_column("value", justify="right")
    table.add_column("texts", justify="right")
    for name in ("how known", "why this value", "others"):
        table.add_column(name)
    for year in series:
        rivals = ", ".join(map(str, year.rivals))
        table.add_row(str(year.year), str(year.value), str(year.origins), year.basis, _CHOSEN[year.chosen_by], rivals)
    return table
