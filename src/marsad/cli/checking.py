"""`marsad check` and `marsad figures`."""

from __future__ import annotations

import csv
import sys
from typing import Any

import click

__all__ = ["check", "figures"]

_ARCHIVE = click.option(
    "--archive", metavar="FILE|URL", help="The archive; default MARSAD_DATABASE_URL, else ./marsad.db."
)
_KINDS = (
    "remainder", "sum", "chain", "growth", "rival", "update", "start_year", "magnitude", "running_total", "coverage",
)  # fmt: skip


@click.command()
@_ARCHIVE
@click.option("--kind", type=click.Choice(_KINDS), multiple=True, help="Only findings of this kind; may be repeated.")
@click.option("--verdict", type=click.Choice(["conflicts", "cannot_tell", "agrees"]), help="Only this verdict.")
@click.option(
    "--in", "language", type=click.Choice(["en", "fr", "es", "ar"]), default="en", show_default=True,
    help="pretty: language of the sentences.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["pretty", "json", "jsonl"]), default="pretty", show_default=True,
    help="pretty for people, json for one list, jsonl for one finding a line.",
)  # fmt: skip
def check(archive: str | None, kind: tuple[str, ...], verdict: str | None, language: str, form: str) -> None:
    """Set the figures of all documents against each other and against the documented events.

    Rival values for one quantity and period, running totals that fall or jump, totals that their years do not add up
    to, rests that do not fit, years that may be slips. Each question gives one finding with its class, its severity and
    the words compared; docs/checks.md explains the kinds. The findings are kept in the archive.

    \b
    Examples:
      marsad check
      marsad check --archive case.db --verdict conflicts --in fr
      marsad check --kind rival --kind sum --format jsonl > findings.jsonl
    """
    from datetime import UTC, datetime

    from marsad.archive.figures import check_figures
    from marsad.errors import MarsadError
    from marsad.store import Archive

    try:
        with Archive.open(archive, create=False) as store:
            found = check_figures(store, at=datetime.now(UTC).isoformat(timespec="seconds"))
    except MarsadError as error:
        raise click.ClickException(str(error)) from error
    chosen = [f for f in found if (not kind or f.kind in kind) and verdict in (None, f.verdict)]
    if form == "pretty":
        from rich.console import Console

        from marsad.ledger_report import print_findings

        print_findings(Console(), chosen, language=language)
        conflicts = sum(finding.verdict == "conflicts" for finding in chosen)
        click.echo(f"{len(chosen)} findings across documents, {conflicts} of them conflicts.", err=True)
    else:
        _write_json(chosen, lines=form == "jsonl")


def _write_json(records: list[Any], *, lines: bool) -> None:
    import orjson

    out = sys.stdout.buffer
    if lines:
        out.writelines(orjson.dumps(record) + b"\n" for record in records)
    else:
        out.write(orjson.dumps(records) + b"\n")
    out.flush()


@click.command()
@_ARCHIVE
@click.option(
    "--unit", type=click.Choice(["cell", "person", "plot", "attack", "operation", "case", "other"]), required=True,
    help="What is counted.",
)  # fmt: skip
@click.option("--country", metavar="CODE", required=True, help="ISO code of two letters, for example MA.")
@click.option("--action", help="What was done: dismantled, arrested, foiled, killed, convicted, returned, ...")
@click.option("--group", metavar="NAME", help='Only those tied to this armed group, for example "Islamic State".')
@click.option(
    "--format", "form", type=click.Choice(["pretty", "json", "csv"]), default="pretty", show_default=True,
    help="pretty for people, json for ledger and findings, csv for one statement a row.",
)  # fmt: skip
@click.option("--conflicting", is_flag=True, help="pretty: only statements that contradict another, and the series.")
@click.option(
    "--in", "language", type=click.Choice(["en", "fr", "es", "ar"]), default="en", show_default=True,
    help="pretty: language of the ledger.",
)  # fmt: skip
@click.option("--bom", is_flag=True, help="csv: put a byte order mark in front, so that Excel reads Arabic.")
@click.option("--unmasked", is_flag=True, help="Show the names of private persons among the speakers too.")
def figures(unit: str, country: str, form: str, **chosen: Any) -> None:
    """Print the ledger of one quantity: all statements with owner and date, conflicts, the best-supported series.

    A value of a year is the one that most independent texts give; between equals an official one, an exact one, the one
    published last. The series says for each year which of these decided.

    \b
    Examples:
      marsad figures --unit cell --country MA
      marsad figures --unit cell --country MA --conflicting --in ar
      marsad figures --unit person --country ES --action arrested --archive case.db
      marsad figures --unit cell --country MA --group "Islamic State" --format csv > cells.csv
    """
    from marsad.archive.figures import figure_ledger
    from marsad.errors import MarsadError
    from marsad.store import Archive

    try:
        with Archive.open(chosen["archive"], create=False, read_only=True) as store:
            book, found = figure_ledger(
                store, unit, country.upper(),
                action=chosen["action"], group=chosen["group"], masked=not chosen["unmasked"],
            )  # fmt: skip
    except MarsadError as error:
        raise click.ClickException(str(error)) from error
    if not book.entries:
        click.echo(f"No statement on {unit}s in {country.upper()} in this archive.", err=True)
    if form == "pretty" and book.entries:
        from rich.console import Console

        from marsad.ledger_report import print_ledger

        print_ledger(Console(), book, found, language=chosen["language"], conflicting=chosen["conflicting"])
    elif form == "json":
        _write_json([{"ledger": book, "findings": found}], lines=True)
    elif form == "csv":
        _write_csv(book, bom=chosen["bom"])


def _write_csv(book: Any, *, bom: bool) -> None:
    """One statement a row, text guarded against being run as a formula."""
    import io

    from marsad.check.ledger import LedgerEntry
    from marsad.export.delimited import cell

    out = io.StringIO(newline="")
    names = [name for name in LedgerEntry.__dataclass_fields__ if name != "evidence"]
    writer = csv.writer(out)
    writer.writerow([*names, "evidence_start", "evidence_end"])
    for entry in book.entries:
        values = (getattr(entry, name) for name in names)
        cells = [cell(list(value) if isinstance(value, tuple) else value) for value in values]
        writer.writerow([*cells, entry.evidence.start, entry.evidence.end])
    sys.stdout.buffer.write((b"\xef\xbb\xbf" if bom else b"") + out.getvalue().encode())
    sys.stdout.buffer.flush()
