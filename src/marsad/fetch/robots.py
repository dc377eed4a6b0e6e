"""robots.txt, read once a site (RFC 9309): what may be fetched, and how long to wait between two requests."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from marsad.fetch.addresses import Refused, site_of

__all__ = ["Robots"]

# The name that a robots.txt uses for Marsad.
TOKEN = "marsad"

# RFC 9309 2.5: at least 500 KiB must be parsed; what lies beyond is not read.
LONGEST = 512_000


class Robots:
    """The rules of the sites of one run. ``ask`` gives status and body of a URL, or raises `Refused`."""

    def __init__(self, ask: Callable[[str], tuple[int, bytes]]) -> None:
        self._ask = ask
        self._rules: dict[str, Protego | str] = {}

    def pause(self, url: str) -> float:
        """Seconds between two requests that the site asks for; `Refused` if the URL may not be fetched.

        A site without a robots.txt (4xx) allows all; one whose robots.txt cannot be had (5xx, no answer) allows
        nothing until it can.
        """
        site = site_of(url)
        if site not in self._rules:
            self._rules[site] = self._read(site)
        rules = self._rules[site]
        if isinstance(rules, str):
            raise Refused(rules)
        if not rules.can_fetch(url, TOKEN):
            raise Refused("robots.txt of the site does not allow it")
        return float(rules.crawl_delay(TOKEN) or 0.0)

    def _read(self, site: str) -> Protego | str:
        try:
            status, body = self._ask(f"{site}/robots.txt")
        except Refused as error:
            return f"robots.txt of the site cannot be had ({error.reason})"
        if status >= 500 or status == 429:
            return f"robots.txt of the site cannot be had (status {status}); try again later"
        text = body[:LONGEST].decode("utf-8", "replace") if status == 200 else ""
        return Protego.parse(text)
