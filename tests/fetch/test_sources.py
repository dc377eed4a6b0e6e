"""Feeds, sitemaps, lists of addresses: what they give, and what is said of what they do not give."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest

from marsad.fetch import Client, Found, Gatherer, Limits, Unchanged, Validators, Visit, kind_of
from marsad.fetch.feeds import read_feed
from marsad.fetch.sitemaps import SitemapRef, read_sitemap
from marsad.pieces import Piece
from marsad.records import Omission
from tests.fetch.web import Site

QUICK = Limits(pause=0, connect=2, read=1, total=3)


def gather(where: str, kind: str | None = None, limits: Limits = QUICK, **more: object) -> list[Found]:
    known = more.pop("known", lambda _url: None)
    with Client(limits, allow_private=True, known=known) as client:  # type: ignore[arg-type]
        return list(Gatherer(client, **more).gather(where, kind or kind_of(where)))  # type: ignore[arg-type]


def pieces(found: Iterable[Found]) -> list[Piece]:
    return [item for item in found if isinstance(item, Piece)]


def reasons(found: Iterable[Found]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Omission)]


def visits(found: Iterable[Found]) -> list[str]:
    return [item.url for item in found if isinstance(item, Visit)]


def rss(site: Site, links: Iterable[str], more: str = "") -> str:
    items = "".join(
        f"<item><title>Story {n}</title><link>{link}</link><pubDate>Thu, 06 Jun 2024 10:00:00 GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><link>{site.url}</link>{items}{more}</channel></rss>'


def test_a_feed_gives_its_pages_with_title_and_day(site: Site) -> None:
    links = [site.story(f"/{n}", n + 3) for n in range(3)]
    found = gather(site.put("/feed", rss(site, [*links, links[0]]), etag='"f"'))
    assert [(piece.url, piece.title, piece.published) for piece in pieces(found)] == [
        (link, f"Story {n}", "2024-06-06") for n, link in enumerate(links)
    ]
    assert pieces(found)[0].source == "127.0.0.1"
    assert visits(found) == [*links, site.url + "/feed"], "the feed is done when all of it was had"
    assert site.asked("/0") == 1


def test_a_feed_is_not_done_while_a_page_of_it_is_missing(site: Site) -> None:
    feed = site.put("/feed", rss(site, [site.story("/0"), site.url + "/gone"]), etag='"f"')
    found = gather(feed)
    assert len(pieces(found)) == 1
    assert reasons(found) == ["the server answers with status 404"]
    assert feed not in visits(found)


def test_an_atom_feed_with_texts_needs_no_further_page(site: Site) -> None:
    atom = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
    <entry><title type="html">Arrests &lt;script&gt;alert(1)&lt;/script&gt; in &lt;b&gt;Fez&lt;/b&gt;</title>
    <link href="/story"/><published>2024-06-07T08:00:00Z</published>
    <content type="html">&lt;p&gt;Police arrested five men in Fez.&lt;/p&gt;</content></entry></feed>"""
    (piece,) = pieces(gather(site.put("/atom", atom), follow=False))
    assert (piece.title, piece.published) == ("Arrests in Fez", "2024-06-07")
    assert b"<p>Police arrested five men in Fez.</p>" in piece.data
    assert [path for path, _ in site.seen] == ["/robots.txt", "/atom"]


def test_a_feed_that_never_ends_gives_what_came(site: Site) -> None:
    links = [site.story(f"/{n}") for n in range(3)]
    body = rss(site, links).removesuffix("</channel></rss>")
    feed = site.put("/feed", body, endless=b"<item><title>No page</title></item>" * 2000)
    found = gather(feed, limits=Limits(pause=0, wire=1_000_000, entries=5))
    assert [piece.url for piece in pieces(found)] == links
    assert any("it goes on, but more than 1,000,000 bytes" in reason for reason in reasons(found))
    assert any("more than 5 pages" in reason for reason in reasons(found))
    assert feed not in visits(found)


def test_a_feed_that_drips_gives_what_came(site: Site) -> None:
    link = site.story("/0")
    feed = site.put("/feed", rss(site, [link]).removesuffix("</channel></rss>"), drip=0.2)
    found = gather(feed, limits=Limits(pause=0, read=1, total=1))
    assert not pieces(found) or pieces(found)[0].url == link
    assert reasons(found)


def test_what_is_no_feed_is_told(site: Site) -> None:
    page = site.story("/page")
    assert reasons(gather(page, "feed")) == ["what stands there is no feed"]
    assert reasons(gather(site.put("/empty", rss(site, [])))) == ["the feed names no page"]


def test_entities_that_grow_are_not_read() -> None:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    feed = "<rss><channel><item><title>&e11;</title></item></channel></rss>"
    bomb = f"<?xml version='1.0'?><!DOCTYPE rss [{grown}]>{feed}"
    links = list(read_feed(bomb.encode(), "feed", most=10))
    assert all(len(link.title or "") < 1000 for link in links)
    with pytest.raises(ValueError, match="broken"):
        list(read_sitemap(bomb.replace("rss", "urlset").encode(), "sitemap"))


