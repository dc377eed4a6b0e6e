"""`marsad ingest`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.reading import partial_date

if TYPE_CHECKING:
    from marsad.archive.ingest import Options, Summary

__all__ = ["ingest"]

_KINDS = ("files", "page", "feed", "sitemap", "urls", "warc")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--kind", type=click.Choice(_KINDS), help="What the sources are; else it is told by their names and contents."
)
@click.option("--archive", metavar="FILE|URL", help="The archive; default MARSAD_DATABASE_URL, else ./marsad.db.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read in parallel."
)
@click.option("--published", callback=partial_date, metavar="DATE", help="Date of documents that give none.")
@click.option("--language", type=click.Choice(["ar", "fr", "es", "en"]), help="Language of documents that give none.")
@click.option("--limit", type=click.IntRange(1), help="Take so many documents of each source and no more.")
@click.option("--no-follow", is_flag=True, help="Take the texts that a feed carries; do not fetch the pages it names.")
@click.option("--allow-private", is_flag=True, help="Also fetch from addresses of this machine and its network.")
@click.option(
    "--pause", type=click.FloatRange(0), default=1.0, show_default=True, help="Seconds between requests to one host."
)
@click.option("--user-agent", metavar="TEXT", help="How to name yourself to servers, best with an address to ask.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was omitted.")
def ingest(
    sources: tuple[str, ...],
    archive: str | None,
    strict: bool,
    **given: Any,
) -> None:
    """Put SOURCES into the archive.

    A source is a file, folder or pattern, JSON lines, a web archive (WARC), a CSV file or plain list of addresses, or
    the address of a page, an RSS or Atom feed, or a sitemap. What the archive holds is not read again, so a run that
    broke off is completed by the same command.

    \b
    Examples:
      marsad ingest articles/ corpus.jsonl --archive case.db --workers 2
      marsad ingest https://news.example/feed.xml
      marsad ingest CC-NEWS-20240606.warc.gz --workers 4
      marsad ingest pages.csv --kind urls --limit 100
    """
    from datetime import UTC, datetime

    from marsad.archive.ingest import ingest as run
    from marsad.errors import MarsadError
    from marsad.store import Archive

    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        with Archive.open(archive) as store, _progress() as progress:
            summary = run(store, sources, _options(given), now=now, progress=progress)
            shown = store.shown
    except MarsadError as error:
        raise click.ClickException(str(error)) from error
    _tell(summary, shown)
    if strict and summary.omitted:
        sys.exit(1)


def _options(given: dict[str, Any]) -> Options:
    from marsad.archive.ingest import Options
    from marsad.fetch import AGENT, Limits

    return Options(
        kind=given["kind"],
        workers=given["workers"],
        published=given["published"],
        language=given["language"],
        follow=not given["no_follow"],
        most=given["limit"],
        allow_private=given["allow_private"],
        agent=given["user_agent"] or AGENT,
        limits=Limits(pause=given["pause"]),
    )


@contextmanager
def _progress() -> Iterator[Callable[[int], object]]:
    """A counter on standard error; nothing when it is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _pieces: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} documents"),
        TextColumn("{task.speed:.0f}/s", style="dim"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("ingest", total=None)
        yield lambda pieces: bar.advance(task, pieces)


def _tell(summary: Summary, shown: str) -> None:
    """The counts of the run, on standard output."""
    omitted = sum(summary.omitted.values())
    click.echo(f"{shown}: {summary.pieces:,} in, {summary.new:,} new documents, {summary.known:,} known before")
    if summary.unchanged:
        click.echo(f"  {summary.unchanged:,} pages did not change since they were fetched last")
    if summary.copies:
        click.echo(f"  {summary.copies:,} of the new ones are copies of another text and count as one account with it")
    click.echo(f"  read from the new ones: {summary.reports:,} event reports, {summary.figures:,} figures")
    if summary.repeated:
        names = ", ".join(summary.repeated[:5]) + (" ..." if len(summary.repeated) > 5 else "")
        click.echo(f"  {len(summary.repeated):,} ids stand for more than one text, all of which were kept: {names}")
    if omitted:
        click.echo(f"  {omitted:,} omissions:")
        for reason, count in summary.omitted.items():
            click.echo(f"  {count:>9,}  {reason}")
