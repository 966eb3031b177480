"""How does a page show a scenario: each event, the position and the orders after it, drawn and as a table?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..checks.required import Required, replayed
from ..machines.play import Played, Row
from ..machines.written import ScenarioError
from ..model.scenarios import Scenario, ScenariosSection
from .markup import badge, code, note, number, paragraphs, section, shown, slug, table
from .subject import Subject

_STEP, _BAR, _LOT, _HIGHEST = 104, 30, 30, 96
BROKEN = {
    "exceeds": "orders that may only reduce rest for more than the position",
    "increases": "an order that may only reduce opens or increases a position",
    "takes": "a post-only order takes",
    "moves": "an order rests at another price than it was sent with",
    "misses": "a price passes the trigger of a protective order and comes back, and the order does not fire",
    "sleeps": "a protective order whose price passed in a halt does not fire when trading reopens",
    "overshoots": "an order and the one sent in its place both fill, for more than the position",
    "unprotects": "an order that protects the position is taken away",
    "escapes": "an order rests outside the price band",
    "vanishes": "an order that protects the position fires and is dropped",
    "meets": "two orders of the same owner trade with each other",
    "uncovers": "a lower leverage leaves the account short of margin",
}


def scenarios_of(subject: Subject) -> list[Scenario]:
    """Return the scenarios of the venue, in the order of its files."""
    documents = subject.spec.venue.timeline("scenarios")
    return [s for d in documents if isinstance(d.model, ScenariosSection) for s in d.model.scenarios]


def scenario_sections(subject: Subject) -> str:
    """Return every scenario of the venue, played under its rules."""
    return "\n".join(_scenario(subject, scenario) for scenario in scenarios_of(subject))


def _scenario(subject: Subject, scenario: Scenario) -> str:
    try:
        text = _played(scenario, *replayed(subject.spec, scenario))
    except ScenarioError as error:
        text = f"It cannot be played: {shown(error.message)}."
    return section(_capital(scenario.title), text, f"scenario-{slug(scenario.id)}", 3)


def _capital(text: str) -> str:
    return number(text[:1].upper() + text[1:])


def _played(scenario: Scenario, played: Played, required: Required) -> str:
    reading = ", ".join(f"{code(name)} = {shown(word)}" for name, word in scenario.reading.items())
    mode = "in hedge mode" if scenario.mode == "hedge" else "in one-way mode"
    held = list(played.rows[0].seen.positions) if played.rows else []
    told = f"Played {mode}{f', read with {reading}' if reading else ''}."
    known = any(amount is not None for amount in required.amounts)
    margins = [[number(said)] if known else [] for said in required.shown]
    rows = ([str(n), *_row(row, held, margin)] for n, (row, margin) in enumerate(zip(played.rows, margins, strict=True), start=1))
    broken = dict.fromkeys(name for row in played.rows for name in row.breaks)
    ends = [f"{badge('broken')} {shown(BROKEN.get(name, name))}" for name in broken]
    ends += [f"{badge('not as expected')} {shown(played.wrong)}"] if played.wrong else []
    amounts = [*held, f"{scenario.margin} margin"] if known else held
    notes = [*(required.notes if known else ()), *([scenario.note] if scenario.note else [])]
    return paragraphs(
        note(told), figure(played), table(("", "event", *amounts, "orders", ""), rows, range(2, 2 + len(amounts))), *ends,
        *(note(shown(text)) for text in notes),
    )  # fmt: skip


def _row(row: Row, held: list[str], margin: list[str]) -> list[str]:
    mark = badge("refused") if row.refused else f"{badge('broken')} {shown(', '.join(row.breaks))}" if row.breaks else "·"
    waiting = [row.seen.waits] if row.seen.waits else []
    orders = "<br>".join(number(order) for order in (*map(str, row.seen.orders), *waiting))
    return [number(row.said), *(_signed(row.seen.positions[name]) for name in held), *margin, orders or "none", mark]


def _signed(value: int) -> str:
    return number(str(value)) if value >= 0 else f"−{number(str(-value))}"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the line of zero lies, where the words below begin, and how many pixels a lot is high."""

    middle: int
    bottom: int
    lot: Fraction

    def height(self, lots: int) -> int:
        """Return how high so many lots are drawn."""
        return round(lots * self.lot)


