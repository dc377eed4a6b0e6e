"""PDFs: real ones with Arabic (data/, made with fpdf2 and DejaVu Sans), and small ones made here."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import UnreadableDocument
from marsad.read import read_bytes, read_path
from marsad.read.pdf import read_pdf
from marsad.records import Document, Omission

DATA = Path(__file__).parent / "data"

ARABIC = (
    "أوقف المكتب المركزي للأبحاث القضائية (البسيج) يوم الخميس 6 يونيو 2024 ستة أشخاص بمدينة سلا.",
    "وقال البلاغ إن 91 خلية فُككت منذ 2015، من بينها 85 خلية لداعش «بنسبة 93%».",
    "الأمن الوطني لا يستبعد توقيفات أخرى.",
)


def make_pdf(lines):
    """A PDF of one page with a line of Helvetica each."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    content = f"BT /F1 12 Tf 50 700 Td {shown} ET".encode("cp1252")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    resources = b"/Resources << /Font << /F1 5 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s >>" % resources
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font,
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


@pytest.mark.parametrize("name", ["arabic.pdf", "arabic-reading-order.pdf"])
def test_arabic_comes_in_reading_order(name):
    (document,) = read_path(DATA / name)
    assert isinstance(document, Document)
    assert document.language == "ar"
    for line in ARABIC:
        assert line in " ".join(document.text.split())


def test_lines_become_a_paragraph_and_cut_words_whole():
    data = make_pdf(
        [
            "Six hommes ont \xe9t\xe9 arr\xeat\xe9s jeudi \xe0 Sal\xe9 pour all\xe9-",
            "geance \xe0 Daech, selon le",
            "Seine-",
            "Maritime.",
        ]
    )
    assert (
        read_pdf(data) == "Six hommes ont été arrêtés jeudi à Salé pour allégeance à Daech, selon le Seine- Maritime."
    )


def test_what_cannot_be_read_says_why():
    (scanned,) = read_bytes(make_pdf([]), "scan.pdf")
    (damaged,) = read_bytes(b"%PDF-1.4\nnothing", "damaged.pdf")
    (false,) = read_bytes(b"just text that is called so", "text.pdf")
    assert isinstance(scanned, Omission)
    assert "perhaps it is scanned" in scanned.reason
    assert "damaged" in damaged.reason or "no text" in damaged.reason
    assert false.reason == "the file is called PDF and is none"


def test_cut_pdf():
    data = (DATA / "arabic.pdf").read_bytes()
    for end in range(0, len(data), 1500):
        for result in read_bytes(data[:end], "cut.pdf"):
            assert isinstance(result, Document | Omission)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 650), st.integers(0, 255)), min_size=1, max_size=12))
def test_damaged_pdf_gives_text_or_a_reason(changes):
    data = bytearray(make_pdf(["Police arrested six men in Tangier on Thursday."]))
    for position, value in changes:
        data[position % len(data)] = value
    try:
        assert read_pdf(bytes(data))
    except UnreadableDocument as error:
        assert error.reason
