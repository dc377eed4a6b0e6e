"""Every page for everybody: nothing serious for axe-core, no sideways scrolling, hostile texts, print, no motion."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import TOKEN, Open, Watch, api, settled
from tests.serve.conftest import RETELLING

PAGES = (
    "overview", "event", "figures", "trends", "network", "agencies", "documents", "document", "read", "review", "pairs",
    "about", "missing",
)  # fmt: skip


def address_of(page: Page, site: str, name: str) -> str:
    """The address of a page by its name, on records that fill it."""
    plain = {
        "overview": "/", "figures": "/figures?unit=cell&country=MA", "trends": "/trends?compare=country",
        "network": "/network", "agencies": "/network?of=actor", "documents": "/documents?text=terrorism",
        "read": "/read", "review": "/review?kind=report", "pairs": "/review?kind=pair", "about": "/about",
        "missing": "/event/v-0000000000000000",
    }  # fmt: skip
    if name == "event":
        return f"{site}/event/{max(api(page, site, 'events')['items'], key=lambda one: len(one['reports']))['id']}"
    if name == "document":
        return f"{site}/documents/{api(page, site, 'documents?text=91')['items'][0]['id']}"
    return site + plain[name]


def shown(page: Page, site: str, name: str, language: str = "en") -> Page:
    """A page by its name in a language, complete."""
    address = address_of(page, site, name)
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
    page.locator("main h1, main [role=alert]").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    if name == "overview":
        page.locator(".map-box[data-drawn]").wait_for()
    return page


def serious(page: Page) -> list[str]:
    """What axe-core finds wrong that keeps people out."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def wider_than_the_window(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width + 1) return [];
          return [...document.querySelectorAll("main *, header *")]
            .map((one) => [one, one.getBoundingClientRect()])
            .filter(([one, box]) => box.right > width + 1 || box.left < -1)
            .map(([one]) => one)
            .filter((one) => !one.closest(".scroll, svg, .hidden, .maplibregl-map"))
            .map((one) => one.outerHTML.slice(0, 120));
        }"""
    )
    return found


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing_serious(new_page: Open, site: str, watch: Watch, language: str, theme: str) -> None:
    watch.allowed_status = {404}
    page = new_page(color_scheme=theme)
    found = {name: serious(shown(page, site, name, language)) for name in PAGES}
    assert {name: told for name, told in found.items() if told} == {}


def test_axe_finds_nothing_serious_where_one_decides(writable: str, new_page: Open) -> None:
    page = new_page()
    settled(page, f"{address_of(page, writable, 'event')}#token={TOKEN}")
    for button in ("Correct a value", "Join with another event", "Not this event", "Withdraw report"):
        page.get_by_role("button", name=button).first.click()
        page.get_by_role("dialog").wait_for()
        assert serious(page) == [], button
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")
    settled(page, f"{writable}/read?lang=ar")
    page.locator("textarea").fill(RETELLING.read_text("utf-8"))
    page.locator("form.paste button.main").click()
    page.locator(".finding").first.wait_for()
    assert serious(page) == []


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_scrolls_sideways(new_page: Open, site: str, watch: Watch, width: int, language: str) -> None:
    watch.allowed_status = {404}
    page = new_page(viewport={"width": width, "height": 780})
    found = {name: wider_than_the_window(shown(page, site, name, language)) for name in PAGES}
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_texts_that_mean_no_good_are_shown_as_text(new_page: Open, hostile: str, watch: Watch, language: str) -> None:
    watch.allowed_status = {404}
    page = new_page(viewport={"width": 360, "height": 780})
    for name in (*PAGES, "planted"):
        if name == "planted":
            hit = next(
                one for one in api(page, hostile, "documents?text=Madrid")["items"] if len(one["title"] or "") > 100
            )
            settled(page, f"{hostile}/documents/{hit['id']}?lang={language}")
            assert "<script>window.hacked" in page.locator("main").inner_text()
        else:
            shown(page, hostile, name, language)
        assert wider_than_the_window(page) == [], name
        assert page.evaluate("window.hacked === undefined"), name
        assert page.locator("main script, main img").count() == 0, name


def test_an_override_of_the_writing_direction_stays_in_its_words(new_page: Open, hostile: str) -> None:
    page = shown(new_page(), hostile, "documents")
    # Each title is isolated: what stands after it is not turned around.
    kept = "[...document.querySelectorAll('.hits h2 bdi')].map((one) => getComputedStyle(one).unicodeBidi)"
    assert set(page.evaluate(kept)) == {"isolate"}


@pytest.mark.parametrize("name", ["overview", "event", "figures", "trends", "document", "about"])
def test_every_page_prints_dark_on_white(new_page: Open, site: str, name: str) -> None:
    page = shown(new_page(color_scheme="dark"), site, name)
    page.emulate_media(media="print", color_scheme="dark")
    told = page.evaluate(
        """() => {
          const style = (one) => getComputedStyle(document.querySelector(one));
          return [style("body").backgroundColor, style("h1, h2").color, style(".top").display];
        }"""
    )
    assert told == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "none"]
    assert page.locator(".noprint:visible, nav:visible, input:visible").count() == 0


def test_nothing_moves_where_people_want_no_motion(new_page: Open, site: str) -> None:
    page = shown(new_page(reduced_motion="reduce"), site, "overview")
    styles = "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one))"
    assert set(page.evaluate(f"{styles}.map((one) => one.transitionDuration)")) == {"0s"}
    assert set(page.evaluate(f"{styles}.map((one) => one.animationName)")) == {"none"}
    assert page.evaluate("document.getAnimations().length") == 0
