"""Web archives: whole, cut off, damaged, and what in them is no page."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.fetch import Limits
from marsad.fetch.warcs import read_warc
from marsad.pieces import Piece
from marsad.records import Omission
from tests.fetch.web import STORY, bomb


def add(
    writer: WARCWriter, url: str, body: bytes, *, status: str = "200 OK", media: str = "text/html", **more: str
) -> None:
    headers = [("Content-Type", media), *((name.replace("_", "-"), value) for name, value in more.items())]
    http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
    day = {"WARC-Date": "2024-06-07T10:00:00Z"}
    writer.write_record(
        writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=http, warc_headers_dict=day)
    )


def write(path: Path, count: int = 5, *, packed: bool = True) -> bytes:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for n in range(count):
            add(writer, f"https://www.example.org/{n}", STORY.format(n=n, title=f"Story {n}").encode())
    return path.read_bytes()


def read(path: Path) -> tuple[list[str], list[str]]:
    found = list(read_warc(str(path), Limits(body=2_000_000)))
    names = [item.name.rpartition("/")[2] for item in found if isinstance(item, Piece)]
    return names, [item.reason for item in found if isinstance(item, Omission)]


@pytest.fixture(params=[True, False], ids=["gz", "plain"])
def packed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_pages_come_with_address_source_and_time(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "news.warc"
    write(path, 1, packed=packed)
    (piece,) = read_warc(str(path), Limits())
    assert isinstance(piece, Piece)
    assert (piece.url, piece.source, piece.fetched_at) == (
        "https://www.example.org/0", "example.org", "2024-06-07T10:00:00Z",
    )  # fmt: skip
    assert b"Tangier" in piece.data


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_cut_archive_gives_all_whole_pages_and_says_where_it_ends(tmp_path: Path, packed: bool, share: float) -> None:
    path = tmp_path / "cut.warc"
    data = write(path, packed=packed)
    path.write_bytes(data[: int(len(data) * share)])
    names, reasons = read(path)
    assert names == [str(n) for n in range(len(names))]
    assert len(names) < 5
    assert len(reasons) == 1
    assert "cut off" in reasons[0]


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_a_damaged_archive_is_read_on_behind_the_damage(tmp_path: Path, packed: bool, share: float) -> None:
    path = tmp_path / "damaged.warc"
    data = bytearray(write(path, 20, packed=packed))
    at = int(len(data) * share)
    data[at : at + 30] = b"\xff" * 30
    path.write_bytes(data)
    names, reasons = read(path)
    assert len(names) >= 18
    assert names[-1] == "19"
    assert reasons
    assert all("damaged" in reason or "cut off" in reason for reason in reasons)


def test_what_is_no_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mixed.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        add(writer, "https://example.org/moved", b"", status="301 Moved", Location="/")
        add(writer, "https://example.org/logo", b"\x89PNG", media="image/png")
        add(writer, "https://example.org/bomb", bomb(50_000_000), Content_Encoding="gzip")
        story = gzip.compress(STORY.format(n=3, title="t").encode())
        add(writer, "https://example.org/page", story, Content_Encoding="gzip")
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_revisit_record(
                "https://example.org/again", "sha1:B6QJ6BNJ3R4B23XXMRKZKHLPGJY2VE4O", "https://example.org/page",
                "2024-06-06T10:00:00Z", http_headers=http,
            )
        )  # fmt: skip
    names, reasons = read(path)
    assert names == ["page"]
    assert reasons == [
        "the capture has status 301", "no text (image/png)", "more than 2,000,000 bytes when unpacked",
        "a revisit record, the same page as an earlier one",
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"\x00\x01junk" * 1000, b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"<html>no</html>"])
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "junk.warc"
    path.write_bytes(data)
    names, reasons = read(path)
    assert names == []
    assert len(reasons) == 1


def test_an_archive_packed_as_a_whole_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "whole.warc.gz"
    path.write_bytes(gzip.compress(write(path, packed=False)))
    names, reasons = read(path)
    assert names == []
    assert "unpack it first" in reasons[0]
