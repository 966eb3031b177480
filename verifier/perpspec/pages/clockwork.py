"""How are the lengths of the funding interval and the moves between them drawn?"""

from __future__ import annotations

from fractions import Fraction

from ..claims.quantities import said
from ..language.kinds import TIME
from ..machines.interval import Clock, Move
from .markup import shown

_STEP, _BOX, _MIDDLE = 138, 76, 96  # three lengths are as wide as a phone


def clock_figure(clock: Clock) -> str:
    """Return the lengths as boxes and the moves as arrows, those to a shorter length above, the others below."""
    states = sorted(clock.states, reverse=True)
    if len(states) < 2:
        return ""
    width = _STEP * (len(states) - 1) + _BOX + 24
    boxes = "".join(_box(clock, state, index) for index, state in enumerate(states))
    arrows = "".join(_arrow(states, move) for move in _distinct(clock.moves))
    words = "; ".join(f"from {_said(m.start)} to {_said(m.end)}" for m in clock.moves) or "no moves"
    head = (
        '<defs><marker id="ps-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
    )
    svg = (
        f'<svg viewBox="0 0 {width} 192" style="max-width:{width}px" role="img" '
        f'aria-label="Moves of the funding interval: {shown(words)}">'
    )
    return f'<figure class="ps-chart ps-machine">\n{svg}{head}{boxes}{arrows}</svg>\n</figure>\n'


def _said(length: Fraction) -> str:
    return said(length, TIME, {})


def _distinct(moves: tuple[Move, ...]) -> tuple[Move, ...]:
    return tuple({(move.start, move.end): move for move in moves}.values())


def _box(clock: Clock, state: Fraction, index: int) -> str:
    left = 12 + index * _STEP
    kind = " ps-start" if state == clock.default else ""
    label = f'<text x="{left + _BOX // 2}" y="{_MIDDLE}" dy=".35em" text-anchor="middle">{shown(_said(state))}</text>'
    under = f'<text class="ps-axis" x="{left + _BOX // 2}" y="{_MIDDLE + 36}" text-anchor="middle">default</text>' if kind else ""
    return f'<rect class="ps-state{kind}" x="{left}" y="{_MIDDLE - 20}" width="{_BOX}" height="40" rx="8"/>{label}{under}'


def _arrow(states: list[Fraction], move: Move) -> str:
    a, b = states.index(move.start), states.index(move.end)
    start, end = 12 + a * _STEP + _BOX // 2, 12 + b * _STEP + _BOX // 2
    shorter = b > a
    near = _MIDDLE - 22 if shorter else _MIDDLE + 22
    far = near + (-22 - 26 * abs(b - a) if shorter else 22 + 26 * abs(b - a))
    lean = 14 if shorter else -14
    return (
        f'<path class="ps-move" d="M{start + lean} {near}C{start + lean * 3} {far} '
        f'{end - lean * 3} {far} {end - lean} {near}" marker-end="url(#ps-head)"/>'
    )