def test_a_page_that_did_not_change_is_passed_over(site: Site) -> None:
    page = site.story("/a", etag='"one"')
    assert gather(page, known=lambda _url: Validators('"one"')) == [Unchanged(page)]


SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def test_an_index_of_sitemaps_is_followed_also_packed(site: Site) -> None:
    first, second = site.story("/1"), site.story("/2")
    news = (
        f"<url><loc>{first}</loc><n:news xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<n:publication_date>2024-06-06T10:00:00Z</n:publication_date><n:title>First</n:title></n:news></url>"
    )
    a = site.put("/a.xml", SITEMAP.format(news))
    b = site.put("/b.xml.gz", gzip.compress(SITEMAP.format(f"<url><loc>{second}</loc></url>").encode()))
    index = f"<sitemapindex><sitemap><loc>{a}</loc></sitemap><sitemap><loc>{b}</loc></sitemap></sitemapindex>"
    found = gather(site.put("/sitemap.xml", index))
    assert [(piece.url, piece.title) for piece in pieces(found)] == [(first, "First"), (second, None)]
    assert pieces(found)[0].published == "2024-06-06T10:00:00Z"
    assert visits(found)[-1] == site.url + "/sitemap.xml"


def test_sitemaps_that_name_each_other_end(site: Site) -> None:
    for n in range(3):
        following = f"<sitemap><loc>{site.url}/{(n + 1) % 3}.xml</loc></sitemap>"
        site.put(f"/{n}.xml", f"<sitemapindex>{following}</sitemapindex>")
    assert "too deeply nested" in "".join(reasons(gather(site.url + "/0.xml")))


def test_a_broken_sitemap_gives_what_came(site: Site) -> None:
    page = site.story("/1")
    found = gather(site.put("/s.xml", SITEMAP.format(f"<url><loc>{page}</loc></url><url><lo")))
    assert [piece.url for piece in pieces(found)] == [page]
    assert "broken" in reasons(found)[0]


def test_a_packed_bomb_of_a_sitemap_is_told(site: Site) -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 100_000_000)
    assert "when unpacked" in reasons(gather(site.put("/s.xml.gz", bomb)))[0]


def test_sitemap_entries_keep_their_kind() -> None:
    found = list(read_sitemap(b"<sitemapindex><sitemap><loc> http://a/ </loc></sitemap></sitemapindex>", "s"))
    assert found == [SitemapRef("http://a/")]
    assert isinstance(found[0], SitemapRef)


def test_a_table_of_addresses_with_what_it_says_of_them(site: Site, tmp_path: Path) -> None:
    one, two = site.story("/1"), site.story("/2")
    table = tmp_path / "pages.csv"
    rows = ("title;url;date;source", f"First;{one};2024-06-06;El Diario", f";{two};;", "Bad;ftp://x/;;")
    table.write_text("\n".join(rows), "utf-8-sig")
    found = gather(str(table))
    assert [(piece.url, piece.title, piece.published, piece.source) for piece in pieces(found)] == [
        (one, "First", "2024-06-06", "El Diario"), (two, None, None, "127.0.0.1"),
    ]  # fmt: skip
    assert reasons(found) == ["only http and https are fetched, not ftp"]


def test_a_plain_list_of_addresses(site: Site, tmp_path: Path) -> None:
    table = tmp_path / "pages.urls"
    table.write_text(f"# mine\n{site.story('/1')}\n\n{site.story('/2')}\n{site.url}/1\n", "utf-8")
    assert [piece.url for piece in pieces(gather(str(table)))] == [site.url + "/1", site.url + "/2"]


def test_most_bounds_what_is_fetched(site: Site) -> None:
    links = [site.story(f"/{n}") for n in range(9)]
    feed = site.put("/feed", rss(site, links))
    found = gather(feed, most=2)
    assert [piece.url for piece in pieces(found)] == links[:2]
    assert feed not in visits(found)
    assert site.asked("/2") == 0


def test_missing_and_private_sources_are_told(tmp_path: Path, site: Site) -> None:
    assert "cannot be opened" in reasons(gather(str(tmp_path / "no.csv")))[0]
    assert "cannot be opened" in reasons(gather(str(tmp_path / "no.warc")))[0]
    page = site.story("/a")
    with Client(QUICK) as client:
        assert "private address" in reasons(Gatherer(client).gather(page, "web"))[0]
    assert site.seen == []


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("https://example.org/feed.xml", "web"), ("news.warc.gz", "warc"), ("a.CSV", "urls"), ("feed.xml", "feed"),
        ("folder", "files"), ("a.jsonl", "files"), ("-", "files"),
    ],
)  # fmt: skip
def test_sources_are_told_apart_by_name(where: str, kind: str) -> None:
    assert kind_of(where) == kind
