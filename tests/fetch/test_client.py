"""The HTTP client against a server that misbehaves."""

from __future__ import annotations

import socket
import time
from itertools import pairwise
from pathlib import Path

import pytest

from marsad.fetch import Client, Limits, Unchanged, Validators
from marsad.fetch.addresses import Refused, absolute, public_addresses
from marsad.fetch.client import Fetched
from tests.fetch.web import Page, Site, bomb

QUICK = Limits(pause=0, connect=2, read=1, total=2)


def client(limits: Limits = QUICK, **more: object) -> Client:
    return Client(limits, allow_private=True, **more)  # type: ignore[arg-type]


def refusal(url: str, limits: Limits = QUICK, **more: object) -> str:
    with client(limits, **more) as http, pytest.raises(Refused) as told:
        http.get(url)
    return told.value.reason


def test_a_page_comes_with_its_validators(site: Site) -> None:
    url = site.story("/a", etag='"one"', headers={"Last-Modified": "Thu, 06 Jun 2024 10:00:00 GMT"})
    with client() as http:
        page = http.get(url)
    assert isinstance(page, Fetched)
    assert b"Tangier" in page.data
    assert page.validators == Validators('"one"', "Thu, 06 Jun 2024 10:00:00 GMT")


def test_a_page_that_did_not_change_is_not_sent_again(site: Site) -> None:
    url = site.story("/a", etag='"one"')
    with client(known=lambda _url: Validators('"one"')) as http:
        assert http.get(url) == Unchanged(url)


