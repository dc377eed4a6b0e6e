"""Tables of the archive, the same on SQLite and PostgreSQL.

What was read is kept as JSON in the public form beside the columns that queries need. `statements` holds every value
with its words and the engine that read them; merged `events` and what hangs on them are a view that is recomputed.
Search lives in `document_search`, which each database builds in its own way (see `marsad.store.search`).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

__all__ = [
    "claims",
    "corrections",
    "decisions",
    "documents",
    "event_points",
    "event_reports",
    "event_values",
    "events",
    "fetches",
    "figures",
    "findings",
    "judgements",
    "masks",
    "merge_blocks",
    "merged_reports",
    "metadata",
    "omissions",
    "raw",
    "reports",
    "sketches",
    "statements",
]

metadata = MetaData()

raw = Table(
    "raw", metadata,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip

fetches = Table(
    "fetches", metadata,
    Column("n", Integer, primary_key=True),
    Column("url", Text, nullable=False, index=True),
    Column("sha256", Text),
    Column("fetched_at", Text, nullable=False),
    Column("status", Integer),
    Column("etag", Text),
    Column("last_modified", Text),
)  # fmt: skip

documents = Table(
    "documents", metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("origin", Text, nullable=False, index=True),
    Column("source", Text, index=True),
    Column("language", Text, nullable=False),
    Column("published", Text, index=True),
    Column("url", Text, index=True),
    Column("engine", Text, nullable=False),
    Column("first_seen", Text, nullable=False),
    Column("json", Text, nullable=False),
)  # fmt: skip

masks = Table(
    "masks", metadata,
    Column("document_id", Text, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
)  # fmt: skip

# Keys by which copies of a text are found (`marsad.read.duplicates`); grouped once they were compared with all others.
sketches = Table(
    "sketches", metadata,
    Column("document_id", Text, primary_key=True),
    Column("sketch", LargeBinary, nullable=False),
    Column("grouped", Boolean, nullable=False),
)  # fmt: skip

reports = Table(
    "reports", metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("confidence", Float, nullable=False, index=True),
    Column("json", Text, nullable=False),
)  # fmt: skip

figures = Table(
    "figures", metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("unit", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("country", Text),
    Column("json", Text, nullable=False),
    Index("figures_quantity", "unit", "country", "action"),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("stance", Text, nullable=False),
    Column("json", Text, nullable=False),
)  # fmt: skip

# document_id is "" for what was found across documents.
findings = Table(
    "findings", metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("json", Text, nullable=False),
)  # fmt: skip

omissions = Table(
    "omissions", metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Text, index=True),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("json", Text, nullable=False),
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("record_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("value", Text),
    Column("quote", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("first_seen", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
)  # fmt: skip

# first_day and last_day bound the date at its precision, so that a period finds months and years too.
events = Table(
    "events", metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("subtype", Text),
    Column("stage", Text, nullable=False),
    Column("legal_stage", Text),
    Column("foiled", Boolean, nullable=False),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("country", Text),
    Column("n_reports", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("json", Text, nullable=False),
    Index("events_day", "first_day", "id"),
    Index("events_country", "country", "first_day", "id"),
    Index("events_type", "type", "first_day", "id"),
    Index("events_country_type", "country", "type", "first_day", "id"),
)  # fmt: skip

event_reports = Table(
    "event_reports", metadata,
    Column("report_id", Text, primary_key=True),
    Column("event_id", Text, nullable=False, index=True),
    Column("document_id", Text, nullable=False, index=True),
)  # fmt: skip

# What an event has several of: group, actor, partner, admin1, source, language.
event_values = Table(
    "event_values", metadata,
    Column("event_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Index("event_values_value", "field", "value", "event_id"),
)  # fmt: skip

event_points = Table(
    "event_points", metadata,
    Column("event_id", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("precision", Text, nullable=False),
    Index("event_points_lat", "lat", "lon", "event_id"),
)  # fmt: skip

judgements = Table(
    "judgements", metadata,
    Column("id", Text, primary_key=True),
    Column("withdrawn_at", Text),
    Column("json", Text, nullable=False),
)  # fmt: skip

corrections = Table(
    "corrections", metadata,
    Column("id", Text, primary_key=True),
    Column("record_id", Text, nullable=False, index=True),
    Column("withdrawn_at", Text),
    Column("json", Text, nullable=False),
)  # fmt: skip

# What a report looked like when it was merged: a report that differs from it, or has no line here, is merged anew.
# ``decided`` names the corrections and judgements on it, ``blocks`` packs its block ids as signed 64-bit integers.
merged_reports = Table(
    "merged_reports", metadata,
    Column("report_id", Text, primary_key=True),
    Column("document_id", Text, nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("decided", Text, nullable=False),
    Column("blocks", LargeBinary, nullable=False),
)  # fmt: skip

merge_blocks = Table(
    "merge_blocks", metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("report_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

decisions = Table(
    "decisions", metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("detail", Text, nullable=False),
)  # fmt: skip
