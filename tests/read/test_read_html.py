"""Pages: article, title, date with its basis, address; menus, broken and hostile pages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import UnreadableDocument
from marsad.read import read_bytes
from marsad.read.html import looks_like_html, read_html
from marsad.records import Document, Omission, Published

SENTENCES = (
    "Le BCIJ a arrêté jeudi six personnes à Salé, selon un communiqué du ministère.",
    "Elles sont soupçonnées d'avoir prêté allégeance à Daech et préparé des attentats.",
)
MENU = "<nav><ul>" + "".join(f'<li><a href="/{n}">Rubrique {n}</a></li>' for n in range(30)) + "</ul></nav>"
FOOTER = "<footer><p>© 2019 Le Journal. Tous droits réservés. Mentions légales.</p></footer>"


def page(head="", body=None):
    article = body or f"<article><h1>Six arrestations</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></article>"
    top = f"<!DOCTYPE html><html lang='fr'><head><title>Six arrestations</title>{head}</head>"
    return f"{top}<body>{MENU}{article}{FOOTER}</body></html>"


def read_one(markup, **given):
    (result,) = read_bytes(markup.encode() if isinstance(markup, str) else markup, "page.html", **given)
    return result


def test_article_without_menu_and_footer():
    document = read_one(page())
    assert isinstance(document, Document)
    assert all(line in document.text for line in SENTENCES)
    assert "Rubrique" not in document.text
    assert "Mentions" not in document.text
    assert document.title == "Six arrestations"
    assert document.language == "fr"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-06-07T10:00:00+01:00">',
        '<meta name="DC.date.issued" content="2024-06-07">',
        '<meta itemprop="datePublished" content="20240607">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-06-07"}]}</script>',
    ],
)
def test_date_of_the_metadata(head):
    assert read_one(page(head)).published == Published("2024-06-07", "metadata")


def test_time_element_only_if_it_means_publication():
    article = "".join(f"<p>{line}</p>" for line in SENTENCES)
    marked = page(
        body=f'<article><time class="entry-date published" datetime="2024-06-07T10:00">7 juin</time>{article}</article>'
    )
    assert read_one(marked).published.value == "2024-06-07"
    unmarked = page(body=f'<article><time datetime="2024-06-07">7 juin</time>{article}</article>')
    assert read_one(unmarked).published == Published(None, "none")


@pytest.mark.parametrize(
    "head", ["", '<meta name="date" content="soon">', '<script type="application/ld+json">{</script>']
)
def test_no_date_is_invented_from_copyright_or_text(head):
    assert read_one(page(head)).published == Published(None, "none")


def test_what_the_caller_gives_stands_before_the_page():
    head = (
        '<meta property="article:published_time" content="2024-06-07"><link rel="canonical" href="https://a.example/x">'
    )
    document = read_one(page(head), published="2024-06-01", title="Salé")
    assert (document.published, document.title) == (Published("2024-06-01", "given"), "Salé")
    assert document.url == "https://a.example/x"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_arabic_page_under_a_wrong_declaration(encoding):
    lines = [
        "أعلنت وزارة الداخلية أن المكتب المركزي للأبحاث القضائية أوقف ستة أشخاص في مدينة سلا يوم الخميس.",
        "وقال البلاغ إن المشتبه فيهم كانوا على صلة مع قيادي في تنظيم داعش وإن التحقيق لا يزال متواصلا.",
    ]
    markup = page(
        '<meta charset="iso-8859-1">', "<article>" + "".join(f"<p>{line}</p>" for line in lines) + "</article>"
    )
    document = read_one(markup.replace("©", "").encode(encoding, "ignore"))
    assert all(line in document.text for line in lines)


def test_page_of_only_boilerplate_is_an_omission():
    omission = read_one(page(body="<div></div>"))
    assert isinstance(omission, Omission)
    assert "no article" in omission.reason


@pytest.mark.parametrize("depth", [300, 5000, 100_000])
def test_deep_nesting(depth):
    markup = "<html><body>" + "<div>" * depth + f"<p>{SENTENCES[0]}</p>" + "</div>" * depth + "</body></html>"
    start = time.perf_counter()
    assert read_html(markup.encode()).text == SENTENCES[0]
    assert time.perf_counter() - start < 5


def test_broken_and_empty_pages():
    assert SENTENCES[0] in read_html(f"<html><body><p>{SENTENCES[0]}<div><b></p></i><![endif".encode()).text
    for markup in (b"<html></html>", b"<html><body>\x00\x00</body>", b"<html><![foo"):
        with pytest.raises(UnreadableDocument):
            read_html(markup)


def test_html_is_seen_without_its_name():
    assert looks_like_html(b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- x --><!DOCTYPE html>")
    assert not looks_like_html(b"The <html> tag is used ...")
    (document,) = read_bytes(page().encode(), "download")
    assert "<" not in document.text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</p>",
                "<p>",
                "<![CDATA[",
                "<!--",
                "<table><tr>",
                "&#0;",
                "&amp",
                "x " * 9,
                "<a href=",
                "\x00",
                "<script>",
                "</html>",
                "é",
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_gives_text_or_a_reason(pieces):
    for result in read_bytes(("<html>" + "".join(pieces)).encode(), "page.html"):
        assert isinstance(result, Document | Omission)
