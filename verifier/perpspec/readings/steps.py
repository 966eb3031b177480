"""How is a stepped table written: as a search among its bounds, or as one condition for each row?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ..language.tree import Step
from .scaled import Scaled, constant, ladder, threshold
from .ways import Way, joined
from .writer import Writer
from .written import Amount, Flag, Term, Text, numeral, ordered, truth

FEWEST = 4
Value = tuple[list[str], Term]


def looked_up(writer: Writer, x: Amount, rows: Sequence[Step], values: Sequence[Value]) -> Term:
    """Return the value of the first row that ``x`` belongs to; ``values`` are the lines and terms of the rows."""
    x = replace(x, above=writer.local(x.above))
    bounds = ladder(rows)
    if bounds is None:
        return _by_rows(writer, [_inside(writer, x, row) for row in rows], values)
    first, inclusive = rows[0].over, rows[0].upper_inclusive
    if first is not None:
        _fail_if(writer, ordered("<=" if inclusive else "<", x, _known(first)))
    if len(bounds) == len(rows):
        _fail_if(writer, ordered(">" if inclusive else ">=", x, _known(bounds[-1])))
    constants = [constant(term) if isinstance(term, Scaled) else None for _, term in values]
    known = [value for value in constants if value is not None]
    if x.below is None and x.above.fixed is None and len(known) == len(rows) >= FEWEST:
        return _searched(x, bounds, inclusive, known)
    op = "<=" if inclusive else "<"
    conditions = [*(ordered(op, x, _known(bound)) for bound in bounds[: len(rows) - 1]), truth(True)]
    return joined(writer, [Way(cond, *value) for cond, value in zip(conditions, values, strict=True)])


def _known(bound: Fraction | None) -> Amount:
    assert bound is not None
    return Scaled(numeral(bound.numerator), bound.denominator)


def _fail_if(writer: Writer, cond: Flag) -> None:
    if cond.fixed is not False:
        writer.fail(cond.text)


def _searched(x: Amount, bounds: Sequence[Fraction], inclusive: bool, values: Sequence[Fraction]) -> Amount:
    scale = math.lcm(*(value.denominator for value in values))
    tops = ", ".join(str(value.numerator * (scale // value.denominator)) for value in values)
    ends = "".join(f"{threshold('<=' if inclusive else '<', bound * x.scale)}, " for bound in bounds)
    search = "bisect_left" if inclusive else "bisect_right"
    return Scaled(Text(f"({tops})[{search}(({ends}), {x.above.text})]"), scale)


def _by_rows(writer: Writer, conditions: Sequence[Flag], values: Sequence[Value]) -> Term:
    ways = [Way(cond, *value) for cond, value in zip(conditions, values, strict=True)]
    outside: Term = Scaled(numeral(0))
    lines, _ = writer.inside(lambda: _undefined(writer, outside))
    return joined(writer, [*ways, Way(truth(True), lines, outside)])


def _undefined(writer: Writer, term: Term) -> Term:
    writer.fail()
    return term


def _inside(writer: Writer, x: Amount, row: Step) -> Flag:
    lower, upper = (">", "<=") if row.upper_inclusive else (">=", "<")
    sides = [ordered(lower, x, _known(row.over))] if row.over is not None else []
    sides += [ordered(upper, x, _known(row.up_to))] if row.up_to is not None else []
    if any(side.fixed is False for side in sides):
        return truth(False)
    texts = [side.text for side in sides if side.fixed is None]
    return Flag(f"({' and '.join(texts)})") if texts else truth(True)
