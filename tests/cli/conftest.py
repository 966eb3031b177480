"""How the tests of the command line run it: in this process, with what it printed and its exit code."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from perpspec.cli import main

SHOP = """\
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
sources:
  sources:
    faq: {kind: venue, title: Questions, address: shop.example/faq, read: 2026-11-01}
    api: {kind: api, title: Reference}
tiers:
  source: faq
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets: {AUSDT: small, BUSDT: small}
funding:
  parameters:
    interest: {value: 0.01%, source: faq, called: "interest rate"}
    damping: {status: inferred, value: 0.05%, reason: the formula prints it, source: faq}
    factor: {status: disputed, alternatives: [{value: 0.5, source: faq}, {value: 0.75, source: api}], question: "Which?"}
    late: {status: silent, searched: [faq, api], kind: word, domain: [paid, dropped], question: "What then?"}
    limit: {value: 2%, by_market: {BUSDT: 3%}}
  inputs:
    premium: {kind: rate, domain: {from: -2%, to: 2%}}
  rate: clamp(premium + clamp(interest - premium, -damping, damping), -cap, cap)
  cap: factor * maintenance_rate_of_tier(1)
  floor: -limit
"""
BROKEN = SHOP.replace("{over: 5_000, up_to: 10_000", "{over: 6_000, up_to: 10_000")


class Ran(NamedTuple):
    """How one run ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the command line with some words."""

    def perpspec(*words: object) -> Ran:
        try:
            code: object = main([str(word) for word in words])
        except SystemExit as end:
            code = end.code
        assert isinstance(code, int)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return perpspec


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a venue in one file, in which nothing is wrong."""
    return written(tmp_path / "shop.yaml", SHOP)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a venue in one file with a hole in its tier table, which is an error."""
    return written(tmp_path / "broken.yaml", BROKEN)


def written(file: Path, text: str) -> Path:
    """Return ``file`` after writing ``text`` to it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(textwrap.dedent(text), encoding="utf-8")
    return file
