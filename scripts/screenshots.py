"""Pictures of every page on the demo archive: Arabic and English, light and dark, wide and narrow (docs/screens)."""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from marsad.serve import ServeSettings, create_app
from marsad.store import Archive

ROOT = Path(__file__).parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# A browser that asks nobody anything.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = {"wide": (1440, 900), "narrow": (390, 844)}
TOKEN = "token-of-the-screenshots"


@dataclass(frozen=True, slots=True)
class View:
    """A page: its name, its address and what is done on it before the picture is taken."""

    name: str
    address: str
    prepare: Callable[[Page], object] = lambda page: None
    told: str = ""


def paste(page: Page) -> None:
    """The Arabic retelling read on the page."""
    page.locator("textarea[name=text]").fill((ROOT / "samples" / "retelling-ar.txt").read_text("utf-8"))
    page.locator("form.paste button.main").click()
    page.locator(".finding.v-conflicts").first.wait_for()
    page.locator("div.side.wide").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('div.side.wide').scrollIntoView()")


def first_edge(page: Page) -> None:
    """The events of the strongest edge."""
    page.locator(".edges button").first.click()


def views(archive: Archive) -> tuple[View, ...]:
    """Every page, on the records of the archive that show most."""
    clear = [one for one in archive.events() if not any(two.field == "country" for two in one.disagreements)]
    told = max(clear, key=lambda one: (len(one.languages), len(one.reports), one.id))
    retelling = next(one for one in archive.documents() if "يقظة لا تنام" in one.text[:40])
    return (
        View("overview", "/", told="map, timeline, filters with counts, list"),
        View("event", f"/event/{told.id}", told="one event as several texts in several languages tell it"),
        View("figures", "/figures?unit=cell&country=MA", told="the ledger of cells dismantled in Morocco"),
        View("trends", "/trends?compare=country", told="yearly rates with exact intervals"),
        View("network", "/network", first_edge, told="countries that act together"),
        View("documents", "/documents?text=Tanger", told="search across languages"),
        View("document", f"/documents/{retelling.id}", told="a text with everything read from it"),
        View("read", "/read", paste, told="the retelling pasted: 91 + 5 against 95"),
        View("review", f"/review#token={TOKEN}", told="the queue, keyboard first"),
        View("about", "/about", told="sources, accuracy, codebook"),
    )


@contextmanager
def served(archive: Archive, settings: ServeSettings) -> Iterator[str]:
    """The address of a server over the archive, in a thread."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    config = uvicorn.Config(create_app(archive, settings=settings), port=port, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def picture(page: Page, path: Path, *, whole: bool) -> None:
    """The page as it stands: WebP through the browser itself, or PNG of its whole length."""
    if path.suffix == ".png":
        page.screenshot(path=path, full_page=whole)
        return
    session = page.context.new_cdp_session(page)
    told = session.send("Page.captureScreenshot", {"format": "webp", "quality": 45, "optimizeForSpeed": False})
    path.write_bytes(base64.b64decode(told["data"]))


def take(base: str, shown: tuple[View, ...], out: Path, chosen: argparse.Namespace) -> int:
    """All pictures; the number taken."""
    installed = (shutil.which(name) for name in CHROMIUM)
    browser_path = os.environ.get("CHROMIUM") or next(filter(None, installed), None)
    if browser_path is None:
        sys.exit("There is no Chromium; install it (Debian: apt-get install chromium fonts-noto-core)")
    taken = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        for language in chosen.languages:
            for theme in chosen.themes:
                context = playwright.chromium.launch_persistent_context(
                    f"{profile}/{language}-{theme}", executable_path=browser_path, args=list(QUIET),
                    color_scheme=theme, locale=language, reduced_motion="reduce",
                )  # fmt: skip
                page = context.new_page()
                for width in chosen.widths:
                    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
                    for view in shown:
                        _open(page, base, view, language)
                        name = f"{view.name}-{language}-{theme}-{width}.{chosen.format}"
                        picture(page, out / name, whole=chosen.whole)
                        taken += 1
                context.close()
    return taken


def _open(page: Page, base: str, view: View, language: str) -> None:
    address, _, fragment = view.address.partition("#")
    mark = "&" if "?" in address else "?"
    page.goto("about:blank")
    page.goto(f"{base}{address}{mark}lang={language}" + (f"#{fragment}" if fragment else ""))
    page.locator("main h1").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    view.prepare(page)
    page.wait_for_load_state("networkidle")
    if page.locator(".map-box").count():
        page.locator(".map-box[data-drawn]").wait_for()
    page.wait_for_timeout(200)


def listing(shown: tuple[View, ...], chosen: argparse.Namespace) -> str:
    """The page that shows all pictures."""
    lines = ["# The pages in pictures", "", "Made by `scripts/screenshots.py` on the archive of `make demo`.", ""]
    for view in shown:
        lines += [f"## {view.name}", "", f"{view.told[:1].upper()}{view.told[1:]}.", ""]
        for language in chosen.languages:
            for theme in chosen.themes:
                names = (f"{view.name}-{language}-{theme}-{width}.{chosen.format}" for width in chosen.widths)
                lines.append(" · ".join(f"[{Path(name).stem}]({name})" for name in names) + "  ")
        wide = f"{view.name}-{chosen.languages[0]}-{chosen.themes[0]}-{chosen.widths[0]}.{chosen.format}"
        lines += ["", f"![{view.told}]({wide})", ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--archive", type=Path, default=ROOT / "demo.db", help="built by the demo if it is not there")
    parser.add_argument("--pages", nargs="*", help="only these")
    parser.add_argument("--languages", nargs="*", default=["en", "ar"])
    parser.add_argument("--themes", nargs="*", default=["light", "dark"])
    parser.add_argument("--widths", nargs="*", default=list(WIDTHS))
    parser.add_argument("--format", choices=("webp", "png"), default="webp")
    parser.add_argument("--whole", action="store_true", help="the whole length of each page (PNG only)")
    chosen = parser.parse_args()
    if not chosen.archive.exists():
        subprocess.run([sys.executable, str(ROOT / "scripts" / "demo.py")], check=True, stdout=subprocess.DEVNULL)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with Archive.open(chosen.archive, create=False) as archive:
        shown = tuple(view for view in views(archive) if not chosen.pages or view.name in chosen.pages)
        with served(archive, ServeSettings(token=TOKEN)) as base:
            taken = take(base, shown, chosen.out, chosen)
    if not chosen.pages:
        (chosen.out / "README.md").write_text(listing(shown, chosen), "utf-8")
    print(f"{taken} pictures in {chosen.out}")


if __name__ == "__main__":
    main()
