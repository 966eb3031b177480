"""What does ``each_…`` stand for once it is written out over the constituents of an index?

With ``where`` only some constituents count. The median of those is the median of twice as many values: one that counts
gives its value twice, one that does not gives a value below all others and one above them, which leaves the middle as
it is. Where none counts, there is no value.
"""

from __future__ import annotations

from fractions import Fraction

from ..language.tree import Abs, Binary, Expr, If, Logic, Neg, Num, Pick, Truth

ZERO = Num(Fraction(0))
ONE = Num(Fraction(1))


def over_each(how: str, bodies: list[Expr], among: list[Expr]) -> Expr:
    """Return ``how`` over ``bodies``; ``among`` is empty, or tells of each body whether it counts."""
    match how:
        case "sum":
            return sum_of([If(a, b, ZERO) for a, b in zip(among, bodies, strict=True)] if among else bodies)
        case "count":
            return sum_of([If(part, ONE, ZERO) for part in _both(bodies, among)])
        case "all":
            return _joined("and", [If(a, b, Truth(True)) for a, b in zip(among, bodies, strict=True)] if among else bodies)
        case "any":
            return _joined("or", _both(bodies, among))
        case _:
            return _ranked(how, bodies, among) if among else Pick(how, tuple(bodies))


def _ranked(how: str, bodies: list[Expr], among: list[Expr]) -> Expr:
    above = sum_of([Abs(body) for body in bodies])
    ends = {"median": (Neg(above), above), "min": (above, above), "max": (Neg(above), Neg(above))}[how]
    sides = ends if how == "median" else ends[:1]
    parts = tuple(If(counts, body, end) for end in sides for counts, body in zip(among, bodies, strict=True))
    nothing = Binary("/", bodies[0], ZERO)  # has no value: none of the constituents counts
    return If(_joined("or", among), Pick(how, parts), nothing)


def _both(bodies: list[Expr], among: list[Expr]) -> list[Expr]:
    return [Logic("and", (a, b)) for a, b in zip(among, bodies, strict=True)] if among else bodies


def _joined(op: str, parts: list[Expr]) -> Expr:
    return parts[0] if len(parts) == 1 else Logic(op, tuple(parts))


def sum_of(parts: list[Expr]) -> Expr:
    """Return the sum of ``parts``, zero where there are none."""
    total: Expr = parts[0] if parts else ZERO
    for part in parts[1:]:
        total = Binary("+", total, part)
    return total
