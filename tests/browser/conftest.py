"""A browser and servers for the page tests; without a Chromium they are skipped."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from marsad.serve import ServeSettings, create_app
from marsad.store import Archive
from tests.browser.texts import filled

TOKEN = "a-token-of-the-browser-tests"
# A browser that asks nobody anything.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that CHROMIUM names, else the one on the path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium here; install Debian's packages chromium and fonts-noto-core to run these tests")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def served(archive: Archive, settings: ServeSettings) -> Iterator[str]:
    """The address of a server over the archive, in a thread."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(create_app(archive, settings=settings), port=port, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def _server(folder: Path, *, hostile: bool = False, token: str | None = None) -> Iterator[str]:
    with Archive.open(folder / "a.db") as archive:
        filled(archive, hostile=hostile)
        with served(archive, ServeSettings(token=token, per_minute=1_000_000)) as address:
            yield address


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Pages that nobody may write to."""
    yield from _server(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Pages over texts that mean no good."""
    yield from _server(tmp_path_factory.mktemp("hostile"), hostile=True)


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[str]:
    """Pages that whoever has TOKEN may write to, made anew for each test.

    Tests ask for it before their page, so that the page is closed before its server stops.
    """
    yield from _server(tmp_path, token=TOKEN)


@dataclass
class Watch:
    """What a page did that it must not do."""

    allowed_status: set[int] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Listen to a page."""
        page.on("pageerror", lambda error: self.told.append(f"error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        refused = any(f"status of {status}" in message.text for status in self.allowed_status)
        if message.type == "error" and not refused:
            self.told.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:")):
            self.told.append(f"asked elsewhere: {request.url[:200]}")


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test did wrong; looked at when the test is over."""
    return Watch()


Open = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Open]:
    """Opens pages (options are those of a browser context); none may err or ask another machine."""
    contexts: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        settings = {"locale": "en", "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        watch.follow(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch.told == []


@pytest.fixture
def page(new_page: Open) -> Page:
    """A page of usual size in English."""
    return new_page()


def settled(page: Page, address: str) -> Page:
    """The page at an address, with its data and its map."""
    page.goto(address)
    page.locator("main h1").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    if page.locator(".map-box").count():
        page.locator(".map-box[data-drawn]").wait_for()
    return page


def api(page: Page, address: str, path: str) -> Any:
    """What the API says at a path."""
    return page.request.get(f"{address}/api/{path}").json()
