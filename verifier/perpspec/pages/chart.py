"""How is a function drawn: lines over two axes, told apart by dashes and names as well as by colour?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .axis import Axis, pixel
from .markup import shown

Points = tuple[tuple[Fraction, Fraction], ...]
_WIDTH, _HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 14, 44


@dataclass(frozen=True, slots=True)
class Line:
    """A named line; ``style`` is 1, 2 or 3 and gives its colour and dashes. ``parts`` are drawn unconnected."""

    name: str
    style: int
    parts: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: a title, what it shows in words, axes with their names, lines, and bounds to be marked."""

    title: str
    description: str
    x_name: str
    y_name: str
    lines: tuple[Line, ...]
    x_text: Callable[[Fraction], str]
    y_text: Callable[[Fraction], str]
    bounds: tuple[Fraction, ...] = ()
    x_log: bool = False
    y_log: bool = False
    y_zero: bool = True


def drawn(chart: Chart) -> str:
    """Return the chart as one figure; nothing where there are not two points to join."""
    points = [point for line in chart.lines for part in line.parts for point in part]
    if len({x for x, _ in points}) < 2:
        return ""
    x = _axis([a for a, _ in points], _LEFT, _WIDTH - _RIGHT, chart.x_log, zero=False)
    y = _axis([b for _, b in points], _HEIGHT - _BOTTOM, _TOP, chart.y_log, zero=chart.y_zero)
    inside = [*_grid(chart, x, y), *_bounds(chart, x), *(_line(line, x, y) for line in chart.lines)]
    label = f"{shown(chart.title)}: {shown(chart.description)}"
    svg = f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">{"".join(inside)}</svg>'
    return f'<figure class="ps-chart">\n<figcaption>{shown(chart.title)}{_legend(chart.lines)}</figcaption>\n{svg}\n</figure>\n'


def _axis(values: Sequence[Fraction], start: float, end: float, logarithmic: bool, zero: bool) -> Axis:
    low, high = min(values), max(values)
    if zero and not logarithmic:
        low, high = min(low, Fraction(0)), max(high, Fraction(0))
    if low == high:
        low, high = low - 1, high + 1
    room = Fraction(0) if logarithmic else (high - low) / 20
    return Axis(low if low == 0 and zero else low - room * (not zero or low < 0), high + room, start, end, logarithmic)


def _grid(chart: Chart, x: Axis, y: Axis) -> list[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    found = []
    for value in y.marks():
        place = pixel(y.place(value))
        found.append(f'<path class="ps-rule" d="M{_LEFT} {place}H{right}"/>')
        found.append(f'<text x="{_LEFT - 8}" y="{place}" dy=".35em" text-anchor="end">{shown(chart.y_text(value))}</text>')
    for value in x.marks():
        place = pixel(x.place(value))
        found.append(f'<path class="ps-rule" d="M{place} {bottom}v5"/>')
        found.append(f'<text x="{place}" y="{bottom + 19}" text-anchor="middle">{shown(chart.x_text(value))}</text>')
    found.append(
        f'<text class="ps-axis" x="{(_LEFT + right) // 2}" y="{_HEIGHT - 2}" text-anchor="middle">{shown(chart.x_name)}</text>'
    )
    found.append(f'<text class="ps-axis" x="{_LEFT}" y="10">{shown(chart.y_name)}</text>' if chart.y_name else "")
    return found


def _bounds(chart: Chart, x: Axis) -> list[str]:
    inside = [bound for bound in chart.bounds if x.low < bound < x.high]
    return [f'<path class="ps-bound" d="M{pixel(x.place(bound))} {_TOP}V{_HEIGHT - _BOTTOM}"/>' for bound in inside]


def _line(line: Line, x: Axis, y: Axis) -> str:
    paths = (" ".join(f"{pixel(x.place(a))},{pixel(y.place(b))}" for a, b in part) for part in line.parts)
    return "".join(f'<polyline class="ps-line ps-line-{line.style}" points="{path}"/>' for path in paths)


def _legend(lines: Sequence[Line]) -> str:
    keys = (
        f'<span class="ps-key"><svg viewBox="0 0 28 8" aria-hidden="true"><path '
        f'class="ps-line ps-line-{line.style}" d="M1 4H27"/></svg>'
        f"{shown(line.name)}</span>"
        for line in lines
    )
    return f'<span class="ps-legend">{"".join(keys)}</span>'


def size_text(value: Fraction) -> str:
    """Return a size in few signs: 5k, 20M, 0.1."""
    for unit, word in ((10**9, "B"), (10**6, "M"), (10**3, "k")):
        if value >= unit and (value / unit).denominator == 1:
            return f"{value / unit}{word}"
    return str(value) if value.denominator == 1 else f"{float(value):.6g}"
