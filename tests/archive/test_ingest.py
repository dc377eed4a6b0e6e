"""Ingest: what comes in is kept once, with its bytes, names and origin; what does not is told."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from benchmarks.feed import write
from benchmarks.kill_test import run

from marsad.archive.ingest import Options, Summary, ingest
from marsad.errors import ArchiveError
from marsad.fetch import Limits
from marsad.store import Archive
from tests.fetch.web import Site

NOW = "2026-01-01T00:00:00+00:00"
LOCAL = Options(allow_private=True, limits=Limits(pause=0, connect=2, read=1, total=3))
STORY = "Police arrested four men in Tangier on Thursday, suspected of ties to Islamic State, the prosecutor said."


def put(archive: Archive, *sources: object, options: Options = LOCAL, now: str = NOW) -> Summary:
    return ingest(archive, [str(source) for source in sources], options, now=now)


def lines(path: Path, *records: dict[str, object]) -> Path:
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


def state(archive: Archive) -> list[bytes]:
    """All that an archive holds, but for the log."""
    kinds = (archive.documents, archive.reports, archive.figures, archive.claims, archive.findings, archive.omissions)
    found = [orjson.dumps(record) for kind in kinds for record in kind()]
    masks = [orjson.dumps(archive.masks(document.id)) for document in archive.documents()]
    return [*found, *masks, orjson.dumps(archive.origins(), option=orjson.OPT_SORT_KEYS)]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archive.db")


def test_files_of_all_kinds_come_in_with_their_bytes(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, "utf-8")
    (folder / "b.html").write_text(f"<!doctype html><html><body><p>{STORY} {STORY}</p></body></html>", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    lines(folder / "c.jsonl", {"id": "c1", "text": STORY, "published": "2024-06-07"}, {"no": "text"})
    summary = put(archive, folder)
    assert (summary.pieces, summary.new, summary.known) == (5, 3, 0)
    assert summary.omitted == {"the file is empty": 1, "the object has no text": 1}
    assert summary.reports >= 3
    for document in archive.documents():
        raw = archive.raw(document.sha256)
        assert raw is not None
        assert hashlib.sha256(raw).hexdigest() == document.sha256


def test_the_same_input_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    feed = write(tmp_path / "feed.jsonl", 120)
    first = put(archive, feed)
    before = state(archive), list(archive.decisions())
    again = put(archive, feed, now="2026-02-02T00:00:00+00:00")
    assert (state(archive), list(archive.decisions())) == before
    assert (first.new, again.new, again.known) == (120, 0, 120)


def test_workers_and_order_make_no_difference(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.jsonl", 90, seed=1), write(tmp_path / "2.jsonl", 90, seed=2)
    states = []
    for name, sources, workers in (("a", (one, two), 1), ("b", (two, one), 2)):
        with Archive.open(tmp_path / f"{name}.db") as archive:
            put(archive, *sources, options=replace(LOCAL, workers=workers))
            states.append(state(archive))
    assert states[0] == states[1]


def test_one_id_for_two_texts_is_told_and_both_are_kept(archive: Archive, tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        {"id": "7", "text": STORY},
        {"id": "7", "text": STORY.replace("four", "five")},
        {"id": "8", "text": STORY},
        {"id": "7", "text": STORY},
    )
    summary = put(archive, path)
    assert (summary.pieces, summary.new, summary.repeated) == (4, 3, ("7",))
    assert summary.known == 1


def test_copies_count_as_one_account_also_when_they_come_later(archive: Archive, tmp_path: Path) -> None:
    words = " ".join(f"{STORY} Officers searched {n} houses in street {n}." for n in range(3, 9))
    put(archive, lines(tmp_path / "1.jsonl", {"text": words, "published": "2024-06-06"}))
    summary = put(
        archive,
        lines(
            tmp_path / "2.jsonl",
            {"text": "AGENCY - " + words, "published": "2024-06-07", "source": "a"},
            {"text": words + " (Agency)", "published": "2024-06-07", "source": "b"},
            {"text": "The town council of Nador opened a new library and a garden on Friday."},
        ),
    )
    origins = archive.origins()
    assert len(origins) == 4
    assert sorted(list(origins.values()).count(one) for one in set(origins.values())) == [1, 3]
    assert all(origin == min(id for id, to in origins.items() if to == origin) for origin in origins.values())
    assert summary.copies == 2


def test_private_names_are_masked_from_the_start(archive: Archive, tmp_path: Path) -> None:
    text = f"{STORY} One of the suspects, Karim Bensouda, 29, worked in a bakery, said his neighbour."
    put(archive, lines(tmp_path / "a.jsonl", {"text": text}))
    (document,) = archive.documents()
    hidden = [text[start:end] for start, end in archive.masks(document.id)]
    assert any("Bensouda" in name for name in hidden)
    assert archive.search("Bensouda") == []
    assert archive.search("bakery")


def test_a_feed_is_fetched_once_and_its_pages_are_kept(archive: Archive, site: Site) -> None:
    links = [site.story(f"/{n}", n + 3, etag=f'"{n}"') for n in range(2)]
    items = "".join(f"<item><title>Story</title><link>{link}</link></item>" for link in [*links, site.url + "/gone"])
    feed = site.put("/feed", f"<rss><channel>{items}</channel></rss>", etag='"feed"')
    summary = put(archive, feed)
    assert (summary.new, summary.omitted) == (2, {"the server answers with status 404": 1})
    assert {document.source for document in archive.documents()} == {"127.0.0.1"}
    again = put(archive, feed)
    assert (again.new, again.unchanged) == (0, 2), "the feed is asked anew, since a page of it is missing"
    site.story("/gone", 9)
    assert put(archive, feed).new == 1
    assert put(archive, feed).unchanged == 1, "now the feed itself did not change"


def test_what_misbehaves_is_an_omission_and_the_rest_comes_in(archive: Archive, site: Site, tmp_path: Path) -> None:
    good = site.story("/good", title="<script>alert(1)</script>Arrests")
    site.put("/inside", b"", status=302, headers={"Location": "file:///etc/passwd"})
    site.put("/endless", "<html>", endless=b"x" * 65536)
    site.put("/charset", f"<!doctype html><p>{STORY} «Cinq» arrêtés à Fès, a dit le procureur.</p>".encode("cp1252"),
             headers={"Content-Type": "text/html; charset=utf-8"})  # fmt: skip
    paths = ("/good", "/inside", "/endless", "/charset", "/none")
    table = tmp_path / "pages.csv"
    table.write_text("url\n" + "\n".join(site.url + path for path in paths), "utf-8")
    (tmp_path / "cut.warc.gz").write_bytes(b"\x1f\x8b\x08broken")
    limits = Limits(pause=0, wire=300_000, total=3)
    summary = put(archive, table, tmp_path / "cut.warc.gz", options=replace(LOCAL, limits=limits))
    assert summary.new == 2
    assert sum(summary.omitted.values()) == 4
    texts = {document.url: document for document in archive.documents()}
    assert "arrêtés à Fès" in texts[site.url + "/charset"].text
    assert "<script" not in (texts[good].title or "")


def test_limit_takes_the_first_of_each_source(archive: Archive, tmp_path: Path) -> None:
    feed = write(tmp_path / "feed.jsonl", 20)
    summary = put(archive, feed, options=replace(LOCAL, most=5))
    assert (summary.pieces, summary.new) == (5, 5)


def test_a_read_only_archive_is_told_and_stays_as_it_was(archive: Archive, tmp_path: Path) -> None:
    put(archive, lines(tmp_path / "a.jsonl", {"text": STORY}))
    before = state(archive)
    with Archive.open(tmp_path / "archive.db", read_only=True) as closed, pytest.raises(ArchiveError, match="read"):
        put(closed, lines(tmp_path / "b.jsonl", {"text": STORY + " More."}))
    assert state(archive) == before


def command(*arguments: object, most_bytes: int | None = None) -> subprocess.CompletedProcess[str]:
    """`marsad ingest` as a shell runs it, where no file may grow beyond a size."""

    def bound() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.run(
        [sys.executable, "-m", "marsad.cli", "ingest", *map(str, arguments)],
        capture_output=True, text=True, preexec_fn=bound, check=False,
    )  # fmt: skip


def test_a_full_disk_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    feed, path = write(tmp_path / "feed.jsonl", 200), tmp_path / "a.db"
    full = command(feed, "--archive", path, most_bytes=1_500_000)
    assert full.returncode == 1
    assert "disk" in full.stderr
    assert "Traceback" not in full.stderr
    with Archive.open(path) as archive:
        kept = archive.counts()["documents"]
        assert 0 < kept < 200
    done = command(feed, "--archive", path)
    assert done.returncode == 0
    assert f"200 in, {200 - kept} new documents, {kept} known before" in done.stdout
    with Archive.open(path) as archive, Archive.open(tmp_path / "b.db") as plain:
        put(plain, feed)
        assert state(archive) == state(plain)


def test_the_command_says_what_came_in_and_what_did_not(tmp_path: Path) -> None:
    feed = lines(tmp_path / "a.jsonl", {"id": "1", "text": STORY}, {"id": "1", "text": STORY + " More."})
    told = command(feed, tmp_path / "none.txt", "--archive", tmp_path / "a.db", "--strict")
    assert told.returncode == 1
    assert "2 in, 2 new documents, 0 known before" in told.stdout
    assert "1 ids stand for more than one text" in told.stdout
    assert "no such file or folder" in told.stdout
    refused = command(feed, "--archive", tmp_path)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX signals")
def test_killed_runs_that_are_finished_give_the_same_archive(tmp_path: Path) -> None:
    outcome = run(tmp_path, documents=600, kills=4, workers=2, seed=11)
    assert outcome.equal
    assert any(outcome.at_kill)


def test_a_file_is_no_outlet_and_no_folder_leaves_the_archive(archive: Archive, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<link rel="canonical" href="https://www.news.example/a"><p>{STORY}</p>', "utf-8")
    rows = lines(
        tmp_path / "rows.jsonl",
        {"text": STORY, "id": "1"},
        {"text": STORY, "id": "2", "source": "Rabat Info", "published": "soon"},
    )
    put(archive, str(page), rows)
    sources = {document.external_id: document.source for document in archive.documents()}
    assert (sources["1"], sources["2"]) == (None, "Rabat Info")
    assert str(tmp_path) not in repr(list(archive.documents()))
    (lost,) = [one for one in archive.omissions() if one.document_id]
    assert lost.what.startswith("rows.jsonl:2")
