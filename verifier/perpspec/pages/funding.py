"""What does a page say about funding: the rate drawn against the premium, the worst day, the interval and its moves?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..claims.quantities import said
from ..language.domains import Value
from ..language.faults import FormulaError
from ..language.kinds import TIME
from ..language.tree import Expr, Name, children
from ..load.load import Spec
from ..readings.exact import Env, Undefined, exact
from ..readings.pieces import NotAffine, pieces
from ..readings.rebuild import choices_in, chosen, free_names, literal, rebuilt, unmarked
from .chart import Chart, Line, drawn, size_text
from .clockwork import clock_figure
from .markup import code, more, note, paragraphs, section, shown, table
from .sections import section_page
from .site import Page
from .subject import Subject, percent
from .worst import clock_of, worst_days

_PREMIUM = "funding.premium"
_INTERVAL = "funding.interval"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rate as a function of the premium for some markets and one interval."""

    markets: tuple[str, ...]
    interval: Fraction | None
    formula: Expr
    corners: tuple[Fraction, ...]

    def rate(self, premium: Fraction) -> Fraction:
        """Return the rate at a premium."""
        value = exact(self.formula, Env({_PREMIUM: premium}))
        assert isinstance(value, Fraction), "kinds were checked"
        return value


def funding_page(subject: Subject) -> Page:
    """Return the page on funding."""
    groups = tuple(rate_groups(subject.spec))
    lead = "What longs and shorts pay each other, how often, and at most how much."
    parts = (_figure(groups), _worst(subject), _interval(subject))
    return section_page(subject, "funding", "funding", "Funding", lead, *parts, leave=("interval",))


def rate_groups(spec: Spec) -> Iterator[Drawn]:
    """Yield the rate of each group of markets with one formula, for each length of the interval."""
    groups: dict[Expr, list[str]] = {}
    for market in spec.markets or ("",):
        try:
            rate = spec.resolver(market).clause("funding.rate")
        except FormulaError:
            continue
        if rate is not None:
            groups.setdefault(unmarked(rate), []).append(market)
    for rate, markets in groups.items():
        for interval in _lengths(spec, markets[0]):
            found = _drawn(spec, rate, tuple(markets), interval)
            if found is not None:
                yield found


def _lengths(spec: Spec, market: str) -> tuple[Fraction | None, ...]:
    clock = clock_of(spec, market)
    return clock.states if clock is not None else (None,)


def _drawn(spec: Spec, rate: Expr, markets: tuple[str, ...], interval: Fraction | None) -> Drawn | None:
    values: Mapping[str, Value] = {_INTERVAL: interval} if interval is not None else {}
    formula = chosen(_one_premium(spec, rate), dict.fromkeys(choices_in(rate), 0), values)
    if set(free_names(formula)) != {_PREMIUM}:
        return None
    try:
        formula = _folded(formula)
        cut = pieces(formula, _PREMIUM)
        spread = max((abs(x) for x in cut.cuts), default=Fraction(1, 100)) * Fraction(5, 4)
        corners = tuple(sorted({-spread, *cut.cuts, spread}))
        assert all(isinstance(exact(formula, Env({_PREMIUM: x})), Fraction) for x in corners), "kinds were checked"
        return Drawn(markets, interval, formula, corners)
    except (NotAffine, Undefined):
        return None


def _folded(expr: Expr) -> Expr:
    """Return the formula with every part worked out that needs no input, such as a cap that was rounded."""
    if not free_names(expr):
        return literal(exact(expr, Env({})))
    return rebuilt(expr, tuple(_folded(part) for part in children(expr)))


def _one_premium(spec: Spec, expr: Expr) -> Expr:
    """Return the rate as if every premium, the mean and the one of the moment, were the same."""
    if isinstance(expr, Name):
        given = spec.venue.inputs.get(expr.ident)
        return Name(_PREMIUM) if given is not None and "premium" in expr.ident and given[0].kind == "rate" else expr
    return rebuilt(expr, tuple(_one_premium(spec, part) for part in children(expr)))


def _figure(groups: tuple[Drawn, ...]) -> str:
    if not groups:
        return ""
    first = [group for group in groups if group.markets == groups[0].markets]
    xs = sorted({x for group in first for x in group.corners})
    alike: dict[tuple[Fraction, ...], list[str]] = {}
    for group in first:
        alike.setdefault(tuple(map(group.rate, xs)), []).append(length(group.interval))
    drawn_ones = list(alike.items())[:3]
    names = [f"every {' or '.join(lengths)}" if lengths[0] else "the rate" for _, lengths in drawn_ones]
    lines = tuple(
        Line(name, style, (tuple(zip(xs, rates, strict=True)),))
        for style, (name, (rates, _)) in enumerate(zip(names, drawn_ones, strict=True), start=1)
    )
    chart = Chart(
        "Funding rate by premium", "inside the damping band the rate does not move, outside it "
"follows the premium until it meets its cap",
        "premium", "", lines, _percent, _percent, y_zero=True,
    )  # fmt: skip
    rows = ([_percent_exact(x), *(_percent_exact(rates[n]) for rates, _ in drawn_ones)] for n, x in enumerate(xs))
    named = note(f"Drawn for {more(first[0].markets)}, with the first option of each open clause.")
    return section("The rate, drawn", paragraphs(drawn(chart), named, table(("premium", *names), rows, range(4))))


def _percent(value: Fraction) -> str:
    return f"{size_text(value * 100)}%" if value >= 0 else f"−{size_text(-value * 100)}%"


def _percent_exact(value: Fraction) -> str:
    return percent(value) if value >= 0 else f"−{percent(-value)}"


def length(seconds: Fraction | None) -> str:
    """Return a length of time."""
    return "" if seconds is None else said(seconds, TIME, {})


def _worst(subject: Subject) -> str:
    rows = [
        [more(markets, 4), length(worst.interval) or "all the time", percent(worst.settlement), percent(worst.day)]
        for days, markets in worst_days(subject.spec).items()
        for worst in sorted(days, key=lambda one: one.day)
    ]
    lead = "The most of one settlement, and what it comes to if every settlement of a day is at it, as a share of the notional."
    head = ("markets", "interval", "most in a settlement", "most in a day")
    return section("The worst day", paragraphs(lead, table(head, rows, (1, 2, 3)))) if rows else ""


def _interval(subject: Subject) -> str:
    spec = subject.spec
    market = spec.markets[0] if spec.markets else ""
    clock = clock_of(spec, market)
    if clock is None:
        return ""
    rows = [[length(m.start), length(m.end), code(m.text), str(m.after)] for m in clock.moves]
    moves = table(("from", "to", "at a settlement where", "so often in a row"), rows, (3,)) if rows else "Nothing changes it."
    reading = note(f"With {', '.join(f'{code(k)} = {shown(v)}' for k, v in clock.reading.items())}.") if clock.reading else ""
    lead = f"By default a settlement every {length(clock.default)}. The lengths it can have and the moves between them:"
    return section("The interval", paragraphs(lead, clock_figure(clock), moves, reading))