def _ground(rows: tuple[Row, ...]) -> Ground | None:
    """Return a ground on which everything that is ever held or rests has room; None where nothing ever is."""
    up = max((size for row in rows for size in (*_sizes(row), _resting(row, "buy"))), default=0)
    down = max((size for row in rows for size in (*(-s for s in _sizes(row)), _resting(row, "sell"))), default=0)
    up, down = max(up, 0), max(down, 0)
    if not up + down:
        return None
    lot = min(Fraction(_LOT), Fraction(_HIGHEST, max(up, down)))
    middle = 20 + round(up * lot)
    return Ground(middle, middle + round(down * lot) + 34, lot)


def _sizes(row: Row) -> list[int]:
    """Return what is held, each above zero where it is long."""
    return [-value if name == "short" else value for name, value in row.seen.positions.items()]


def _resting(row: Row, side: str) -> int:
    return sum(order.left for order in row.seen.orders if order.side == side)


def figure(played: Played) -> str:
    """Return the position as solid bars and the orders as outlined ones beside them, step by step, buys and longs up."""
    ground = _ground(played.rows)
    if ground is None:
        return ""
    width = _STEP * len(played.rows) + 16
    parts = [f'<path class="ps-rule" d="M8 {ground.middle}H{width - 8}"/>']
    for place, row in enumerate(played.rows):
        parts += _drawn_row(row, 12 + place * _STEP, ground, place + 1)
    words = "; ".join(f"{n}. {row.said}: {row.seen}{f', {row.note}' if row.note else ''}" for n, row in enumerate(played.rows, 1))
    legend = (
        '<span class="ps-legend"><span>solid: the position, a long above the line</span>'
        "<span>outlined: orders that rest, buys above the line</span></span>"
    )
    return (
        f'<figure class="ps-chart ps-played">\n<figcaption>Step by step{legend}</figcaption>\n'
        f'<div class="ps-strip"><svg viewBox="0 0 {width} {ground.bottom + 24}" width="{width}" role="img" '
        f'aria-label="{shown(words)}">{"".join(parts)}</svg></div>\n</figure>\n'
    )


def _drawn_row(row: Row, left: int, ground: Ground, count: int) -> Iterator[str]:
    sizes = _sizes(row)
    thin = _BAR // len(sizes)
    for place, size in enumerate(sizes):
        yield _bar(left + place * thin, ground, size, thin - 2)
    for side, sign in (("buy", 1), ("sell", -1)):
        base = 0
        for order in row.seen.orders:
            if order.side == side:
                yield _order(left + _BAR + 6, ground, base, order.left, sign)
                base += order.left
    kind = row.said.partition(":")[0]
    yield f'<text class="ps-axis" x="{left}" y="{ground.bottom}">{count}. {shown(kind)}</text>'
    if row.note:
        yield f'<text class="ps-wrong" x="{left}" y="{ground.bottom + 16}">✕ {shown(row.note)}</text>'


def _bar(x: int, ground: Ground, size: int, width: int) -> str:
    if not size:
        return ""
    height = ground.height(abs(size))
    top = ground.middle - height if size > 0 else ground.middle
    label = f'<text x="{x + width // 2}" y="{top - 5 if size > 0 else top + height + 13}" text-anchor="middle">{abs(size)}</text>'
    return f'<rect class="ps-held" x="{x}" y="{top}" width="{width}" height="{height}"/>{label}'


def _order(x: int, ground: Ground, base: int, left: int, sign: int) -> str:
    low, high = ground.height(base), ground.height(base + left)
    top = ground.middle - high if sign > 0 else ground.middle + low
    text = f'<text x="{x + 17}" y="{top + (high - low) // 2}" dy=".35em" text-anchor="middle">{left}</text>'
    return f'<rect class="ps-resting" x="{x}" y="{top}" width="34" height="{max(high - low, 2)}"/>{text}'
