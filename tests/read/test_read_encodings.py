"""Bytes of every encoding that news archives hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import UnreadableDocument
from marsad.read.encodings import decode

TEXTS = {
    "ar": "قالت الشرطة إنها أوقفت ستة أشخاص في مدينة سلا يوم الخميس، وذلك بعد تحقيق دام أشهرا.",
    "fr": "Six hommes ont été arrêtés jeudi à Salé, a annoncé le ministère de l'Intérieur : « une menace écartée ».",
    "es": "La Policía detuvo el jueves a seis hombres en Málaga, según la Fiscalía. ¿Habrá más detenciones mañana?",
    "en": "Police arrested six men on Thursday.",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode(language, encoding):
    assert decode(TEXTS[language].encode(encoding)).text == TEXTS[language]


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ar", "windows-1256"),
        ("ar", "iso-8859-6"),
        ("ar", "mac_arabic"),
        ("ar", "cp720"),
        ("fr", "cp1252"),
        ("fr", "iso-8859-1"),
        ("fr", "mac_roman"),
        ("es", "cp1252"),
        ("es", "iso-8859-1"),
        ("es", "mac_roman"),
        ("es", "cp850"),
    ],
)
def test_code_pages(language, encoding):
    text = TEXTS[language].replace("،", "" if encoding == "cp720" else "،")
    assert decode(text.encode(encoding)).text == text
    assert decode((text + "\r\n").encode(encoding) * 50).text == (text + "\r\n") * 50


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_a_wrong_declaration_does_not_mislead(encoding):
    assert decode(TEXTS["ar"].encode(encoding), "windows-1252").text == TEXTS["ar"]
    assert decode(TEXTS["ar"].encode(), "iso-8859-1").text == TEXTS["ar"]


def test_short_arabic_in_old_encodings():
    for encoding in ("windows-1256", "iso-8859-6"):
        assert decode("توقيف ستة في سلا".encode(encoding)).text == "توقيف ستة في سلا"


def test_line_ends_and_marks_stay():
    assert decode(b"one\r\ntwo\rthree\n four \x00 five").text == "one\r\ntwo\rthree\n four \x00 five"


def test_cut_utf8_keeps_all_that_is_whole():
    data = TEXTS["ar"].encode()
    for cut in range(len(data) - 5, len(data)):
        text = decode(data[:cut]).text
        assert text.rstrip("\ufffd") == TEXTS["ar"][: len(text.rstrip("\ufffd"))]
        assert len(text) >= len(TEXTS["ar"]) - 5
    assert decode(data[1:]).text.endswith(TEXTS["ar"][1:])


def test_one_bad_byte_does_not_turn_utf8_into_something_else():
    data = (TEXTS["fr"] * 20).encode()
    assert decode(data[:300] + b"\xff" + data[300:]).text.replace("\ufffd", "") == TEXTS["fr"] * 20


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\x00" * 100, "binary data"),
    ],
)
def test_binary_is_refused(data, reason):
    with pytest.raises(UnreadableDocument, match=reason):
        decode(data)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "windows-1256", "no-such-page"]))
def test_any_bytes_give_text_or_a_reason(data, declared):
    try:
        assert isinstance(decode(data, declared).text, str)
    except UnreadableDocument as error:
        assert error.reason


@given(st.text(max_size=200))
def test_utf8_text_comes_back_exactly(text):
    data = text.encode()
    controls = sum(ord(character) < 32 and character not in "\t\n\f\r\x1b\v" for character in text)
    if data.startswith(b"\xef\xbb\xbf") or controls or text.startswith(("PK", "7z", "GIF8")):
        return
    assert decode(data).text == text
