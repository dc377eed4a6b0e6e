"""`marsad merge`, `marsad judge`, `marsad event`."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

__all__ = ["event", "judge", "merge"]

_ARCHIVE = click.option(
    "--archive", metavar="FILE|URL", help="The archive; default MARSAD_DATABASE_URL, else ./marsad.db."
)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _steps() -> Iterator[Callable[[str, int], None]]:
    """Counters on standard error, one a step; silent when it is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _step, _done: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def advance(step: str, done: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step, total=None)
            progress.advance(tasks[step], done)

        yield advance


@click.command()
@_ARCHIVE
@click.option("--rebuild", is_flag=True, help="Merge all reports anew; the result is the same, only slower.")
def merge(archive: str | None, rebuild: bool) -> None:
    """Merge the reports of one event, in all languages, into one event with every rival value.

    What came since the last merge joins the events that are there.

    \b
    Example:
      marsad ingest news/ && marsad merge
    """
    from marsad.archive.merging import merge as run
    from marsad.errors import MarsadError
    from marsad.store import Archive

    try:
        with Archive.open(archive, create=False) as store, _steps() as progress:
            done = run(store, at=_now(), rebuild=rebuild, progress=progress)
    except MarsadError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{done.reports:,} reports ({done.new:,} new, {done.changed:,} changed, {done.gone:,} gone) tell of "
        f"{done.events:,} events; {done.written:,} events written, {done.removed:,} replaced"
    )


@click.command()
@click.argument("names", nargs=-1, metavar="[A B VERDICT]")
@_ARCHIVE
@click.option("--why", help="The reason, kept with the judgement.")
@click.option("--who", help="Who judges; default your login name.")
@click.option("--undo", metavar="ID", help="Withdraw the judgement of this id.")
@click.option("--list", "listed", is_flag=True, help="List the judgements in force.")
def judge(
    names: tuple[str, ...], archive: str | None, why: str | None, who: str | None, undo: str | None, listed: bool
) -> None:
    """Say that reports A and B tell of the same event, of different ones, or that it is unsure.

    VERDICT is same, different or unsure. A and B are ids of event reports; an id of an event stands for its report. A
    judgement goes before what weights and rules say. Undone, it leaves no trace in the events, only in the log.

    \b
    Examples:
      marsad judge e-1f0c e-77ab different --why "two flats, two days"
      marsad judge v-03aa v-9d21 same
      marsad judge --undo j-52ce
    """
    from marsad.archive.merging import judge as decide
    from marsad.archive.merging import unjudge
    from marsad.errors import MarsadError
    from marsad.store import Archive

    if not (undo or listed) and (len(names) != 3 or names[2] not in ("same", "different", "unsure")):
        raise click.UsageError("give two ids and same, different or unsure; or --undo ID, or --list")
    person = who or getpass.getuser()
    try:
        with Archive.open(archive, create=False) as store:
            if listed:
                for one in store.judgements():
                    click.echo(f"{one.id}  {one.a}  {one.b}  {one.verdict:9}  {one.who}  {one.when}  {one.why or ''}")
            elif undo:
                unjudge(store, undo, who=person, when=_now(), why=why)
                click.echo(f"{undo} withdrawn")
            else:
                made = decide(store, names[0], names[1], names[2], who=person, when=_now(), why=why)  # type: ignore[arg-type]
                click.echo(f"{made.id}: {made.a} and {made.b} judged {made.verdict}; undo with --undo {made.id}")
                for report in dict.fromkeys((made.a, made.b)):
                    click.echo(f"{report} is in event {store.event_of_report(report)}")
    except (MarsadError, ValueError) as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.argument("name", metavar="ID")
@_ARCHIVE
@click.option("--json", "plain", is_flag=True, help="The event in its public JSON form, private names masked.")
def event(name: str, archive: str | None, plain: bool) -> None:
    """Show one merged event: rival values with their owners, its case, and why its reports were merged.

    ID is that of an event or of one of its reports.

    \b
    Example:
      marsad event v-03aa5c9e1f0c77ab
    """
    from rich.console import Console

    from marsad.archive.eventview import shown, to_json
    from marsad.errors import MarsadError
    from marsad.store import Archive

    try:
        with Archive.open(archive, create=False, read_only=True) as store:
            found = store.event(name) or store.event(store.event_of_report(name) or "")
            if found is None:
                raise click.ClickException(f"there is no merged event or report {name}; `marsad merge` makes events")
            if plain:
                click.echo(to_json(store, found))
            else:
                Console().print(shown(store, found))
    except MarsadError as error:
        raise click.ClickException(str(error)) from error
