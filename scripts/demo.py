"""The demo: read the sample corpus (gold texts in four languages and the retelling) and sum up what it says."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import track
from rich.table import Table
from rich.text import Text

import marsad
from marsad.merged import Event
from marsad.records import Finding, Reading
from marsad.report import direction_safe, print_reading
from marsad.store import Archive

ROOT = Path(__file__).parent.parent
SPELLED_OUT = 4  # events of the archive that are shown in full
NAMES = {"ar": "Arabic", "fr": "French", "es": "Spanish", "en": "English"}


def documents() -> list[dict[str, str]]:
    """The sample corpus: gold texts without their annotations, and the retelling."""
    found = []
    for path in sorted((ROOT / "tests" / "gold").glob("dev-*.jsonl")):
        found += [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    retelling = (ROOT / "samples" / "retelling-ar.txt").read_text("utf-8")
    return [{"id": "retelling-ar", "text": retelling}, *found]


def readings(console: Console) -> Iterator[Reading]:
    """Read all, with progress."""
    for item in track(documents(), "Reading the sample corpus", console=console, transient=True):
        yield marsad.read(
            item["text"], title=item.get("title"), published=item.get("published"), external_id=item["id"]
        )


def summary(console: Console, read: list[Reading], seconds: float) -> None:
    """How much was read and found."""
    known = [reading for reading in read if reading.document]
    languages = Counter(reading.document.language for reading in known if reading.document)
    events = [event for reading in known for event in reading.events]
    figures = sum(len(reading.figures) for reading in known)
    claims = sum(len(reading.claims) for reading in known)
    told = ", ".join(f"{count} in {NAMES[language]}" for language, count in languages.most_common())
    console.print(
        Panel(
            f"{len(known)} texts read in {seconds:.1f} s ({told}).\n"
            f"They tell of {len(events)} events, state {figures} official figures and make {claims} claims; "
            "every value is tied to its words.",
            title="Marsad · مرصد",
        )
    )


def events_by_country(console: Console, read: list[Reading]) -> None:
    """A table of event types by country."""
    events = [event for reading in read for event in reading.events]
    types = ["arrest", "attack", "clash", "prosecution", "transfer", "seizure", "cooperation"]
    table = Table(title="Event reports by country", title_justify="left")
    table.add_column("country")
    for name in types:
        table.add_column(name, justify="right")
    countries = Counter(event.country or "?" for event in events)
    for country, _ in countries.most_common(10):
        row = Counter(event.type for event in events if (event.country or "?") == country)
        table.add_row(country, *(str(row[name]) if row[name] else "·" for name in types))
    console.print(table)


def contradictions(console: Console, read: list[Reading]) -> None:
    """Every conflict, in one sentence."""
    console.print(Text("Contradictions found inside one text", style="bold"))
    for reading in read:
        for finding in reading.findings:
            if finding.verdict == "conflicts" and reading.document:
                console.print(f"  [red]✗[/red] {reading.document.external_id}: {finding.sentences['en']}")
    console.print()


def seed(console: Console, reading: Reading) -> None:
    """The retelling of the seed article, spelled out."""
    console.print(Text("One opinion piece taken apart", style="bold"))
    print_reading(console, reading)
    chain = next((f for f in reading.findings if f.kind == "chain" and f.verdict == "conflicts"), None)
    if chain is not None:
        console.print(Panel(_spelled_out(chain), title="91 + 5 against 95", border_style="red"))


def _spelled_out(chain: Finding) -> Text:
    lines = [chain.sentences["en"], direction_safe(chain.sentences["ar"]), "", "The words compared:"]
    lines += [f"  {item.start}-{item.end}  {direction_safe(item.quote)}" for item in chain.evidence]
    return Text("\n".join(lines))


def archive(console: Console) -> None:
    """Build an archive from the sample texts with the commands of the program, and show what stands in it."""
    from marsad.cli import main as marsad_command

    console.rule("The same texts and more in an archive")
    target = Path(os.path.relpath(ROOT / "demo.db"))
    for leftover in ROOT.glob("demo.db*"):
        leftover.unlink()
    gold = sorted((ROOT / "tests" / "gold").glob("dev-*.jsonl"))
    sources = [os.path.relpath(path) for path in (ROOT / "samples", *gold)]
    for command in (["ingest", *sources], ["merge"]):
        console.print(f"\n$ marsad {command[0]} ...", style="bold", markup=False)
        marsad_command([*command, "--archive", str(target)], standalone_mode=False)
    with Archive.open(target) as opened:
        across_languages(console, opened)
        figures_across_texts(console, opened)
    console.print("\nOpen the pages on this archive: make serve")


def across_languages(console: Console, opened: Archive) -> None:
    """Merged events that several languages report: the best told with the values that differ, the rest in one line."""
    from marsad.archive.eventview import rival_values
    from marsad.archive.figures import document_info
    from marsad.names import NameSpan

    told = [event for event in opened.events(order="date") if len(event.languages) > 1]
    ranked = sorted(told, key=lambda event: (len(event.languages), bool(_rivals(event)), len(event.reports)))
    best = ranked[: -SPELLED_OUT - 1 : -1]
    console.print(f"\n{len(told)} events are told in two languages or more", style="bold")
    for event in best:
        console.print()
        console.print(Text(_headline(event), style="bold cyan"))
        documents = {document.id: document for document in opened.documents(event.documents)}
        labels = {id: document_info(document).label for id, document in documents.items()}
        spans = {
            id: [NameSpan(start, end, document.text[start:end], "") for start, end in opened.masks(id)]
            for id, document in documents.items()
        }
        console.print(Padding(rival_values(event, labels, spans), (0, 0, 0, 2)))
        for link in event.links:
            console.print(f"  {link.kind.replace('_', ' ')}: {link.why}", style="green", highlight=False)
    console.print("\nand:")
    for event in told:
        if event not in best:
            rivals = _rivals(event)
            console.print(_headline(event) + (f" · {rivals}" if rivals else ""), highlight=False, no_wrap=True)


def _headline(event: Event) -> str:
    where = next((place.name for place in event.places if place.role == "happened"), event.country or "?")
    reports = f"{len(event.reports)} reports in {' '.join(event.languages)}"
    return f"{event.date.start or '?':<10}  {event.type} · {where} · {reports}"


def _rivals(event: Event) -> str:
    """The counts on which the reports differ."""
    return "; ".join(f"{name} {one.low:g}-{one.high:g}" for name, one in event.counts.items() if one.low != one.high)


def figures_across_texts(console: Console, opened: Archive) -> None:
    """Contradictions between the figures of all texts in plain sentences, and the ledger of Moroccan cells."""
    from marsad.archive.figures import check_figures, figure_ledger
    from marsad.ledger_report import print_series, print_statements
    from marsad.ledger_rows import ledger_rows

    console.print("\n$ marsad check", style="bold", markup=False)
    grave = ("high", "medium", "low", "none")
    found = [finding for finding in check_figures(opened) if finding.verdict == "conflicts"]
    found.sort(key=lambda finding: (grave.index(finding.severity), finding.kind))
    numbers = {finding.id: number for number, finding in enumerate(found, 1)}
    for finding in found:
        sentence = direction_safe(finding.sentences["en"])
        console.print(Text.assemble((f"[{numbers[finding.id]}] ", "bold red"), sentence))
    console.print("\n$ marsad figures --unit cell --country MA", style="bold", markup=False)
    book, _ = figure_ledger(opened, "cell", "MA", action="dismantled")
    rows = [row for row in ledger_rows(book) if set(row.conflicts) & set(numbers)]
    title = f"{len(book.entries)} statements on cells dismantled in Morocco; those that contradict another:"
    print_statements(console, rows, title, numbers, brief=True)
    print_series(console, book.series)


def main() -> None:
    console = Console()
    start = time.perf_counter()
    read = list(readings(console))
    seconds = time.perf_counter() - start
    seed(console, read[0])
    summary(console, read, seconds)
    events_by_country(console, read)
    contradictions(console, read)
    archive(console)
    console.print(
        "[bold]Try next[/bold]\n"
        "  .venv/bin/marsad read samples/retelling-ar.txt\n"
        "  .venv/bin/marsad read YOUR-ARTICLE.txt --published 2024-06-07 --explain\n"
        "  .venv/bin/marsad evaluate tests/gold/dev-ar.jsonl --by language,type\n"
        "  .venv/bin/marsad read samples/retelling-ar.txt --format json",
        highlight=False,
    )


if __name__ == "__main__":
    main()
