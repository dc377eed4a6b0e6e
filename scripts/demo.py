"""The demo: read the sample corpus (gold texts in four languages and the retelling) and sum up what it says."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.progress import track
from rich.table import Table
from rich.text import Text

import marsad
from marsad.records import Finding, Reading
from marsad.report import direction_safe, print_reading

ROOT = Path(__file__).parent.parent
NAMES = {"ar": "Arabic", "fr": "French", "es": "Spanish", "en": "English"}
QUALIFIER = {"exact": "", "at_least": "at least ", "at_most": "at most ", "about": "about "}


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


def figures(console: Console, read: list[Reading]) -> None:
    """The largest ledger: dismantled cells in Morocco as the texts state them."""
    table = Table(title="Official figures: cells dismantled in Morocco, as stated", title_justify="left")
    for name, justify in (
        ("cells", "right"),
        ("period", "left"),
        ("agency", "left"),
        ("text", "left"),
        ("words", "left"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    rows = []
    for reading in read:
        for figure in reading.figures:
            if figure.unit == "cell" and figure.country == "MA" and figure.part_of is None and reading.document:
                start = figure.period.start or figure.period.start_basis or "?"
                end = figure.period.end or ("now" if figure.period.end_basis == "to_date" else "?")
                words = direction_safe(" ".join(figure.as_written.split()))
                rows.append((start, end, figure, reading.document.external_id or "", words))
    for start, end, figure, source, words in sorted(rows, key=lambda row: (row[0], row[1], row[2].value))[:24]:
        value = f"{QUALIFIER[figure.qualifier]}{figure.value}"
        table.add_row(value, f"{start} to {end}", figure.agency or "·", source, words)
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
    """Build an archive from the sample texts with the commands of the program, and show what they print."""
    from marsad.cli import main as marsad_command

    console.rule("The same texts in an archive: merged events, findings across documents, the ledger of cells")
    target = ROOT / "demo.db"
    for leftover in ROOT.glob("demo.db*"):
        leftover.unlink()
    kept = ["--archive", str(target)]
    sources = [str(ROOT / "samples"), *map(str, sorted((ROOT / "tests" / "gold").glob("dev-*.jsonl")))]
    for command in (
        ["ingest", *sources],
        ["merge"],
        ["check"],
        ["figures", "--unit", "cell", "--country", "MA"],
    ):
        console.print(f"\n$ marsad {command[0]} ...", style="bold", markup=False)
        marsad_command([*command, *kept], standalone_mode=False)
    across_languages(console, target)
    console.print("\nOpen the pages on this archive: make serve")


def across_languages(console: Console, target: Path) -> None:
    """Merged events that several languages report, with the values that differ."""
    from marsad.store import Archive

    columns = ("date", "event", "country", "languages", "reports", "rival values")
    table = Table(*columns, title="Events told in several languages")
    with Archive.open(target, read_only=True) as opened:
        for event in opened.events(order="date"):
            if len(event.languages) < 2:
                continue
            rivals = "; ".join(
                f"{name} {count.low}-{count.high}" for name, count in event.counts.items() if count.low != count.high
            )
            table.add_row(
                event.date.start or "?", event.type, event.country or "?", " ".join(event.languages),
                str(len(event.reports)), rivals,
            )  # fmt: skip
    console.print(table)


def main() -> None:
    console = Console()
    start = time.perf_counter()
    read = list(readings(console))
    seconds = time.perf_counter() - start
    seed(console, read[0])
    summary(console, read, seconds)
    events_by_country(console, read)
    figures(console, read)
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
