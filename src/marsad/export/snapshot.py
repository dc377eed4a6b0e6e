"""Frozen snapshots: a dated, hashed, citable release of an archive, with a changelog against the one before.

A release is written beside its place and moved there when whole, and is never written over. Private names are masked
and quotes short in every release; there is no switch for that.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from marsad.dates import is_partial_date
from marsad.errors import ExportError
from marsad.export.changelog import changelog
from marsad.export.changes import Change, compare
from marsad.export.edition import RECORDS, Decided, Edition, Provenance, read_edition, write_provenance
from marsad.export.files import new_folder, write_bytes, write_json
from marsad.export.lines import write_lines
from marsad.export.manifest import verify, write_manifest
from marsad.export.package import write_package
from marsad.export.release_notes import citation, licence_note, readme
from marsad.export.source import Source
from marsad.export.view import Options, View
from marsad.merged import Correction, Judgement

__all__ = ["Release", "Snapshot", "decided", "write_snapshot"]

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Release:
    """What the user says of a release; ``date`` is an ISO day, ``accuracy`` a file of accuracy figures to enclose."""

    version: str
    date: str
    title: str = "Events and official figures on terrorism and counter-terrorism"
    author: str | None = None
    licence: str | None = None
    accuracy: Path | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was written: the digest over all files, rows of each table, and the changes."""

    digest: str
    counts: dict[str, int]
    changes: tuple[Change, ...]


def decided(judgements: Iterable[Judgement], corrections: Iterable[Correction]) -> tuple[Decided, ...]:
    """Judgements and corrections in force as a release tells them: without names and notes of those who made them."""
    told = [Decided(one.id, "judgement", (one.a, one.b), one.verdict) for one in judgements if not one.withdrawn_at]
    told += [Decided(one.id, "correction", (one.record_id,), one.field) for one in corrections if not one.withdrawn_at]
    return tuple(sorted(told, key=lambda one: (one.kind, one.id)))


def write_snapshot(
    folder: Path,
    source: Source,
    release: Release,
    *,
    engines: Iterable[str] = (),
    decisions: Iterable[Decided] = (),
    against: Path | None = None,
) -> Snapshot:
    """Write a release into a new folder; ExportError when it is there, or the one before is not whole."""
    from importlib.metadata import version

    _check(folder, release)
    before = _previous(against, release)
    provenance = Provenance(release.version, release.date, version("marsad"), tuple(engines), tuple(decisions))
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        snapshot = _write(new_folder(part), source, release, provenance, before)
        os.replace(part, folder)
    except OSError as error:
        raise ExportError(str(folder), f"cannot be written ({error.strerror or error}); nothing was kept") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return snapshot


def _check(folder: Path, release: Release) -> None:
    if not _VERSION.fullmatch(release.version):
        raise ExportError(release.version, "is no name of a version; use letters, digits, dot, dash: 2026-11")
    if not is_partial_date(release.date) or len(release.date) != 10:
        raise ExportError(release.date, "is no day; write it as YYYY-MM-DD")
    if folder.exists():
        raise ExportError(str(folder), "is there already, and a release is never written over; name another folder")
    if release.accuracy is not None and not release.accuracy.is_file():
        raise ExportError(str(release.accuracy), "there is no such file of accuracy figures")


def _previous(folder: Path | None, release: Release) -> Edition | None:
    if folder is None:
        return None
    verify(folder)
    before = read_edition(folder)
    if before.provenance.version == release.version:
        raise ExportError(str(folder), f"is version {release.version} itself; give the new one another name")
    return before


def _write(
    folder: Path, source: Source, release: Release, provenance: Provenance, before: Edition | None
) -> Snapshot:  # fmt: skip
    view = View(source, Options())
    write_provenance(folder, provenance)
    write_lines(folder / RECORDS, view)
    about = {"title": release.title, "version": release.version, "created": f"{release.date}T00:00:00Z"}
    counts = write_package(folder / "data", view, about)
    changes = compare(before, read_edition(folder)) if before is not None else []
    old = before.provenance if before is not None else None
    write_json(
        folder / "changes.json", {"from": old.version if old else None, "to": release.version, "changes": changes}
    )
    write_bytes(folder / "CHANGES.md", changelog(old, provenance, changes).encode())
    if release.accuracy is not None:
        write_bytes(folder / "ACCURACY.md", release.accuracy.read_bytes())
    write_bytes(folder / "LICENCE.md", licence_note(release.licence).encode())
    write_bytes(folder / "CITATION.cff", citation(folder / RECORDS, release.title, provenance, release.author).encode())
    accurate = release.accuracy is not None
    write_bytes(folder / "README.md", readme(release.title, provenance, counts, accuracy=accurate).encode())
    return Snapshot(write_manifest(folder), counts, tuple(changes))
