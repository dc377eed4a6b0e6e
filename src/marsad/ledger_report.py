"""Ledgers of figures and findings across documents for people at a terminal (rich)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from marsad.check.ledger import Ledger, SeriesYear
from marsad.ledger_rows import LedgerRow, ledger_rows, ledger_subject, ledger_words
from marsad.records import Finding
from marsad.report import direction_safe

__all__ = ["print_findings", "print_ledger", "print_series", "print_statements"]

_Cell = TypeVar("_Cell")

_MARKS = {"agrees": ("✓", "green"), "conflicts": ("✗", "bold red"), "cannot_tell": ("?", "yellow")}
_WIDE = 110  # columns from which words and texts get columns of their own
_LEAST = 20  # columns that are left for who says so, however narrow the terminal
_GAP, _EDGES = 2, 3  # columns between two of the table, and at its sides


def print_findings(console: Console, findings: Iterable[Finding], *, language: str = "en") -> None:
    """One line for each finding, conflicts first, the gravest at the top; what explains them stands in the sentence."""
    order = ("conflicts", "cannot_tell", "agrees")
    grave = ("high", "medium", "low", "none")
    for finding in sorted(findings, key=lambda f: (order.index(f.verdict), grave.index(f.severity), f.kind, f.id)):
        mark, style = _MARKS[finding.verdict]
        severity = "" if finding.severity == "none" else f" · {finding.severity}"
        head = (f"{mark} {finding.kind}{severity}  ", style)
        console.print(Text.assemble(head, direction_safe(finding.sentences[language])))


def print_ledger(
    console: Console,
    ledger: Ledger,
    findings: Sequence[Finding] = (),
    *,
    language: str = "en",
    conflicting: bool = False,
) -> None:
    """The statements of a ledger (or only the ``conflicting`` ones), what contradicts, the best-supported series."""
    rows = [row for row in ledger_rows(ledger, language) if row.conflicts or not conflicting]
    marked = dict.fromkeys(mark for row in rows for mark in row.conflicts)
    told = {finding.id: finding for finding in findings}
    numbers = {id: n for n, id in enumerate((id for id in marked if id in told), 1)}
    title = ledger_words()["titles"]["conflicting" if conflicting else "statements"][language]
    title = title.format(what=ledger_subject(ledger, language))
    print_statements(console, rows, title, numbers, language)
    for id, number in numbers.items():
        head = (f"[{number}] {told[id].kind} · {told[id].severity}  ", "bold red")
        console.print(Text.assemble(head, direction_safe(told[id].sentences[language])))
    if not conflicting:
        print_findings(console, [finding for finding in findings if finding.id not in numbers], language=language)
    if ledger.series:
        print_series(console, ledger.series, language)


def _table(language: str, title: str, columns: Sequence[tuple[str, str, int | None]]) -> Table:
    """A table whose first column stands where the language begins to read; columns by name, alignment and width."""
    table = Table(
        title=direction_safe(title), title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False
    )
    for name, justify, width in _ordered(columns, language):
        words = direction_safe(ledger_words()["columns"][name][language])
        side = "right" if language == "ar" else justify
        table.add_column(words, justify=side, width=width, no_wrap=True)  # type: ignore[arg-type]
    return table


def _ordered(cells: Sequence[_Cell], language: str) -> Sequence[_Cell]:
    return cells[::-1] if language == "ar" else cells


def print_statements(
    console: Console,
    rows: Sequence[LedgerRow],
    title: str,
    numbers: Mapping[str, int],
    language: str = "en",
    *,
    brief: bool = False,
) -> None:
    """A row a statement: on two lines in a narrow terminal, with the words in a column of their own in a wide one.

    ``numbers`` are those of findings, by id, to which rows refer. ``brief`` leaves out the words.
    """
    wide = console.width >= _WIDE and not brief
    names = ledger_words()["columns"]
    values = [("└ " if row.part else "") + row.value for row in rows]
    marks = [" ".join(f"[{numbers[mark]}]" for mark in row.conflicts if mark in numbers) for row in rows]
    value_width = max(map(cell_len, [*values, names["value"][language]]))
    see_width = max(map(cell_len, [*marks, names["see"][language]]))
    room = max(2 * _LEAST, console.width - value_width - see_width - 2 * _GAP - _EDGES)
    period_width = max((cell_len(text) for row in rows for text in (row.period, row.scope)), default=0)
    period_width = min(period_width, room * 2 // 5)
    right = room - period_width - _GAP
    words_width = (right - _GAP) * 2 // 5 if wide else 0
    told_width = right - words_width - _GAP if wide else right
    columns = [("value", "right", value_width), ("period", "left", period_width), ("told_by", "left", told_width)]
    columns += [("words", "left", words_width)] if wide else []
    table = _table(language, title, [*columns, ("see", "left", see_width)])
    for row, value, mark in zip(rows, values, marks, strict=True):
        period = [_fit(row.period, period_width), *([_fit(row.scope, period_width)] if row.scope else [])]
        told = _told(row, told_width)
        cells = [Text(value, style="bold red" if mark else "bold"), Text("\n".join(period))]
        if wide:
            cells += [Text(told), Text(_fit(row.words, words_width), style="dim")]
        elif brief:
            cells.append(Text(told))
        else:
            cells.append(Text.assemble(told, "\n", (_fit(row.words, told_width), "dim")))
        table.add_row(*_ordered([*cells, Text(mark, style="red")], language))
    console.print(table)


def _told(row: LedgerRow, room: int) -> str:
    """The body or speaker if there is room, the first text that says so, and how many more do."""
    tail = f" +{row.texts - 1}" if row.texts > 1 else ""
    day = f" {row.published}" if row.published else ""
    told = _fit(row.outlet, room - cell_len(day) - cell_len(tail)) + day + tail
    owners = f"{direction_safe(row.owners)} · " if row.owners else ""
    return owners + told if cell_len(owners) + cell_len(told) <= room else told


def _fit(text: str, room: int) -> str:
    """The text on one line of at most so many columns, in its own direction."""
    if cell_len(text) > room:
        while text and cell_len(text) > room - 1:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    return direction_safe(text)


def print_series(console: Console, series: Sequence[SeriesYear], language: str = "en") -> None:
    """The best-supported value of each year and why it is that one."""
    words = ledger_words()
    left, right = ("basis", "chosen_by", "rivals"), ("year", "value", "texts")
    names = [*((name, "right", None) for name in right), *((name, "left", None) for name in left)]
    table = _table(language, words["titles"]["series"][language], names)
    for year in series:
        told = (words["basis"][year.basis][language], words["chosen_by"][year.chosen_by][language])
        rivals = ", ".join(map(str, year.rivals))
        cells = [str(year.year), str(year.value), str(year.origins), *map(direction_safe, told), rivals]
        table.add_row(*_ordered(cells, language))
    console.print(table)
