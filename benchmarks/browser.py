"""How long a reader waits in headless Chromium: for the first view, and after a click on a filter."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
# Usable: the counts of the filters, the list, the bars of the timeline and the map stand.
_USABLE = """() => document.querySelector('.facets button .n') && document.querySelector('.cards li')
  && document.querySelector('.timeline rect') && document.querySelector('.map canvas') && performance.now()"""
# A click, and then frames until the total and the list belong to the new view and no request is under way.
_CLICKED = """async (at) => {
  const total = () => document.querySelector('.total b').textContent;
  const list = () => document.querySelector('.cards li')?.textContent;
  const before = [total(), list()];
  const unset = [...document.querySelectorAll('.facets button[aria-pressed=false]')];
  const button = document.querySelector('.facets button[aria-pressed=true]') ?? unset[at % unset.length];
  const begun = performance.now();
  button.click();
  while (total() === before[0] || list() === before[1]) {
    if (performance.now() - begun > 5000) return null;
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - begun;
}"""
VIEWS, CLICKS = 7, 24


def page_times(url: str) -> None:
    """Print the milliseconds of some first views and some changes of a filter."""
    if not Path(CHROMIUM).exists():
        print(f"no {CHROMIUM}: the pages are not measured")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        _told("first view, nothing in the browser's cache", [_first_view(browser, url) for _ in range(VIEWS)])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(url)
        page.wait_for_function(_USABLE)
        _told("first view again", [_again(page) for _ in range(VIEWS)])
        time.sleep(2)
        _told("change of a filter", _clicks(page))
        browser.close()


def _first_view(browser: Browser, url: str) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(url, wait_until="commit")
    took = float(page.wait_for_function(_USABLE, polling="raf").json_value())
    context.close()
    return took


def _again(page: Page) -> float:
    page.reload(wait_until="commit")
    return float(page.wait_for_function(_USABLE, polling="raf").json_value())


def _clicks(page: Page) -> list[float]:
    """A filter is set and taken away again, each time another one."""
    took = []
    for at in range(CLICKS):
        time.sleep(0.3)
        found = page.evaluate(_CLICKED, at * 5)
        if found is not None:
            took.append(float(found))
    return took


def _told(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(f"{name}: median {median(ordered):.0f} ms, longest {ordered[-1]:.0f} ms of {len(ordered)}", flush=True)
