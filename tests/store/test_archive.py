"""What goes into the archive comes out as it was, on both databases."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import marsad
from marsad.errors import ArchiveError, BadRecord
from marsad.merged import Correction, Event, Judgement
from marsad.records import EventReport, Finding, Reading
from marsad.store import Archive, Entry, EventQuery
from marsad.store.engine import REVISION
from marsad.store.schema import metadata

NOW = "2026-01-02T03:04:05Z"
LATER = "2026-02-02T03:04:05Z"

ARABIC = "أوقفت الشرطة المغربية أربعة أشخاص بالرباط يوم 6 يونيو 2024 للاشتباه في صلتهم بتنظيم داعش."
ENGLISH = (
    "Police arrested four men in Tangier on 6 June 2024, suspected of ties to Islamic State. The judge was Omar Doe."
)


def entries() -> list[Entry]:
    english = marsad.read(ENGLISH, published="2024-06-07", title="Four held in Tangier")
    return [Entry(marsad.read(ARABIC)), Entry(english, masks=((ENGLISH.index("Omar"), len(ENGLISH) - 1),))]


def filled(archive: Archive) -> list[Reading]:
    given = entries()
    archive.add_readings(given, engine="1", seen_at=NOW)
    return [entry.reading for entry in given]


def event_of(report: EventReport, **changes: object) -> Event:
    """A merged event with one report."""
    plain = Event(
        id=f"E-{report.id}", type=report.type, subtype=report.subtype, stage=report.stage,
        legal_stage=report.legal_stage, foiled_plot=report.foiled_plot, date=report.date, announced_on=None,
        country=report.country, places=report.places, actors=report.actors, groups=report.groups,
        partners=report.partners, counts={}, targets=(), weapons=(), seized=(), languages=("ar",), sources=("a",),
        reports=(report.id,), documents=(report.document_id,), n_origins=1, confidence=report.confidence,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_readings_come_back_as_they_were(archive: Archive) -> None:
    for reading in filled(archive):
        assert reading.document is not None
        back = archive.reading(reading.document.id)
        assert back is not None
        assert back.document == reading.document
        assert set(map(repr, back.events)) == set(map(repr, reading.events))
        assert set(map(repr, back.findings)) == set(map(repr, reading.findings))


def test_the_same_input_twice_changes_nothing(archive: Archive) -> None:
    filled(archive)
    before = archive.counts(), list(archive.decisions()), list(archive.documents())
    assert archive.add_readings(entries(), engine="1", seen_at=LATER) == []
    assert (archive.counts(), list(archive.decisions()), list(archive.documents())) == before


def test_another_engine_reads_anew_and_the_statements_remember(archive: Archive) -> None:
    readings = filled(archive)
    assert len(archive.add_readings(entries(), engine="2", seen_at=LATER)) == len(readings)
    assert archive.counts()["reports"] == sum(len(reading.events) for reading in readings)
    with archive.transaction() as connection:
        rows = connection.execute(metadata.tables["statements"].select()).all()
    assert {(row.engine, row.first_seen, row.last_seen) for row in rows} == {("2", NOW, LATER)}


def test_a_quote_that_is_not_in_the_text_is_refused_and_nothing_of_the_batch_is_kept(archive: Archive) -> None:
    good, bad = entries()
    event = bad.reading.events[0]
    broken = replace(event, evidence=(replace(event.evidence[0], quote="other words"),))
    with pytest.raises(BadRecord, match="not in the text"):
        archive.add_readings([good, Entry(replace(bad.reading, events=(broken,)))], engine="1", seen_at=NOW)
    assert archive.counts()["documents"] == 0


@pytest.mark.parametrize("query", ["الرباط", "رباط", "الرِّباط", "الأشخاص", "اشخاص", "والشرطة"])
def test_search_sees_through_article_clitics_and_marks(archive: Archive, query: str) -> None:
    filled(archive)
    (hit,) = archive.search(query)
    assert hit.language == "ar"
    assert hit.spans


def test_search_finds_no_masked_name(archive: Archive) -> None:
    filled(archive)
    assert archive.search("Omar") == []
    (hit,) = archive.search("judge tangier")
    assert "Doe" not in hit.snippet


@pytest.mark.parametrize("query", ["", "!!!", "'", '"', "NOT", "a OR b", "*", "col:x", "\x00", "(", "&|!"])
def test_odd_queries_find_nothing_and_fail_nowhere(archive: Archive, query: str) -> None:
    filled(archive)
    assert archive.search(query) == []
    assert list(archive.events(EventQuery(text=query))) == []


def test_event_queries(archive: Archive) -> None:
    readings = filled(archive)
    events = [event_of(report) for reading in readings for report in reading.events]
    archive.replace_events([], events)
    one = events[0]
    assert archive.event(one.id) == one
    assert archive.event_of_report(one.reports[0]) == one.id
    assert list(archive.events()) == sorted(events, key=lambda event: event.id)
    lat, lon = one.places[0].lat, one.places[0].lon
    assert lat is not None and lon is not None
    found = {
        "period": EventQuery(start="2024", end="2024-06"),
        "country and type": EventQuery(country="MA", type="arrest"),
        "language": EventQuery(language="ar"),
        "group": EventQuery(group=one.groups[0].id),
        "words": EventQuery(text="الرباط"),
        "box": EventQuery(bbox=(lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1)),
    }
    for name, query in found.items():
        assert one.id in {event.id for event in archive.events(query)}, name
        assert archive.count_events(query) == len(list(archive.events(query)))
    for query in (EventQuery(end="2023"), EventQuery(country="FR"), EventQuery(bbox=(170, -10, -170, 10))):
        assert not list(archive.events(query))
    assert archive.facets("country") == {"MA": len(events)}
    assert archive.facets("year", EventQuery(type="arrest")) == {"2024": len(events)}
    assert {point[0] for point in archive.points()} == {event.id for event in events}
    archive.replace_events([one.id], [])
    assert archive.event(one.id) is None


@pytest.mark.parametrize("order", ["id", "date"])
def test_pages_of_events_are_the_whole_list(archive: Archive, order: str) -> None:
    report = filled(archive)[0].events[0]
    days = ["2024-06-06", "2023", None, "2024-06-06", "2025-01", "2022-12-31", None]
    events = [
        event_of(replace(report, id=f"r-{n}"), date=replace(report.date, start=day, end=day))
        for n, day in enumerate(days)
    ]
    archive.replace_events([], events)
    whole = [event.id for event in archive.events(order=order)]
    paged: list[str] = []
    while page := list(archive.events(order=order, after=paged[-1] if paged else None, limit=2)):
        paged += [event.id for event in page]
    assert paged == whole
    assert len(whole) == len(days)
    if order == "date":
        assert whole[0] == "E-r-4" and {whole[-1], whole[-2]} == {"E-r-2", "E-r-6"}


def test_judgements_and_corrections_are_withdrawn_not_deleted(archive: Archive) -> None:
    archive.add_judgement(Judgement("j-1", "r-1", "r-2", "same", "me", NOW, None))
    archive.add_correction(Correction("c-1", "r-1", "country", "MA", "me", NOW, "the text says so"))
    archive.withdraw_judgement("j-1", at=LATER, who="me")
    archive.withdraw_correction("c-1", at=LATER, who="me", why="no")
    assert not list(archive.judgements()) and not list(archive.corrections())
    (judged,) = archive.judgements(active_only=False)
    assert judged.withdrawn_at == LATER
    assert [line.kind for line in archive.decisions()] == [
        "judgement", "correction", "judgement withdrawn", "correction withdrawn",
    ]  # fmt: skip
    with pytest.raises(ArchiveError, match="withdrawn"):
        archive.withdraw_judgement("j-1", at=LATER, who="me")


def test_a_transaction_is_kept_as_a_whole(archive: Archive) -> None:
    with pytest.raises(ZeroDivisionError), archive.transaction():
        archive.log("a", "b", {}, at=NOW)
        archive.add_raw("00", b"bytes")
        raise ZeroDivisionError
    assert not list(archive.decisions())
    assert archive.raw("00") is None


def test_raw_bytes_fetches_and_findings(archive: Archive) -> None:
    archive.add_raw("ab", b"<html>", media_type="text/html")
    archive.add_raw("ab", b"other")
    assert archive.raw("ab") == b"<html>"
    archive.add_fetch("http://a.example/", fetched_at=NOW, sha256="ab", status=200, etag='"1"')
    archive.add_fetch("http://a.example/", fetched_at=LATER, status=304)
    last = archive.last_fetch("http://a.example/")
    assert last is not None and last["etag"] == '"1"'
    finding = Finding("f-1", "", "rival", "conflicts", 1, (), {}, (), ())
    archive.replace_archive_findings([finding])
    archive.replace_archive_findings([replace(finding, id="f-2")])
    assert [one.id for one in archive.findings("")] == ["f-2"]


def test_origins(archive: Archive) -> None:
    a, b = (reading.document.id for reading in filled(archive) if reading.document)
    archive.set_origins({b: a})
    assert archive.origins() == {a: a, b: a}


def test_the_migrations_make_the_schema(archive: Archive) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(_thing: object, name: str | None, *_: object) -> bool:
        return not str(name).startswith("document_search")

    with archive.transaction() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == REVISION


def test_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="marsad ingest"):
        Archive.open(tmp_path / "none.db", create=False)
    noise = tmp_path / "noise.db"
    noise.write_bytes(b"no database " * 100)
    with pytest.raises(ArchiveError, match="no Marsad archive"):
        Archive.open(noise)
    with pytest.raises(ArchiveError, match="folder cannot be used"):
        Archive.open(tmp_path / "no" / "such.db")
    with pytest.raises(ArchiveError, match="not supported"):
        Archive.open("oracle://x")
    with pytest.raises(ArchiveError, match="no PostgreSQL server answers"):
        Archive.open("postgresql://nobody@127.0.0.1:1/x")
    file = tmp_path / "archive.db"
    Archive.open(file).close()
    with pytest.raises(ArchiveError, match="cannot be written"), Archive.open(file, read_only=True) as archive:
        archive.log("a", "b", {}, at=NOW)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ArchiveError, match="newer Marsad"):
        Archive.open(file)


def test_the_address_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_DATABASE_URL", f"sqlite:///{tmp_path}/from-env.db")
    Archive.open().close()
    assert (tmp_path / "from-env.db").exists()
