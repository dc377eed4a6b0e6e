"""PDF to text with pdfminer.six, in reading order for Arabic too.

Most PDFs store Arabic as it is seen, from left to right; python-bidi turns a line back. One glyph may stand for two
letters (lam-alef), which are stored in reading order, so they are turned beforehand. Some writers store the whole line
in reading order; where the article ال stands in the words tells which.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from marsad.errors import UnreadableDocument

__all__ = ["looks_like_pdf", "read_pdf"]

Line = list[str]
"""The text of each glyph of a line, from left to right."""

_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_LIGATURE = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
_NAMELESS = re.compile(r"\(cid:\d+\)")

# What pdfminer raises on damaged files, beside its own errors.
_DAMAGE = (
    ValueError, TypeError, AttributeError, LookupError, AssertionError, ArithmeticError, RecursionError, EOFError,
    NotImplementedError, struct.error, zlib.error,
)  # fmt: skip


def looks_like_pdf(data: bytes) -> bool:
    """Whether the bytes begin as a PDF does (readers allow some bytes before the mark)."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes) -> str:
    """The text of all pages, a paragraph a text box; `UnreadableDocument` where there is none."""
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # 0.2 s that only PDFs should pay
    from pdfminer.psexceptions import PSException

    try:
        boxes = list(_boxes(data))
    except PDFPasswordIncorrect as error:
        raise UnreadableDocument("PDF", "the PDF is protected by a password") from error
    except (PSException, *_DAMAGE) as error:
        raise UnreadableDocument("PDF", f"the PDF is damaged ({type(error).__name__}: {error})") from error
    text = _text(boxes)
    if not text:
        raise UnreadableDocument("PDF", "the PDF holds no text, perhaps it is scanned; run text recognition first")
    if 20 * len(_NAMELESS.findall(text)) > len(text):
        raise UnreadableDocument("PDF", "the fonts of the PDF do not say which letters they draw")
    return text


def _boxes(data: bytes) -> Iterator[list[Line]]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams

    # all_texts: some writers put whole pages into a form, which counts as a figure.
    for page in extract_pages(BytesIO(data), laparams=LAParams(all_texts=True)):
        yield from _boxes_of(page)


def _boxes_of(page: Any) -> Iterator[list[Line]]:
    from pdfminer.layout import LTFigure, LTTextBox

    waiting = [page]
    while waiting:
        for item in waiting.pop(0):
            if isinstance(item, LTTextBox):
                yield [[glyph.get_text() for glyph in line] for line in item]
            elif isinstance(item, LTFigure):
                waiting.append(item)


def _text(boxes: list[list[Line]]) -> str:
    backwards = _stored_as_seen("".join(glyph) for box in boxes for line in box if _is_arabic(line) for glyph in line)
    paragraphs = (_paragraph([_line_text(line, backwards) for line in box]) for box in boxes)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _is_arabic(line: Line) -> bool:
    text = "".join(line)
    return 2 * len(_ARABIC.findall(text)) > len(_LETTER.findall(text))


def _stored_as_seen(glyphs: Iterator[str]) -> bool:
    """Whether words end, rather than begin, with the article: then the letters stand from left to right."""
    words = unicodedata.normalize("NFKC", "".join(glyphs)).split()
    seen = sum(len(word) > 3 and word.endswith("لا") for word in words)
    return seen >= sum(len(word) > 3 and word.startswith("ال") for word in words)


def _line_text(line: Line, backwards: bool) -> str:
    from bidi import get_display

    text = "".join(line)
    if backwards and _is_arabic(line):
        seen = "".join(glyph[::-1] if _ARABIC.search(glyph) else glyph for glyph in line)
        text = str(get_display(seen.rstrip("\n"), base_dir="R"))
    letters = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return letters.replace("\x00", "").strip()


def _paragraph(lines: list[str]) -> str:
    """The lines of a box as running text; a word cut at the end of a line is put together."""
    text = ""
    for line in filter(None, lines):
        if re.search(r"\w[-\u00ad]$", text) and line[0].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text
