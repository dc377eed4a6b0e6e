"""Screenshots of every page on the demo archive, Arabic and English, light and dark, wide and narrow.

    make demo && .venv/bin/python scripts/screenshots.py            # writes docs/screens
    .venv/bin/python scripts/screenshots.py --out shots --page overview --language ar

Needs a Chromium (``CHROMIUM`` names it, else /usr/bin/chromium).
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
TOKEN = "screens"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = {"wide": (1440, 900), "narrow": (390, 844)}
PAGES = {
    "overview": "/",
    "event": "/event/{event}",
    "figures": "/figures?unit=cell&country=MA",
    "trends": "/trends",
    "network": "/network",
    "documents": "/documents?text=cellule",
    "document": "/documents/{document}",
    "read": "/read",
    "review": "/review",
    "about": "/about",
}


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address of a server of the archive."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "marsad.cli", "serve", "--archive", str(archive), "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with tempfile.NamedTemporaryFile("w") as secret:
        secret.write(TOKEN)
        secret.flush()
        process = subprocess.Popen([*command, "--token-file", secret.name])
        try:
            _wait_for(f"{address}/api/about")
            yield address
        finally:
            process.terminate()
            process.wait()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"the server does not answer at {address}")


def examples(archive: Path) -> dict[str, str]:
    """An event told in most languages with rival values, and a document of it."""
    from marsad.store import Archive

    with Archive.open(str(archive), read_only=True) as opened:
        events = list(opened.events())
        best = max(events, key=lambda e: (len(e.languages), sum(c.low != c.high for c in e.counts.values()), e.id))
        report = next(iter(opened.reports(best.reports)))
    return {"event": best.id, "document": report.document_id}


@dataclass(frozen=True)
class Shot:
    """One picture: page name, its path, language, theme and width."""

    name: str
    path: str
    language: str
    theme: Literal["light", "dark"]
    width: str

    def file(self, out: Path, form: str) -> Path:
        """Where the picture goes."""
        return out / f"{self.name}-{self.language}-{self.theme}-{self.width}.{form}"


def shoot(browser: Browser, address: str, shot: Shot, file: Path) -> None:
    """One page as a picture."""
    size = ViewportSize(width=WIDTHS[shot.width][0], height=WIDTHS[shot.width][1])
    context = browser.new_context(viewport=size, color_scheme=shot.theme, locale=shot.language)
    page = context.new_page()
    mark = "&" if "?" in shot.path else "?"
    page.goto(f"{address}{shot.path}{mark}lang={shot.language}#token={TOKEN}", wait_until="networkidle")
    if shot.name == "read":
        _paste(page)
    page.wait_for_timeout(900)
    if file.suffix == ".png":
        page.screenshot(path=file)
    else:
        page.screenshot(path=file, type="jpeg", quality=60)
    context.close()


def _paste(page: Page) -> None:
    page.fill("textarea[name=text]", (ROOT / "samples" / "retelling-ar.txt").read_text("utf-8"))
    page.click("button[type=submit]")
    page.wait_for_load_state("networkidle")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--archive", type=Path, default=ROOT / "demo.db")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--page", action="append", choices=PAGES)
    parser.add_argument("--language", action="append", choices=("ar", "en", "es", "fr"))
    parser.add_argument("--form", choices=("jpg", "png"), default="jpg")
    options = parser.parse_args()
    if not options.archive.exists():
        parser.error(f"{options.archive} is missing: run make demo first")
    options.out.mkdir(parents=True, exist_ok=True)
    ids = examples(options.archive)
    with served(options.archive) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name in options.page or PAGES:
            for language in options.language or ("ar", "en"):
                for theme, width in product(THEMES, WIDTHS):
                    shot = Shot(name, PAGES[name].format(**ids), language, theme, width)
                    shoot(browser, address, shot, shot.file(options.out, options.form))
            print(f"{name}: done", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
