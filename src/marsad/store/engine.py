"""Opening the database: SQLite in WAL mode or PostgreSQL, brought to the present schema by numbered migrations."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from marsad.errors import ArchiveError

__all__ = ["DEFAULT_FILE", "REVISION", "database_url", "migrate", "open_engine", "told"]

DEFAULT_FILE = "marsad.db"
REVISION = "0003"

# What a driver says, and what the user can do about it.
_HINTS = {
    "readonly": "the archive cannot be written; check the permissions of the file and its folder",
    "read-only": "the archive was opened for reading only",
    "locked": "another program writes to the archive; wait for it or stop it",
    "disk is full": "the disk is full; free some space and run the same command again, nothing was lost",
    "disk i/o error": "the disk failed or is full; free some space and run the same command again",
    "file is not a database": "the file is no Marsad archive; name another file with --archive",
    "malformed": "the archive file is damaged; restore it from a copy and ingest again what came since",
    "unable to open": "the archive does not exist or its folder cannot be used; `marsad ingest` makes one",
    "connection": "no PostgreSQL server answers there; start it or check MARSAD_DATABASE_URL (docs/archive.md)",
}


def database_url(target: str | Path | None) -> URL:
    """The address of an archive: a path, an SQLAlchemy URL, or None for MARSAD_DATABASE_URL, else ./marsad.db."""
    if target is None:
        target = os.environ.get("MARSAD_DATABASE_URL") or DEFAULT_FILE
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite", database=str(target))
    try:
        url = make_url(target)
    except ArgumentError as error:
        raise ArchiveError(target, "is no database URL; write postgresql://user@host/name or a file name") from error
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    return url


def open_engine(url: URL, *, create: bool, read_only: bool) -> Engine:
    """An engine for the address; ArchiveError where there is no archive and none may be made."""
    shown = url.render_as_string()
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or DEFAULT_FILE)
        if not path.exists() and (read_only or not create):
            raise ArchiveError(shown, f"there is no archive {path}; make one with `marsad ingest SOURCE`")
        mode = "ro" if read_only else "rwc"
        where = f"{path.absolute().as_uri()}?mode={mode}"
        engine = create_engine("sqlite://", creator=lambda: _connect(where), poolclass=QueuePool, max_overflow=32)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise ArchiveError(shown, "this kind of database is not supported; use SQLite or PostgreSQL") from error


def _connect(where: str) -> sqlite3.Connection:
    connection = sqlite3.connect(where, uri=True, timeout=30, check_same_thread=False, isolation_level=None)
    if "mode=ro" not in where:
        connection.execute("PRAGMA journal_mode = WAL")
    # A killed program loses nothing that was committed; only a power cut may undo the last transactions as a whole.
    for pragma in ("synchronous = NORMAL", "cache_size = -65536", "temp_store = MEMORY", "mmap_size = 1073741824"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _begin(connection: Connection) -> None:
    """SQLite must take the write lock at once: a read that turns into a write cannot wait for another writer."""
    writes = connection.get_execution_options().get("marsad_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def told(target: str) -> Iterator[None]:
    """Turn what a database driver raises into an ArchiveError that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", None) or error).strip()
        hint = next((hint for sign, hint in _HINTS.items() if sign in said.lower()), "the database refused")
        raise ArchiveError(target, f"{hint} ({said.splitlines()[0] if said else type(error).__name__})") from error


def migrate(engine: Engine, shown: str, *, allowed: bool) -> None:
    """Bring the schema to the present revision; ArchiveError for an archive of a newer Marsad."""
    with engine.connect() as connection:
        present = _present(connection)
    if present == REVISION:
        return
    if present is not None and present > REVISION:
        raise ArchiveError(shown, f"was written by a newer Marsad (schema {present}); update the program")
    if not allowed:
        raise ArchiveError(shown, "has an older schema or none; open it once for writing, e.g. `marsad ingest`")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "marsad.store:migrations")
    with engine.connect().execution_options(marsad_writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _present(connection: Any) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
