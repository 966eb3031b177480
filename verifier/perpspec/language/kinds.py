"""Which kinds of value are there, and how do they combine?

A kind is a product of powers of five base measures, or a truth, or a word. A price is money per base unit, so
``price * quantity`` is money and ``price + rate`` is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

MEASURES = ("money", "quantity", "coin", "contracts", "time")


@dataclass(frozen=True, slots=True)
class Kind:
    """Exponents of ``MEASURES``; ``form`` tells amounts from truths and words."""

    powers: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    form: str = "amount"

    def __mul__(self, other: Kind) -> Kind:
        return Kind(_each(self, other, 1))

    def __truediv__(self, other: Kind) -> Kind:
        return Kind(_each(self, other, -1))

    def __str__(self) -> str:
        return _NAMES.get(self) or _spelled(self)


def _each(left: Kind, right: Kind, sign: int) -> tuple[int, int, int, int, int]:
    a, b, c, d, e = (p + sign * q for p, q in zip(left.powers, right.powers, strict=True))
    return a, b, c, d, e


def _spelled(kind: Kind) -> str:
    over = [_power(m, p) for m, p in zip(MEASURES, kind.powers, strict=True) if p > 0]
    under = [_power(m, -p) for m, p in zip(MEASURES, kind.powers, strict=True) if p < 0]
    return " x ".join(over or ["1"]) + "".join(f" per {name}" for name in under)


def _power(measure: str, power: int) -> str:
    return measure if power == 1 else f"{measure}^{power}"


NUMBER = Kind()
MONEY = Kind((1, 0, 0, 0, 0))
QUANTITY = Kind((0, 1, 0, 0, 0))
COIN = Kind((0, 0, 1, 0, 0))
CONTRACTS = Kind((0, 0, 0, 1, 0))
TIME = Kind((0, 0, 0, 0, 1))
PRICE = MONEY / QUANTITY
TRUTH = Kind(form="truth")
WORD = Kind(form="word")

# Names that a spec may give as `kind:`. `rate`, `number` and `leverage` are all plain ratios; a rate over a
# period, such as `0.01% per 8h`, is `rate_per_time`, so the one is never taken for the other.
NAMED: dict[str, Kind] = {
    "number": NUMBER,
    "rate": NUMBER,
    "leverage": NUMBER,
    "money": MONEY,
    "price": PRICE,
    "quantity": QUANTITY,
    "coin": COIN,
    "contracts": CONTRACTS,
    "time": TIME,
    "rate_per_time": NUMBER / TIME,
    "rate_per_quantity": NUMBER / QUANTITY,
    "rate_per_money": NUMBER / MONEY,
    "inverse_price": QUANTITY / MONEY,
    "money_per_contract": MONEY / CONTRACTS,
    "quantity_per_contract": QUANTITY / CONTRACTS,
    "coin_per_contract": COIN / CONTRACTS,
    "coin_per_price": COIN / PRICE,
    "coin_per_price_per_contract": COIN / PRICE / CONTRACTS,
    "truth": TRUTH,
    "word": WORD,
}
_NAMES = {kind: name for name, kind in reversed(NAMED.items()) if name not in ("rate", "leverage")}
