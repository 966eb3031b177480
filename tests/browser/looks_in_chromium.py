"""Are the pages calm to read, on a phone, dark and light, with the keyboard alone? Run by `make browser`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.driver import Browser
from tests.pages.sites import pages

KINDS = (
    "index", "compare", "checks/index", "checks/tiers.gap", "binance-usdm/index", "binance-usdm/tiers/index",
    "binance-usdm/tiers/btcusdt-19aa16", "deribit/tiers/index",
    "binance-usdm/funding", "binance-usdm/prices", "binance-usdm/orders", "binance-usdm/liquidation", "binance-usdm/changes",
    "deribit/margin", "deribit/examples", "deribit/questions", "deribit/sources", "deribit/findings/index", "deribit/calculator",
)  # fmt: skip
LARGEST = 300_000


def test_a_phone_shows_every_page_without_scrolling_sideways(browser: Browser, built: Path) -> None:
    browser.size(390, 844)
    for page in [page for page in pages(built) if "/findings/" not in page and not page.startswith("checks/")][:90]:
        browser.go(built / page)
        assert browser.run("return document.documentElement.scrollWidth") <= 390, page
    browser.size(1280, 900)


def test_dark_and_light_follow_the_reader_and_can_be_switched(browser: Browser, built: Path) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    seen = []
    for scheme in ("light", "dark"):
        browser.look(scheme)
        browser.go(built / "index.html")
        seen.append(browser.run(ground))
    browser.run("document.querySelector('.ps-look').click()")
    assert browser.run(ground) == seen[0] != seen[1]
    browser.look("light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_letter_stands_out_from_its_ground(browser: Browser, built: Path, scheme: str) -> None:
    browser.look(scheme)
    for kind in KINDS:
        browser.go(built / f"{kind}.html")
        browser.run("localStorage.clear(); delete document.documentElement.dataset.look")
        assert browser.run(_FAINT) == [], f"{kind} {scheme}"
    browser.look("light")


# what is read on a ground that is less than 4.5 times lighter or darker: its words, and how many times it is
_FAINT = """
const numbers = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
const part = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const light = (c) => { const [r, g, b] = numbers(c).map((v) => part(v / 255)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const seen = (c) => (numbers(c)[3] ?? 1) > 0;
const ground = (e) => {
  while (e && !seen(getComputedStyle(e).backgroundColor)) e = e.parentElement;
  return e ? getComputedStyle(e).backgroundColor : "rgb(255, 255, 255)";
};
const read = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length;
const found = new Set();
for (const e of document.querySelectorAll("body *")) {
  if (!read(e)) continue;
  const style = getComputedStyle(e), ink = e instanceof SVGElement ? style.fill : style.color;
  const [high, low] = [light(ink), light(ground(e))].sort((x, y) => y - x), ratio = (high + 0.05) / (low + 0.05);
  if (ratio < 4.5) found.add(e.className + " " + e.textContent.trim().slice(0, 30) + " " + ratio.toFixed(2));
}
return [...found];
"""


def test_what_is_wider_than_a_phone_is_scrolled_by_the_keyboard_and_has_a_name(browser: Browser, built: Path) -> None:
    browser.size(390, 844)
    for kind in KINDS:
        browser.go(built / f"{kind}.html")
        assert browser.run(_SHUT) == [], kind
    browser.size(1280, 900)


# what scrolls but cannot have the focus, or has it without a name
_SHUT = """
return [...document.querySelectorAll("main *")]
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX) && !e.closest("form"))
  .filter((e) => e.tabIndex !== 0 || !e.getAttribute("aria-label")).map((e) => e.tagName + " " + e.className);
"""


def test_words_of_a_drawing_can_be_read_on_a_phone(browser: Browser, built: Path) -> None:
    browser.size(390, 844)
    drawn = [kind for kind in KINDS if "<text" in (built / f"{kind}.html").read_text(encoding="utf-8")]
    assert len(drawn) >= 3
    for kind in drawn:
        browser.go(built / f"{kind}.html")
        sizes = "[...document.querySelectorAll('main svg text')].map(t => t.getBoundingClientRect().height)"
        assert browser.run(f"return Math.min(...{sizes})") >= 11, kind
    browser.size(1280, 900)


def test_what_has_the_focus_is_framed(browser: Browser, built: Path) -> None:
    browser.go(built / "binance-usdm/index.html")
    for _ in range(12):
        browser.keys("\ue004")
        assert browser.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_no_page_is_larger_than_a_slow_connection_likes(built: Path) -> None:
    assert [page for page in pages(built) if (built / page).stat().st_size > LARGEST] == []


def test_the_first_tab_leads_to_the_content(browser: Browser, built: Path) -> None:
    browser.go(built / "binance-usdm/funding.html")
    browser.keys("\ue004")
    assert browser.run("return document.activeElement.textContent") == "Skip to the content"


def test_every_drawing_has_words_and_every_field_a_label(browser: Browser, built: Path) -> None:
    for page in ("binance-usdm/funding.html", "binance-usdm/calculator.html", "deribit/tiers/index.html"):
        browser.go(built / page)
        bare = "return [...document.querySelectorAll('svg:not([aria-hidden]):not([aria-label])')].length"
        assert browser.run(bare) == 0
        fields = "return [...document.querySelectorAll('main input, main select')]"
        assert browser.run(f"{fields}.filter(i => !i.labels.length && !i.ariaLabel).length") == 0
