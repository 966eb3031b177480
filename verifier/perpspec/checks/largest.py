"""How far can a price formula get from where it stands when one input takes every value: the exact bound?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.build import num
from ..language.domains import Value
from ..language.tree import Choice, Expr, Word
from ..readings.exact import Env, Undefined, exact
from ..readings.pieces import Affine, NotAffine, pieces, value_at
from ..readings.rebuild import choices_in, chosen, free_names

MOST_READINGS = 16
NO_LIMIT = "any amount"


def largest_share(price: Expr, name: str, still: Mapping[str, Value], ways: tuple[Mapping[str, Value], ...]) -> Expr | None:
    """Return the largest ``|price - before| / before`` over every ``name`` above zero and all ``ways``.

    ``still`` holds the other inputs, ``name`` among them with its value before. The answer is a number, the word
    ``NO_LIMIT``, or one of them for each option of an open clause; None where the formula is not affine in pieces.
    """
    choices = choices_in(price)
    readings = 1
    for labels in choices.values():
        readings *= len(labels)
    if readings > MOST_READINGS:
        return None
    if choices:
        ident, labels = next(iter(choices.items()))
        found = [largest_share(chosen(price, {ident: n}, {}), name, still, ways) for n in range(len(labels))]
        known = tuple(part for part in found if part is not None)
        return Choice(ident, labels, known) if len(known) == len(found) else None
    try:
        shares = [
            _largest(chosen(price, {}, {k: v for k, v in {**still, **way}.items() if k != name}), name, still[name])
            for way in ways
        ]
    except (NotAffine, Undefined):
        return None
    return Word(NO_LIMIT) if None in shares else num(max(s for s in shares if s is not None))


def _largest(price: Expr, name: str, before: Value) -> Fraction | None:
    """Return the supremum, or None where there is none."""
    if set(free_names(price)) - {name}:
        raise NotAffine
    start = exact(price, Env({name: before}))
    assert isinstance(start, Fraction)
    if start == 0:
        raise Undefined("a share of nothing")
    form = pieces(price, name)
    if any(cell is None for cell in form.cells):
        raise Undefined("a price without a value")
    stretches = list(zip(form.cells[::2], (None, *form.cuts), (*form.cuts, None), strict=True))
    ends = [Fraction(0)]
    for cell, low, high in stretches:
        assert isinstance(cell, tuple)
        if high is None and cell[0]:
            return None
        if high is None or high > 0:
            ends += [_at(cell, end) for end in (max(low or Fraction(0), Fraction(0)), high) if end is not None]
    ends += [_at(cell, cut) for cell, cut in zip(form.cells[1::2], form.cuts, strict=True) if cut > 0 and isinstance(cell, tuple)]
    return max(abs(value - start) / abs(start) for value in ends[1:])


def _at(cell: Affine, x: Fraction) -> Fraction:
    found = value_at(cell, x)
    assert isinstance(found, Fraction)
    return found