def test_robots_are_asked_once_and_obeyed(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/\n\nUser-agent: marsad\nDisallow: /closed/\n")
    site.story("/closed/a")
    open_page = site.story("/private/a")
    with client() as http:
        assert isinstance(http.get(open_page), Fetched)
        with pytest.raises(Refused, match=r"robots\.txt"):
            http.get(site.url + "/closed/a")
    assert (site.asked("/robots.txt"), site.asked("/closed/a")) == (1, 0)


def test_a_site_whose_robots_fail_is_left_alone(site: Site) -> None:
    site.put("/robots.txt", "broken", status=500)
    assert "robots.txt" in refusal(site.story("/a"))
    assert site.asked("/a") == 0


def test_requests_to_one_host_keep_their_distance(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n")
    urls = [site.story(f"/{n}") for n in range(3)]
    with client(Limits(pause=0.05)) as http:
        for url in urls:
            http.get(url)
    times = [at for path, at in site.seen if path != "/robots.txt"]
    assert min(after - before for before, after in pairwise(times)) >= 0.39


def test_a_host_that_asks_for_too_long_a_pause_is_left_alone(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n")
    assert "86400 seconds" in refusal(site.story("/a"))


def test_a_server_that_asks_to_wait_is_not_asked_again(site: Site) -> None:
    busy = site.put("/busy", "later", status=429, headers={"Retry-After": "120"})
    other = site.story("/other")
    with client() as http:
        for url in (busy, other):
            with pytest.raises(Refused, match="come back later"):
                http.get(url)
    assert site.asked("/other") == 0


@pytest.mark.parametrize(("status", "told"), [(404, "status 404"), (500, "status 500"), (403, "status 403")])
def test_other_answers_are_told(site: Site, status: int, told: str) -> None:
    assert told in refusal(site.put("/a", "no", status=status))


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.story("/end")
    site.put("/1", b"", status=301, headers={"Location": "/2"})
    site.put("/2", b"", status=302, headers={"Location": site.url + "/end"})
    site.put("/loop", b"", status=302, headers={"Location": "/loop"})
    with client() as http:
        page = http.get(site.url + "/1")
    assert isinstance(page, Fetched)
    assert (page.asked, page.url) == (site.url + "/1", site.url + "/end")
    assert "redirects" in refusal(site.url + "/loop")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "gopher://127.0.0.1/", "//user:pw@h/"])
def test_redirects_lead_to_the_web_alone(site: Site, target: str) -> None:
    site.put("/a", b"", status=302, headers={"Location": target})
    assert refusal(site.url + "/a")


def test_a_redirect_to_a_private_address_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public host of the test stands for itself; where it leads to is checked like any other address."""
    inside = site.story("/inside")
    site.put("/robots.txt", "")
    site.put("/a", b"", status=302, headers={"Location": inside})

    def resolve(host: str, port: int, *, allow_private: bool = False) -> list[str]:
        return ["127.0.0.1"] if host == "news.example" else public_addresses(host, port)

    monkeypatch.setattr("marsad.fetch.transport.public_addresses", resolve)
    with Client(QUICK) as http, pytest.raises(Refused, match="private address"):
        http.get(f"http://news.example:{site.port}/a")
    assert (site.asked("/a"), site.asked("/inside")) == (1, 0)


def test_a_name_that_changes_its_address_gains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: each connection is made to an address that was checked, never to a second answer."""
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    asked: list[tuple[str, int]] = []

    def resolve(host: str, port: int, **_more: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address: tuple[str, int], *_more: object, **_named: object) -> socket.socket:
        asked.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with Client(QUICK) as http:
        for _ in range(2):
            with pytest.raises(Refused):
                http.get(f"http://rebinding.example:{site.port}/a")
    assert asked == [("93.184.216.34", site.port)]
    assert site.seen == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "2130706433",
        "0x7f.1", "198.18.0.1", "240.0.0.1", "fd00:ec2::254",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_in_all_their_spellings(host: str) -> None:
    with pytest.raises(Refused):
        public_addresses(host, 80)


def test_public_addresses_are_not() -> None:
    assert public_addresses("93.184.216.34", 80) == ["93.184.216.34"]
    assert public_addresses("2606:2800:220:1::1", 443) == ["2606:2800:220:1::1"]


@pytest.mark.parametrize(
    "url", ["", "news", "file:///a", "http://", "http://a b/", "http://u:p@example.org/", "http://h:0/", "x" * 5000]
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        absolute(url)


def test_a_slow_page_ends_when_its_time_is_over(site: Site) -> None:
    url = site.put("/drip", "<html>", drip=0.1)
    start = time.monotonic()
    assert refusal(url) == "the server was too slow"
    assert time.monotonic() - start < 4


def test_an_endless_page_ends_at_the_limit(site: Site) -> None:
    url = site.put("/endless", "<html>", endless=b"x" * 65536)
    assert "more than 1,000,000 bytes" in refusal(url, Limits(pause=0, wire=1_000_000))


def test_a_gzip_bomb_ends_at_the_limit(site: Site) -> None:
    url = site.put("/bomb", bomb(300_000_000), headers={"Content-Encoding": "gzip"})
    assert "when unpacked" in refusal(url)


@pytest.mark.parametrize("coding", ["br", "zstd", "snow"])
def test_a_coding_that_was_not_asked_for_is_refused(site: Site, coding: str) -> None:
    assert "not asked for" in refusal(site.put("/a", b"abc", headers={"Content-Encoding": coding}))


def test_broken_gzip_is_told(site: Site) -> None:
    assert "unpacked" in refusal(site.put("/a", b"\x1f\x8bnonsense", headers={"Content-Encoding": "gzip"}))
    assert "too early" in refusal(site.put("/b", bomb(10_000)[:-9], headers={"Content-Encoding": "gzip"}))


def test_pictures_are_not_taken(site: Site) -> None:
    assert "no text" in refusal(site.put("/a.png", b"\x89PNG", headers={"Content-Type": "image/png"}))


def test_a_dead_host_is_given_up() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/"
        assert "no connection" in refusal(url)


def test_no_cookie_travels(site: Site) -> None:
    site.pages["/a"] = Page(b"<html>", headers={"Set-Cookie": "id=1; Path=/"})
    with client() as http:
        http.get(site.url + "/a")
        assert not http._http.cookies


def test_there_is_no_way_to_a_unix_socket(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        absolute(f"http+unix://{tmp_path}/a")
