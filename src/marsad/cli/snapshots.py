"""`marsad snapshot`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from marsad.cli.exporting import counting

__all__ = ["snapshot"]


@click.command()
@click.argument("out", required=False, metavar="OUT_DIR", type=click.Path(path_type=Path))
@click.option("--version-name", "version", metavar="NAME", help="Name of the release, for example 2026-11.")
@click.option(
    "--against", type=click.Path(path_type=Path), metavar="DIR", help="The release before, for the changelog."
)
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Day of the release; default today.")
@click.option("--archive", metavar="FILE|URL", help="The archive; default MARSAD_DATABASE_URL, else ./marsad.db.")
@click.option("--title", help="Title in the citation.")
@click.option("--author", help="Who publishes it, for the citation.")
@click.option("--licence", help="Licence of the release, for example CC BY 4.0.")
@click.option("--accuracy", type=click.Path(path_type=Path), help="A file with accuracy figures to enclose.")
@click.option("--verify", "checked", type=click.Path(path_type=Path), metavar="DIR", help="Check a release instead.")
def snapshot(
    out: Path | None, version: str | None, checked: Path | None, archive: str | None, against: Path | None, **told: Any
) -> None:
    """Write a frozen, dated, hashed release of an archive to the new folder OUT_DIR.

    Names of private persons are masked and quotes short, always.

    \b
    Examples:
      marsad snapshot releases/2026-11 --version-name 2026-11 --author "Our Institute"
      marsad snapshot releases/2026-12 --version-name 2026-12 --against releases/2026-11
      marsad snapshot --verify releases/2026-11
    """
    from marsad.errors import MarsadError

    try:
        if checked is not None:
            _verify(checked)
        elif out is None or version is None:
            raise click.UsageError("give OUT_DIR and --version-name, or --verify DIR")
        else:
            _write(out, version, archive, against, told)
    except MarsadError as error:
        raise click.ClickException(str(error)) from error


def _verify(folder: Path) -> None:
    from marsad.export import verify

    click.echo(f"{folder} is whole, digest {verify(folder)}")


def _write(out: Path, version: str, archive: str | None, against: Path | None, told: dict[str, Any]) -> None:
    from marsad.archive.exporting import Selection
    from marsad.cli.exporting import warn_unmerged
    from marsad.export import Release, decided, write_snapshot
    from marsad.store import Archive

    day = told.pop("day") or date.today().isoformat()
    release = Release(version, day, **{name: value for name, value in told.items() if value is not None})
    with Archive.open(archive, create=False, read_only=True) as store, counting("records read") as seen:
        decisions = decided(store.judgements(), store.corrections())
        source = Selection(store, seen=seen)
        done = write_snapshot(
            out, source, release, engines=store.engines(), decisions=decisions, against=against
        )  # fmt: skip
        warn_unmerged(store)
    click.echo(f"{out}: " + ", ".join(f"{count:,} {name}" for name, count in done.counts.items() if count), err=True)
    if against is not None:
        kinds = Counter(change.kind for change in done.changes)
        click.echo("changes: " + (", ".join(f"{n:,} {kind}" for kind, n in kinds.items()) or "none"), err=True)
    click.echo(f"digest {done.digest}")
