"""Do the pages work in a real browser, from the disk: no complaint, no request, search, calculator?

Not collected by `make check`, which needs no browser: `make browser` runs it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from perpspec.claims.finding import Report
from perpspec.language.domains import Finite, Value
from perpspec.language.kinds import MONEY
from perpspec.load.load import load_spec
from perpspec.pages.derived import Derived
from perpspec.pages.fields import percentage
from perpspec.pages.form import Form, form_of
from perpspec.pages.subject import Subject
from perpspec.readings.crossing import crossing
from perpspec.readings.exact import Env, Undefined, exact
from perpspec.readings.plain import decimal
from tests.browser.driver import Browser
from tests.browser.venues import VENUES
from tests.pages.sites import EXAMPLE, HOSTILE, ROOT, pages, site

GRID = (Fraction(1), Fraction("0.37"), Fraction(1234567), Fraction(-5))


def test_every_page_loads_without_a_complaint_and_asks_for_nothing_elsewhere(browser: Browser, built: Path) -> None:
    browser.requests()
    for page in pages(built):
        browser.go(built / page)
        assert browser.complaints() == [], page
    asked = browser.requests()
    assert len(asked) > len(pages(built))
    assert not [address for address in asked if not address.startswith(("file:", "data:"))]


def test_nothing_of_a_hostile_spec_runs(browser: Browser, tmp_path: Path) -> None:
    root = site(tmp_path / "s", str(HOSTILE)) / "site"
    for page in pages(root):
        browser.go(root / page)
        assert browser.run("return typeof window.PERPSPEC") == "object", page
        assert browser.complaints() == [], page


def test_the_search_finds_a_market_by_the_keyboard_alone(browser: Browser, built: Path) -> None:
    browser.go(built / "index.html")
    browser.keys("/")
    browser.keys("hiveusdt")
    browser.run("return new Promise(done => setTimeout(done, 300))")
    first = "const a = document.querySelector('.ps-search li a'); return [a.textContent, a.href]"
    text, address = browser.run(first)
    assert text.startswith("HIVEUSDT")
    browser.keys("\ue007")
    browser.run("return new Promise(done => setTimeout(done, 300))")
    assert browser.run("return location.href") == address
    assert "HIVEUSDT" in browser.run("return document.querySelector('main').textContent")


def test_a_search_without_a_hit_says_so(browser: Browser, built: Path) -> None:
    browser.go(built / "index.html")
    browser.keys("/nosuchmarket")
    browser.run("return new Promise(done => setTimeout(done, 300))")
    assert browser.run("return document.querySelector('.ps-search ul').textContent") == "Nothing found"


@pytest.mark.parametrize("venue", [EXAMPLE, ROOT / "specs/deribit"], ids=lambda venue: venue.name)
def test_a_derived_liquidation_price_is_the_exact_one_at_every_leverage(venue: Path, browser: Browser, built: Path) -> None:
    spec = load_spec(venue)
    subject, told = Subject(spec, Report("", (), (), ()), spec.venue.id), 0
    for market in spec.markets:
        form = form_of(subject, market)
        if not isinstance(form.derived, Derived):
            continue
        browser.go(built / spec.venue.id / "calculator.html", f"#{market}")
        browser.run("return new Promise(done => setTimeout(done, 100))")
        for side, leverage in product((1, -1), (Fraction(3, 2), Fraction(3), Fraction(7))):
            values = _held(form, form.derived, Fraction(side), leverage)
            shown = browser.run(_FILL, _entries(form, values, dict.fromkeys(form.choices, 0)))
            exactly = _crossed(form.derived, values, dict.fromkeys(form.choices, 0))
            assert shown["exact"]["liquidation.price"] == exactly != "", f"{market} {side} {leverage}"
            told += 1
    assert told >= 6


@pytest.mark.parametrize("venue", VENUES, ids=lambda venue: venue.name)
def test_the_calculator_gives_what_the_exact_reading_gives(venue: Path, browser: Browser, built: Path) -> None:
    spec = load_spec(venue)
    subject = Subject(spec, Report("", (), (), ()), spec.venue.id)
    told = 0
    for market in spec.markets:
        form = form_of(subject, market)
        browser.go(built / spec.venue.id / "calculator.html", f"#{market}")
        browser.run("return new Promise(done => setTimeout(done, 100))")
        if not form.results and isinstance(form.derived, str):
            assert "nothing to work out" in browser.run("return document.querySelector('main').textContent")
            continue
        for index, number in enumerate(GRID):
            values = {
                v.name: _value(v.domain.values if isinstance(v.domain, Finite) else (), number, index) for v in form.variables
            }
            options = {name: index % len(labels) for name, labels in form.choices.items()}
            shown = browser.run(_FILL, _entries(form, values, options))
            if isinstance(form.derived, Derived):
                assert shown["exact"]["liquidation.price"] == _crossed(form.derived, _told(values, shown["used"]), options), (
                    market
                )
                told += 1
            for name, expr in form.results.items():
                try:
                    value = exact(expr, Env(_told(values, shown["used"]), options))
                except Undefined:
                    assert shown["exact"][name] == ""
                    continue
                assert shown["exact"][name] == _said(value), f"{market} {name}"
                told += 1
    assert told > 4 or not spec.venue.section("margin")


_FILL = """
const entries = arguments[0], form = document.querySelector('.ps-form');
const fields = [...form.querySelectorAll('[data-name]')];
for (const field of fields) {
  const entry = entries[field.dataset.name];
  if (field.tagName === 'SELECT') field.selectedIndex = entry.index; else { field.value = entry.text; field.dataset.own = '1'; }
}
form.dispatchEvent(new Event('input', {bubbles: true}));
const exact = {};
document.querySelectorAll('.ps-result').forEach(r => { exact[r.dataset.name] = r.dataset.exact; });
return {exact, used: fields.map(f => f.dataset.name)};
"""


def _held(form: Form, derived: Derived, side: Fraction, leverage: Fraction) -> dict[str, Value]:
    """Return a position worth 50 000 at its entry, with the wallet of a leverage, in money or in coin."""
    worth = 50_000 if any(v.kind == MONEY for v in derived.variables if v.name.endswith("wallet")) else 1
    usual = {"entry": Fraction(50_000), "value": Fraction(50_000), "notional": Fraction(50_000), "wallet": worth / leverage}
    values: dict[str, Value] = {}
    for variable in form.variables:
        finite = variable.domain.values[0] if isinstance(variable.domain, Finite) else None
        values[variable.name] = finite if finite is not None else usual.get(variable.name.rpartition(".")[2], Fraction(1))
    return values | {derived.side: side}


def _crossed(derived: Derived, values: dict[str, Value], options: dict[str, int]) -> str:
    """Return the derived price as the page tells it, nothing where there is none."""
    env = Env(values, options)
    entry, side = values[derived.entry], values[derived.side]
    assert isinstance(entry, Fraction)
    assert isinstance(side, Fraction)
    try:
        return str(crossing(lambda price: derived.at(price, env), entry, down=side > 0))
    except Undefined:
        return ""


def _value(finite: tuple[Value, ...], number: Fraction, index: int) -> Value:
    return finite[index % len(finite)] if finite else number


def _entries(form: Form, values: dict[str, Value], options: dict[str, int]) -> dict[str, dict[str, object]]:
    """Return what is typed or chosen for each field; fields that share a name show one entry."""
    found: dict[str, dict[str, object]] = {name: {"index": index} for name, index in options.items()}
    found["leverage"] = {"text": "5"}
    for variable in form.variables:
        value = values[variable.name]
        if isinstance(variable.domain, Finite):
            found[variable.name] = {"index": variable.domain.values.index(value)}
        elif variable.kind.form == "truth":
            found[variable.name] = {"index": 0}
        else:
            assert isinstance(value, Fraction)
            found[variable.name] = {"text": decimal(value * 100 if percentage(variable) else value)}
    return found


def _told(values: dict[str, Value], used: list[str]) -> dict[str, Value]:
    assert set(used) & set(values) or not values
    return values


def _said(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
