"""Which number does a text stand for? The one door for numbers: exact, never through a float."""

import re
from fractions import Fraction

MOST_DIGITS = 60
LARGEST_EXPONENT = 30

# An integer part with a leading zero is refused: some readers of YAML take `010` for eight.
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>0|[1-9][0-9]*(?:_[0-9]+)*)?(?:\.(?P<part>[0-9]+(?:_[0-9]+)*))?"
    r"(?:[eE](?P<exponent>[+-]?[0-9]{1,3}))?"
)


def number(text: str) -> Fraction | None:
    """Return the exact value of a decimal such as `1_000`, `-2.5` or `1e-6`, or None if the text is none.

    Refused too: more than 60 digits, exponents beyond 30 either way, commas, `nan` and `inf`.
    """
    found = _NUMBER.fullmatch(text) if len(text) <= 3 * MOST_DIGITS else None
    if found is None or (found["whole"] is None and found["part"] is None):
        return None
    whole = (found["whole"] or "").replace("_", "")
    part = (found["part"] or "").replace("_", "")
    exponent = int(found["exponent"] or 0)
    if len(whole) + len(part) > MOST_DIGITS or abs(exponent) > LARGEST_EXPONENT:
        return None
    value = Fraction(int(whole + part)) * Fraction(10) ** (exponent - len(part))
    return -value if found["sign"] == "-" else value
