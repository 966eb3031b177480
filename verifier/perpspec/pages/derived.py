"""Which liquidation price follows for one position where a venue publishes when it liquidates, but no formula of a price?

The trigger compares an equity with a margin. Both are written for one position alone, in the one price that moves; the
profit of the position follows from the form of the contract. Where that cannot be done, the reason is told instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..checks.holdings import comparisons
from ..claims.build import add, div, mul, num, renamed, sub
from ..language.domains import Finite, Range, Variable
from ..language.faults import FormulaError
from ..language.kinds import MONEY, NUMBER, PRICE, QUANTITY
from ..language.tree import Clause, Compare, Expr, Name, Word
from ..load.load import Spec
from ..load.resolve import Resolver
from ..readings.exact import Env, exact
from ..readings.javascript import javascript, quoted
from ..readings.rebuild import free_names

AT, WALLET = "liquidation.at", "liquidation.wallet"
_EQUITY = "equity"
_MOVING = ("mark", "index", "price", "mark_price", "index_price")
OWN = {
    "side": Variable("liquidation.side", NUMBER, Finite((Fraction(1), Fraction(-1)))),
    "entry": Variable("liquidation.entry", PRICE, Range(Fraction(0), low_open=True)),
    "quantity": Variable("liquidation.quantity", QUANTITY, Range(Fraction(0))),
    "value": Variable("liquidation.value", MONEY, Range(Fraction(0))),
}  # fmt: skip
NOTE = (
    "derived, not published: where the trigger begins to hold for this position alone, whose profit follows from the form of "
    "the contract; mark and index are taken as one price, fees and funding are left aside"
)


@dataclass(frozen=True, slots=True)
class Derived:
    """``gap`` is the equity less what it has to cover, a formula of ``AT``, the price that moves, and of ``variables``."""

    gap: Expr
    variables: tuple[Variable, ...]
    side: str
    entry: str

    @property
    def script(self) -> str:
        """Return the function of the pages that works the price out."""
        inside = f"({javascript(self.gap)})({{v:{{...e.v,{quoted(AT)}:x}},c:e.c}},X)"
        return f"(e,X)=>X.crossing((x)=>{inside},X.name(e,{quoted(self.entry)}),X.gt(X.name(e,{quoted(self.side)}),X.q(0n,1n)))"

    def at(self, price: Fraction, env: Env) -> Fraction:
        """Return the gap at a price; raise ``Undefined``, or ``KeyError`` for an input that is not given."""
        value = exact(self.gap, Env({**env.values, AT: price}, env.choices))
        assert isinstance(value, Fraction), "kinds were checked"
        return value


def derived_price(spec: Spec, market: str) -> Derived | str:
    """Return what gives the liquidation price of one position in a market, or why nothing does."""
    resolver = spec.resolver(market)
    try:
        trigger = resolver.clause("liquidation.trigger")
        form = resolver.clause("contracts.form")
    except FormulaError as error:
        return f"not derived: {error.message.replace('`', '')}"
    if trigger is None:
        return "neither its formula nor a trigger is in the spec"
    shape = _word(form)
    if shape not in ("linear", "inverse"):
        return "not derived: the contract is neither linear nor inverse"
    return _derived(resolver, trigger, shape)


def _derived(resolver: Resolver, trigger: Expr, shape: str) -> Derived | str:
    gap = next((found for found in map(_gap, comparisons(_with_margins(resolver, trigger))) if found is not None), None)
    if gap is None:
        return "not derived: the trigger compares no equity with a margin"
    names = {_short(name): name for name in free_names(gap)}
    own = {short: names.get(short, variable.name) for short, variable in OWN.items()}
    equity = next(name for name in (*names.values(), f"margin.{_EQUITY}") if _short(name).startswith(_EQUITY))
    moved = _moving(resolver, gap, shape, own)
    if not {AT, own["entry"]} <= set(free_names(moved)):
        return "not derived: what is published of the equity does not say how it follows the price"
    wallet = Variable(WALLET, resolver.names.kind(equity) or MONEY, Range())
    known = {WALLET: wallet} | {variable.name: variable for variable in OWN.values()}
    variables = tuple(known.get(name) or resolver.variable(name) for name in free_names(moved) if name != AT)
    return Derived(moved, variables, own["side"], own["entry"])


def _word(expr: Expr | None) -> str:
    while isinstance(expr, Clause):
        expr = expr.body
    return expr.text if isinstance(expr, Word) else ""


def _with_margins(resolver: Resolver, trigger: Expr) -> Expr:
    """Return the trigger with what the section `margin` says in place of inputs of the same name."""
    known = {}
    for name in free_names(trigger):
        found = resolver.clause(f"margin.{_short(name)}") if _short(name).startswith((_EQUITY, "maintenance")) else None
        if found is not None:
            known[name] = found
    return renamed(trigger, known)


def _gap(compared: Compare) -> Expr | None:
    """Return the equity less the other side of a comparison, None where neither or both sides are an equity."""
    left, right = _is_equity(compared.left), _is_equity(compared.right)
    if left == right or compared.op not in ("<", "<=", ">", ">="):
        return None
    return sub(compared.left, compared.right) if left else sub(compared.right, compared.left)


def _is_equity(expr: Expr) -> bool:
    named = expr.id if isinstance(expr, Clause) else expr.ident if isinstance(expr, Name) else ""
    return _short(named).startswith(_EQUITY)


def _profit(shape: str, own: Mapping[str, Expr]) -> Expr:
    """Return what a position has gained since its entry: in money where it is linear, in coin where it is inverse."""
    if shape == "linear":
        return mul(mul(own["side"], own["quantity"]), sub(Name(AT), own["entry"]))
    return mul(mul(own["side"], own["value"]), sub(div(num(1), own["entry"]), div(num(1), Name(AT))))


def _moving(resolver: Resolver, gap: Expr, shape: str, own: Mapping[str, str]) -> Expr:
    """Return the gap with everything that follows the price written in it."""
    size = {
        "linear": {"notional": mul(Name(own["quantity"]), Name(AT))},
        "inverse": {"quantity": div(Name(own["value"]), Name(AT)), "notional": div(Name(own["value"]), Name(AT))},
    }[shape]
    profit = _profit(shape, {short: Name(name) for short, name in own.items()})
    written: dict[str, Expr] = {}
    for name in free_names(gap):
        short = _short(name)
        if short.startswith(_EQUITY):
            written[name] = add(Name(WALLET), profit)
        elif short == "unrealised":
            written[name] = profit
        elif short in _MOVING and resolver.variable(name).kind == PRICE:
            written[name] = Name(AT)
        elif short in size:
            written[name] = size[short]
    return renamed(gap, written)


def _short(name: str) -> str:
    return name.rpartition(".")[2]
