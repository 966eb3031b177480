"""How are the operations on amounts written that need a line of their own: division, order, rounding, roots?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ..language.tree import MODES
from .scaled import Scaled, aligned, quotient, times
from .writer import Writer
from .written import Amount, Said, Text, numeral, whole_text


def absolute(body: Amount) -> Amount:
    """Return ``abs(body)``."""
    known = body.above.fixed
    return replace(body, above=Text(f"abs({body.above.text})") if known is None else numeral(abs(known)))


def divided(writer: Writer, left: Amount, right: Amount) -> Amount:
    """Return ``left / right``; undefined where ``right`` is zero."""
    top, divisor = quotient(left, right)
    if divisor.fixed == 0:
        writer.fail()
        return left
    if divisor.fixed is not None:
        return times(top, Fraction(1, divisor.fixed))
    above, below = writer.fresh(), writer.fresh()
    writer.say(f"{above} = {top.above.text}")
    writer.say(f"{below} = {divisor.text}")
    writer.fail(f"not {below}")
    writer.say(f"if {below} < 0: {above}, {below} = -{above}, -{below}")
    return Scaled(Text(above), top.scale, Text(below) if top.below is None else writer.local(Text(below) * top.below))


def _level(writer: Writer, parts: Sequence[Amount]) -> tuple[list[Text], int, Text | None]:
    """Return names for ``parts`` over one denominator."""
    tops, scale, below = aligned(parts)
    return [writer.local(top) for top in tops], scale, None if below is None else writer.local(below)


def picked(writer: Writer, how: str, parts: Sequence[Amount]) -> Amount:
    """Return the least, the greatest or the median of ``parts``."""
    if len(parts) == 1:
        return parts[0]
    tops, scale, below = _level(writer, parts)
    found = writer.fresh()
    if how == "median":
        return _median(writer, found, tops, Scaled(tops[0], scale, below))
    writer.say(f"{found} = {tops[0].text}")
    for top in tops[1:]:
        writer.say(f"if {top.text} {'<' if how == 'min' else '>'} {found}: {found} = {top.text}")
    return Scaled(Text(found), scale, below)


def _median(writer: Writer, found: str, tops: Sequence[Text], shape: Amount) -> Amount:
    middle = len(tops) // 2
    writer.say(f"{found} = sorted(({', '.join(top.text for top in tops)}))")
    if len(tops) % 2:
        return replace(shape, above=Text(f"{found}[{middle}]"))
    return replace(shape, above=Text(f"({found}[{middle - 1}] + {found}[{middle}])"), scale=2 * shape.scale)


def clamped(writer: Writer, body: Amount, low: Amount, high: Amount) -> Amount:
    """Return ``max(low, min(body, high))``."""
    (top, least, most), scale, below = _level(writer, (body, low, high))
    found = writer.fresh()
    writer.say(f"{found} = {top.text}")
    writer.say(f"if {found} > {most.text}: {found} = {most.text}")
    apart = least.fixed is not None and most.fixed is not None and least.fixed <= most.fixed
    writer.say(f"{'el' if apart else ''}if {found} < {least.text}: {found} = {least.text}")
    return Scaled(Text(found), scale, below)


def rounded_to(writer: Writer, body: Amount, step: Amount, mode: Said) -> Amount:
    """Return ``body`` brought to a multiple of ``step``; undefined where ``step`` is not above zero."""
    step = replace(step, above=writer.local(step.above))
    if step.above.fixed is not None and step.above.fixed <= 0:
        writer.fail()
        return body
    if step.above.fixed is None:
        writer.fail(f"{step.above.text} <= 0")
    top, divisor = quotient(body, step)
    below = divisor * top.scale
    below = writer.local(below if top.below is None else below * top.below)
    found = _whole(writer, writer.local(top.above), below, mode)
    return Scaled(found * step.above, step.scale, step.below)


def _whole(writer: Writer, above: Text, below: Text, mode: Said) -> Text:
    if mode.fixed in MODES:
        return whole_text(above, below, mode.fixed)
    name = writer.fresh()
    writer.say(f"{name} = whole({above.text}, {below.text}, {mode.text})")
    writer.fail(f"{name} is None")
    return Text(name)


def rooted(writer: Writer, body: Amount) -> Amount:
    """Return the largest whole number whose square is not above ``body``; undefined below zero."""
    above = writer.local(body.above)
    if above.fixed is None or above.fixed < 0:
        writer.fail(f"{above.text} < 0")
    below = numeral(body.scale) if body.below is None else body.below * body.scale
    return Scaled(Text(f"isqrt({whole_text(above, below, 'floor').text})"))
