"""What a reader does: look, filter, follow a number to its words, change the language."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, api, settled
from tests.serve.conftest import RETELLING

ARABIC = re.compile(r"[\u0600-\u06ff]")


def total(page: Page) -> int:
    return int(page.locator(".total b").inner_text())


def test_the_overview_opens_with_map_timeline_list_and_filters(page: Page, site: str) -> None:
    settled(page, site)
    held = api(page, site, "events")["total"]
    assert total(page) == held > 5
    assert page.locator(".map-box canvas").count() == 1
    assert page.locator(".timeline rect.in").count() > 3
    assert page.locator(".cards .card").count() == held
    assert {"Type", "Country", "Language"} <= set(page.locator(".facets legend").all_inner_texts())


def test_the_brush_filters_and_the_address_keeps_it(page: Page, site: str) -> None:
    settled(page, site)
    before = total(page)
    box = page.locator(".timeline svg").bounding_box()
    assert box
    # The last third of the bars.
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.7, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.99, y, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("start=.*end="))
    expect(page.locator(".total b")).not_to_have_text(str(before))
    assert 0 < total(page) < before
    # The same address shows the same; taking the filters out brings everything back.
    shared, found = page.url, total(page)
    settled(page, shared)
    assert total(page) == found
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".total b")).to_have_text(str(before))
    page.go_back()
    expect(page.locator(".total b")).to_have_text(str(found))


def test_dates_can_be_typed_at_any_precision(page: Page, site: str) -> None:
    settled(page, site)
    page.get_by_role("textbox", name="From").fill("2024")
    page.get_by_role("textbox", name="From").press("Enter")
    page.get_by_role("textbox", name="From").blur()
    page.wait_for_url(re.compile("start=2024"))
    dates = [event["date"]["start"] for event in api(page, site, "events?start=2024")["items"]]
    expect(page.locator(".total b")).to_have_text(str(len(dates)))


def test_the_map_filters_the_list(page: Page, site: str) -> None:
    settled(page, site)
    before = total(page)
    page.get_by_label("Only what the map shows").check()
    page.wait_for_url(re.compile("bbox="))
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(300)
    # The map moved by hand asks for what it shows now.
    box = page.locator(".map-box").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 200, steps=5)
    page.mouse.up()
    expect(page.locator(".total b")).not_to_have_text(str(before))
    assert total(page) < before
    assert "Map" in page.locator(".chosen").inner_text()


def test_a_facet_filters_and_can_be_taken_back(page: Page, site: str) -> None:
    settled(page, site)
    before = total(page)
    facet = page.get_by_role("button", name="Algeria 1")
    facet.click()
    expect(page.locator(".total b")).to_have_text("1")
    expect(facet).to_have_attribute("aria-pressed", "true")
    page.locator(".chosen button.chip").click()
    expect(page.locator(".total b")).to_have_text(str(before))


def test_a_number_leads_to_its_words(page: Page, site: str) -> None:
    settled(page, f"{site}/?type=arrest&country=MA&min_reports=2")
    page.locator(".card a.cover").first.click()
    page.locator("h1").first.wait_for()
    # Four in one report, five in the other: both stand there, each with its source.
    values = page.locator("table tbody td:first-of-type a")
    assert set(values.all_inner_texts()) == {"4", "5"}
    values.first.click()
    report = page.locator(page.url.rpartition("#")[1] + page.url.rpartition("#")[2])
    assert report.locator("mark.m-count").count() >= 1
    report.locator("h3 a").click()
    chosen = page.locator("mark.chosen")
    chosen.first.wait_for()
    assert {"four men", "cinq hommes", "4 أشخاص"} & set(chosen.all_inner_texts())
    expect(chosen.first).to_be_in_viewport()


def test_the_finding_of_the_seed_is_told_and_its_words_are_shown(page: Page, site: str) -> None:
    settled(page, f"{site}/figures?unit=cell&country=MA")
    finding = page.locator(".finding.v-conflicts", has_text=re.compile(r"91.*\b5\b.*95"))
    finding.first.wait_for()
    finding.first.get_by_role("link", name="See the words").click()
    page.locator("mark.chosen").first.wait_for()
    assert page.locator(".source").get_attribute("lang") == "ar"
    marked = " ".join(page.locator("mark.m-figure").all_inner_texts())
    assert "91" in marked and "95 خلية" in marked and "5 خلايا" in marked


def test_a_text_pasted_shows_its_events_and_nothing_is_kept(page: Page, site: str) -> None:
    before = api(page, site, "about")["counts"]["documents"]
    settled(page, f"{site}/read")
    page.get_by_label("Text").fill(RETELLING.read_text("utf-8"))
    page.get_by_role("button", name="Read", exact=True).click()
    told = page.locator("[role=status]", has_text="Events:")
    told.wait_for()
    arrest = page.locator(".line", has_text=re.compile("Arrest.*Salé.*June 6, 2024", re.S))
    expect(arrest.first).to_contain_text("4 arrested")
    assert page.locator(".finding.v-conflicts").count() >= 1
    arrest.first.get_by_role("button").click()
    assert "4 أشخاص" in page.locator("mark.chosen").all_inner_texts()
    assert page.get_by_role("button", name="Keep in the archive").count() == 0
    assert api(page, site, "about")["counts"]["documents"] == before


def test_arabic_turns_the_whole_page(page: Page, site: str) -> None:
    settled(page, site)
    page.get_by_label("Language").select_option("ar")
    page.wait_for_url(re.compile("lang=ar"))
    html = page.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    expect(html).to_have_attribute("lang", "ar")
    brand, theme = page.locator(".brand").bounding_box(), page.locator("button.icon").bounding_box()
    assert brand and theme and brand["x"] > theme["x"]
    menu = page.locator("nav a").all_inner_texts()
    assert len(menu) == 8 and all(ARABIC.search(word) for word in menu)
    # The language goes along to the next page.
    page.locator("nav a").nth(1).click()
    page.locator("h1").wait_for()
    assert "lang=ar" in page.url and ARABIC.search(page.locator("h1").inner_text())


def test_no_word_of_the_interface_is_missing_in_any_language() -> None:
    import json
    from pathlib import Path

    folder = Path(__file__).parents[2] / "web" / "src" / "i18n"
    tables = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}

    def keys(table: dict[str, object], before: str = "") -> set[str]:
        found: set[str] = set()
        for key, value in table.items():
            found |= keys(value, f"{before}{key}.") if isinstance(value, dict) else {before + key}
        return found

    assert len(tables) == 4
    assert all(keys(table) == keys(tables["en"]) for table in tables.values())


def test_the_chosen_theme_stays(new_page: Open, site: str) -> None:
    page = new_page(color_scheme="light")
    settled(page, f"{site}/about")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(245, 243, 238)"
    page.get_by_role("button", name="Light or dark").click()
    settled(page, f"{site}/trends")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 26)"
