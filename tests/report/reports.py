"""Reports that hold everything a renderer must be able to write."""

from __future__ import annotations

from fractions import Fraction

from perpspec.claims.finding import (
    Accepted,
    Evidence,
    Finding,
    Line,
    Mark,
    Outcome,
    Report,
    Verdict,
    Witness,
)  # fmt: skip
from perpspec.language.kinds import MONEY, NUMBER, TIME
from perpspec.source.text import Place

FILES = {
    "shop/funding.yaml": (
        "perpspec: 1",
        "section: funding",
        "interval:",
        "  states: [8h, 4h, 1h]",
        "  default: 8h",
        "  changes:",
        "    - {from: [1h], to: 4h, when: calm, after: 36}",
        'cap: {status: silent, searched: [faq], domain: [0.3%, 2%], question: "How large may the rate be?"}',
        "",
    ),
    "shop/tiers.yaml": (
        "tables:",
        "  small:",
        "    - {over: 0, up_to: 5_000, max_leverage: 20, maintenance_rate: 2.5%, note: 五千以下}",
        "    - {over: 6_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}",
        "",
    ),
}


def lines(file: str) -> tuple[str, ...]:
    """Return the lines of the files above, none for others."""
    return FILES.get(file, ())


def mark(file: str, line: int, column: int, end: int, label: str = "") -> Mark:
    """Return a span within one line."""
    return Mark(Place(file, line, column, line, end), label)


CONTRADICTION = Finding(
    "funding.no_way_back", "contradiction", "error", Verdict.REFUTED, "shop", "funding.interval",
    "a contract whose default interval is 8 h and that was moved to 1 h never returns to 8 h",
    (
        mark("shop/funding.yaml", 7, 7, 23, "from 1 h a contract goes to 4 h and no further"),
        mark("shop/funding.yaml", 5, 3, 14, "the default that is never reached again"),
    ),
    "publish the rule by which a contract returns to its default interval",
    Witness(
        lines=(Line("worst per day before", Fraction(9, 1000), NUMBER, False, "0.9%"),
               Line("worst per day after", Fraction(72, 1000), NUMBER, False, "7.2%")),
        events=("settlement 1: 8 h, the rate is at the cap -> 1 h", "settlements 2 to 37: 1 h, calm -> 4 h"),
    ),
    question="Does a contract whose default interval is 8 h return to 8 h, and by which rule?",
    markets=tuple(f"{coin}USDT" for coin in ("BTC", "ETH", "SOL", "XRP", "ADA", "DOT", "UNI", "ACT", "MYX", "HIVE")),
    basis="refuted in every reading, by search over 3 interval states",
    as_of="2025-09-01", gravity=5,
)  # fmt: skip

DEPENDS = Finding(
    "funding.above_maintenance", "undocumented", "warning", Verdict.DEPENDS, "shop", "funding.cap",
    "one payment of 20 USDT can be larger than the maintenance margin of 10 USDT",
    (
        mark("shop/funding.yaml", 8, 1, 4, "hangs on this"),
        mark("shop/tiers.yaml", 3, 50, 72, "the margin of the first tier"),
    ),
    "",
    Witness(
        (
            Line("notional", Fraction(1000), MONEY, True, "1_000 USDT"),
            Line("premium", Fraction(1, 300), NUMBER, True, "1/300 (about 0.003333)"),
            Line("interval", Fraction(28800), TIME, True, "8 h"),
            Line("payment", Fraction(20), MONEY, False, "20 USDT"),
        ),
        reading={"funding.cap": "2%"},
    ),
    Witness((Line("notional", Fraction(1000), MONEY, True, "1_000 USDT"),
             Line("payment", Fraction(3), MONEY, False, "3 USDT")), reading={"funding.cap": "0.3%"}),
    ("fails when `funding.cap` = 2%; holds when it is 0.3%",),
    "How large may the rate be?",
    basis="fails in some readings and holds in others, by z3",
    consequences=("funding.daily_bound: the funding of a day stays below 3%",),
)  # fmt: skip

VACUOUS = Finding(
    "claims.own", "fault", "error", Verdict.VACUOUS, "shop", "claims.never_asked",
    "nothing satisfies the assumptions of: a rate above its cap is refused",
    (mark("shop/lost.yaml", 3, 1, 9, "asked here"),), "mend the domains or the assumptions of this claim",
    basis="z3: no input meets the assumptions",
)  # fmt: skip

ACCEPTED = Finding(
    "tiers.gap", "contradiction", "error", Verdict.REFUTED, "shop", "tiers.undated.small",
    "a position of 5_001 USDT belongs to no tier of the table `small`, so it has no maintenance rate",
    (mark("shop/tiers.yaml", 4, 5, 72, "no tier covers 5_001 USDT"),), "start each tier where the one before it ends",
    Witness((Line("size", Fraction(5001), MONEY, True, "5_001 USDT"),), reading={"tiers.bounds": "over, up_to"}),
    accepted=Accepted("the venue was asked on 2025-09-02", "2027-01-31"),
)  # fmt: skip

HAZARD = Finding(
    "feeds.same_cause", "hazard", "note", Verdict.REFUTED, "shop", "feeds.spot",
    "the fallback of `spot` is stale for the same reason", (), basis="by inspection",
)  # fmt: skip

OUTCOMES = (
    Outcome("funding.no_way_back:funding.interval", "funding.no_way_back", "shop", Verdict.REFUTED,
            Evidence("search over 3 interval states")),
    Outcome("tiers.jump:small", "tiers.jump", "shop", Verdict.PROVED,
            Evidence("closed form over 4 breakpoints", "", "", 200, "size = 1 USDT"), ("tiers.reading.rate",), ("AUSDT",), 0.25),
    Outcome("tiers.split:small", "tiers.split", "shop", Verdict.UNKNOWN,
            Evidence("z3", "canceled", "2000000 units of solver work", 20_000), seconds=1.5),
    Outcome("feeds.fallback", "feeds.fallback", "shop", Verdict.SKIPPED,
            Evidence("none", "the spec says nothing that this check asks about")),
)  # fmt: skip

FULL = Report(
    "perpspec 0.1.0", ({"id": "shop", "path": "shop", "as_of": ""},),
    (HAZARD, ACCEPTED, DEPENDS, VACUOUS, CONTRADICTION), OUTCOMES, 7, 2_000_000,
)  # fmt: skip

CLEAN = Report("perpspec 0.1.0", ({"id": "shop", "path": "shop", "as_of": ""},), (), OUTCOMES[1:2])
EMPTY = Report("perpspec 0.1.0", (), (), ())
