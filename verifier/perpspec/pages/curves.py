"""What is on the page of a table whose rates are formulas of the size?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..language.faults import FormulaError
from ..language.kinds import Kind
from ..language.tree import Expr, Name
from ..load.load import Spec
from ..load.names import texts_of
from ..readings.exact import Env, Undefined, exact
from ..readings.mathml import mathml
from ..readings.rebuild import choices_in, free_names
from .axis import between
from .chart import Chart, Line, drawn, size_text
from .markup import paragraphs, section, table
from .subject import Subject, percent, times

_SIZE = "size"
_MOST = Fraction(10**7)
_COLUMNS = ("initial_rate", "maintenance_rate")


@dataclass(frozen=True, slots=True)
class Curve:
    """A table of formulas: its name, its markets, the measure of sizes, and each rate as a formula of ``size``."""

    name: str
    markets: tuple[str, ...]
    measure: Kind
    rates: dict[str, Expr]

    def rate(self, column: str, size: Fraction) -> Fraction | None:
        """Return a rate at a size, None where it has no value."""
        if column not in self.rates:
            return None
        try:
            found = exact(self.rates[column], Env({_SIZE: size}))
        except Undefined:
            return None
        return found if isinstance(found, Fraction) else None


def curves(spec: Spec) -> Iterator[Curve]:
    """Yield every table of formulas that a market uses now."""
    users: dict[str, list[str]] = {}
    for market in spec.tiered:
        stated = spec.venue.stated.get(f"tiers.markets.{market}")
        for written in texts_of(stated) if stated is not None else ():
            if spec.tables[written.text].curve is not None:
                users.setdefault(written.text, []).append(market)
    for name, markets in users.items():
        yield Curve(name, tuple(markets), spec.tables[name].measure, dict(_rates(spec, markets[0])))


def _rates(spec: Spec, market: str) -> Iterator[tuple[str, Expr]]:
    for column in _COLUMNS:
        try:
            found = spec.resolver(market).formula(f"{column}({_SIZE})", "tiers", {_SIZE: Name(_SIZE)})
        except FormulaError:
            continue
        if set(free_names(found)) <= {_SIZE} and not choices_in(found):
            yield column, found


def curve_page_text(subject: Subject, curve: Curve) -> str:
    """Return the formulas, a table of some sizes, and the drawing."""
    formulas = "\n".join(
        f'<h3>{column.replace("_", " ")}</h3>\n<div class="ps-math">{mathml(_inner(rate))}</div>\n'
        for column, rate in curve.rates.items()
    )
    high = _largest(curve)
    sizes = [Fraction(10) ** n for n in range(8) if Fraction(10) ** n < high] + [high]
    rows = ([subject.amount(size, curve.measure, market=curve.markets[0]), *_cells(curve, size)] for size in sizes)
    shown = table(("size", "initial rate", "most leverage", "maintenance rate", "distance"), rows, range(5))
    return paragraphs(section("Formulas", formulas), section("Some sizes", shown), section("Curve", drawn(_chart(curve, high))))


def _inner(expr: Expr) -> Expr:
    body = getattr(expr, "body", None)
    return _inner(body) if type(expr).__name__ == "Clause" and body is not None else expr


def _cells(curve: Curve, size: Fraction) -> list[str]:
    initial, held = curve.rate("initial_rate", size), curve.rate("maintenance_rate", size)
    return [
        percent(initial) if initial is not None else "",
        times(1 / initial) if initial else "",
        percent(held) if held is not None else "",
        percent(initial - held) if initial is not None and held is not None else "",
    ]


def _largest(curve: Curve) -> Fraction:
    """Return a size at which the larger rate comes near 100%, or the largest that is drawn."""
    size = Fraction(1)
    while size < _MOST and _top(curve, size) < 1:
        size *= 2
    for part in range(1, 16):
        if _top(curve, size - size * part / 32) <= 1:
            return max(size - size * part / 32, Fraction(16))
    return max(size, Fraction(16))


def _top(curve: Curve, size: Fraction) -> Fraction:
    return curve.rate("initial_rate", size) or curve.rate("maintenance_rate", size) or Fraction(1)


def _chart(curve: Curve, high: Fraction) -> Chart:
    lines = []
    for style, column in enumerate(_COLUMNS, start=1):
        values = ((size, curve.rate(column, size)) for size in between(Fraction(1, 10), high, 60))
        points = tuple((size, value) for size, value in values if value is not None)
        if points:
            lines.append(Line(column.replace("_", " "), style, (points,)))
    return Chart(
        "Rates by size", "both rates grow with the size; the values at some sizes are in the table above",
        "size of the position, logarithmic", "", tuple(lines), size_text, lambda y: f"{size_text(y * 100)}%", x_log=True,
    )  # fmt: skip
