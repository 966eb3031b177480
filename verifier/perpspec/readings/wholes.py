"""Which whole number stands for a quotient of two whole numbers, in each rounding mode?"""

from __future__ import annotations


def whole(above: int, below: int, mode: str) -> int | None:
    """Return ``above / below`` as a whole number for ``below > 0``, or None where ``mode`` is no rounding mode."""
    floor, rest = divmod(above, below)
    match mode:
        case "floor":
            return floor
        case "ceil":
            return floor + (rest > 0)
        case "toward zero":
            return floor + (rest > 0 > above)
        case "away from zero":
            return floor + (rest > 0 and above > 0)
        case "half up":
            return floor + (2 * rest >= below)
        case "half even":
            return floor + (2 * rest > below or (2 * rest == below and floor % 2))
        case "half away from zero":
            return floor + (2 * rest > below or (2 * rest == below and above > 0))
        case _:
            return None


# The same as text of Python, for a mode that is known: ``n`` is a name, ``m`` a name or a number above zero.
WHOLE_TEXT = {
    "floor": "({n} // {m})",
    "ceil": "(-(-{n} // {m}))",
    "toward zero": "({n} // {m} if {n} >= 0 else -(-{n} // {m}))",
    "away from zero": "(-(-{n} // {m}) if {n} > 0 else {n} // {m})",
    "half up": "((2 * {n} + {m}) // {twice})",
    "half even": "((2 * {n} + {m}) // {twice} - (not (2 * {n} + {m}) % {twice} and (2 * {n} + {m}) // {twice} & 1))",
    "half away from zero": "((2 * {n} + {m}) // {twice} if {n} >= 0 else -(({m} - 2 * {n}) // {twice}))",
}
