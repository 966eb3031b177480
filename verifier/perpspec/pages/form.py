"""What does the calculator of a market need and give, and with which mild values does it begin?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..language.domains import Finite, Value, Variable
from ..language.faults import FormulaError
from ..language.kinds import MONEY, NUMBER, PRICE, QUANTITY, TIME, Kind
from ..language.tree import Expr
from ..readings.rebuild import choices_in
from .derived import Derived, derived_price
from .subject import Subject

OUTPUTS = (
    ("margin.initial", "Initial margin"),
    ("margin.maintenance", "Maintenance margin"),
    ("margin.equity", "Equity"),
    ("liquidation.price", "Liquidation price"),
    ("liquidation.bankruptcy_price", "Bankruptcy price"),
    ("funding.rate", "Funding rate of a settlement"),
    ("funding.payment", "Funding payment"),
)
PRICE_CLAUSE = "liquidation.price"
_EASY = {MONEY: Fraction(10_000), PRICE: Fraction(50_000), QUANTITY: Fraction(1), TIME: Fraction(3600), NUMBER: Fraction(0)}
_FIRST = (
    ("mark", Fraction(50_000)), ("entry", Fraction(50_000)), ("index", Fraction(50_000)), ("notional", Fraction(50_000)),
    ("quantity", Fraction(1)), ("wallet", Fraction(10_000)), ("premium", Fraction(1, 2000)), ("premium_now", Fraction(1, 2000)),
    ("balance", Fraction(-40_000)), ("elapsed", Fraction(3600)), ("closed", Fraction(50_000)),
)  # fmt: skip
_ZERO = ("other", "unrealised", "open_interest", "user_fraction")


@dataclass(frozen=True, slots=True)
class Form:
    """What a market's calculator needs and gives; ``derived`` is a price that nobody publishes, or why there is none."""

    market: str
    results: Mapping[str, Expr]
    kinds: Mapping[str, Kind]
    variables: tuple[Variable, ...]
    choices: Mapping[str, tuple[str, ...]]
    derived: Derived | str = ""

    def default(self, variable: Variable) -> Value:
        """Return a mild value of a variable to begin with."""
        return _default(variable)


def form_of(subject: Subject, market: str) -> Form:
    """Return the formulas of a market that have a value for it, with everything they need."""
    spec, resolver = subject.spec, subject.spec.resolver(market)
    results: dict[str, Expr] = {}
    for name, _ in OUTPUTS:
        try:
            found = resolver.clause(name)
        except FormulaError:
            continue
        if found is not None:
            results[name] = found
    derived = "" if PRICE_CLAUSE in results else derived_price(spec, market)
    solved = (derived,) if isinstance(derived, Derived) else ()
    variables = {v.name: v for expr in results.values() for v in resolver.variables(expr)}
    variables |= {v.name: v for one in solved for v in one.variables}
    exprs = (*results.values(), *(one.gap for one in solved))
    choices = {name: labels for expr in exprs for name, labels in choices_in(expr).items()}
    kinds = {name: spec.names.kind(name) or NUMBER for name in results}
    return Form(market, results, kinds, tuple(variables.values()), choices, derived)


def _default(variable: Variable) -> Value:
    if isinstance(variable.domain, Finite):
        return variable.domain.values[0]
    if variable.kind.form == "truth":
        return True
    last = variable.name.rpartition(".")[2]
    if any(part in last for part in _ZERO):
        return Fraction(0)
    wished = dict(_FIRST).get(last, _EASY.get(variable.kind, Fraction(1)))
    return wished if variable.domain.holds(wished) else variable.domain.low or Fraction(1)
