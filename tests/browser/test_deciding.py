"""What a person with the token does: correct and undo, review by keys alone, keep a text."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import TOKEN, Watch, api, settled
from tests.serve.conftest import RETELLING


def the_algerian_clash(page: Page, address: str) -> str:
    return str(api(page, address, "events?country=DZ")["items"][0]["id"])


def correct(page: Page, value: str, why: str) -> None:
    page.get_by_role("button", name="Correct a value").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Field").select_option("counts.killed")
    dialog.get_by_label("Value").fill(value)
    dialog.get_by_label("Reason").fill(why)
    dialog.get_by_role("button", name="Correct", exact=True).click()


def test_a_value_is_corrected_and_the_correction_undone(writable: str, page: Page) -> None:
    event = the_algerian_clash(page, writable)
    settled(page, f"{writable}/event/{event}#token={TOKEN}")
    assert TOKEN not in page.url
    expect(page.locator(".facts.big")).to_contain_text("3 killed")
    correct(page, "4", "The ministry gave a new toll.")
    expect(page.locator(".facts.big")).to_contain_text("4 killed")
    expect(page.locator(".history")).to_contain_text("The ministry gave a new toll.")
    page.get_by_role("button", name="Undo").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("It was another place.")
    dialog.get_by_role("button", name="Undo").click()
    expect(page.locator(".facts.big")).to_contain_text("3 killed")
    # Both decisions stay in the log.
    kinds = [one["kind"] for one in api(page, writable, "decisions")["items"]]
    assert {"correction", "correction withdrawn"} <= set(kinds)


def test_without_the_token_nothing_changes(page: Page, site: str, watch: Watch) -> None:
    watch.allowed_status = {403}
    settled(page, f"{site}/event/{the_algerian_clash(page, site)}")
    correct(page, "4", "Without a right to.")
    expect(page.get_by_role("alert")).to_contain_text("read-only")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".facts.big")).to_contain_text("3 killed")


def test_review_by_keys_alone(writable: str, page: Page) -> None:
    settled(page, f"{writable}/review?kind=report#token={TOKEN}")
    queue = page.locator(".queue nav button")
    queue.first.wait_for()
    waiting = queue.count()
    assert waiting >= 2
    second = queue.nth(1).inner_text()
    page.keyboard.press("j")
    expect(queue.nth(1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("k")
    expect(queue.nth(0)).to_have_attribute("aria-current", "true")
    page.keyboard.press("a")
    expect(page.locator("p.told")).to_have_text("Done: Accept")
    expect(queue).to_have_count(waiting - 1)
    assert queue.first.inner_text() == second
    page.keyboard.press("f")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    # Inside the dialog letters are letters, and the focus stays.
    focused = "document.activeElement.closest('dialog') !== null"
    for _ in range(8):
        assert page.evaluate(focused) or page.evaluate("document.activeElement === document.body")
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator("p.told")).to_have_text("Done: Reject")
    told = [one["detail"] for one in api(page, writable, "decisions")["items"] if one["kind"] == "review"]
    assert len(told) == 2


def test_every_control_is_reached_by_tab_and_shows_its_focus(page: Page, site: str) -> None:
    settled(page, f"{site}/figures")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        name, style = page.evaluate(
            "[document.activeElement.tagName + document.activeElement.textContent.slice(0, 20),"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        if name.startswith("BODY"):
            break
        seen.add(name.split("\n")[0])
        assert style != "none", name
    assert any(name.startswith("SELECT") for name in seen)


def test_a_text_is_kept_and_found(writable: str, page: Page) -> None:
    settled(page, f"{writable}/read#token={TOKEN}")
    page.get_by_label("Text").fill(RETELLING.read_text("utf-8").replace("95", "97"))
    page.get_by_label("Title").fill("بعد التصحيح")
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("button", name="Keep in the archive").click()
    page.wait_for_url(re.compile("/documents/d-"))
    expect(page.locator("h1")).to_have_text("بعد التصحيح")
