"""What do the liquidation or bankruptcy price and the trigger say of a position of one unit, alone in its account?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ..claims.build import mul, num, renamed, sub
from ..language.domains import Range, Variable
from ..language.faults import FormulaError
from ..language.kinds import MONEY, NUMBER, PRICE, QUANTITY, Kind
from ..language.tree import Clause, Expr, Name, Steps, children
from ..load.load import Spec
from ..load.resolve import Resolver
from ..readings.kinds import kind_in
from ..readings.rebuild import free_names, rebuilt
from .holdings import EQUITY, account, comparisons
from .info import Question
from .markets import each_market, inputs, needed, short

AT, TRIGGER, MARK = "liquidation.price", "liquidation.trigger", "liquidation.mark"
SIDES: Mapping[str, Expr] = {"long": num(1), "short": num(-1)}


def each_side(spec: Spec, check: str, ask: Callable[[Spec, str, str], Question]) -> Iterator[Question]:
    """Yield what ``ask`` asks of a long and of a short of each market."""
    yield from each_market(spec, check, lambda market: (ask(spec, market, side) for side in SIDES))


def both_sides(spec: Spec, resolver: Resolver) -> tuple[Expr, Expr]:
    """Return the two sides of the comparison of the trigger that is about equity; raise ``FormulaError`` without one."""
    trigger = needed(account(spec, resolver, EQUITY), TRIGGER)
    found = next((c for c in comparisons(trigger) if any(short(name) == "equity" for name in free_names(c))), None)
    if found is None:
        raise FormulaError("the trigger is not a comparison with an `equity`", (0, 1))
    equity = resolver.clause(EQUITY)
    closed = {EQUITY: equity} if equity is not None else {}
    return renamed(found.left, closed), renamed(found.right, closed)


@dataclass
class Unit:
    """A position of one unit on one side: its inputs by what they mean, and the tier as rates of any size.

    ``clause`` is the published price whose formula it is looked at with.
    """

    spec: Spec
    resolver: Resolver
    side: Expr
    clause: str = AT
    tiers: dict[str, Variable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.spec.names.kind(self.clause) != PRICE:
            raise FormulaError(f"`{self.clause}` is not a price", (0, 1))
        trigger = {name for part in both_sides(self.spec, self.resolver) for name in free_names(part)}
        self.own = {short(name): name for name in free_names(needed(self.resolver, self.clause))}
        self.known = {short(name) for name in trigger}
        if not {"quantity", "notional"} & self.own.keys():
            raise FormulaError(f"`{self.clause}` is not a formula of a `quantity` or a `notional`", (0, 1))

    @property
    def counted(self) -> bool:
        """Return whether the position is one unit of quantity, so that its notional is its mark price."""
        return "quantity" in self.own

    def of(self, expr: Expr) -> Expr:
        """Return a formula of the position of one unit."""
        return self._any_tier(renamed(expr, {name: self._input(name) for name in free_names(expr)}))

    def at(self, price: Expr, expr: Expr) -> Expr:
        """Return the same where the mark price is ``price``, unless that hangs on the mark price itself."""
        found = self.of(expr)
        return found if MARK in free_names(price) else renamed(found, {MARK: price})

    @property
    def notional(self) -> Expr:
        """Return the notional at the mark price."""
        return mul(num(1, QUANTITY), Name(MARK)) if self.counted else num(1, MONEY)

    def _input(self, name: str) -> Expr:
        match short(name):
            case "mark":
                return Name(MARK)
            case "quantity":
                return num(1, QUANTITY)
            case "notional":
                return self.notional
            case "side":
                return self.side
            case "unrealised" if "entry" in self.own:
                moved = sub(Name(MARK), Name(self.own["entry"]))
                return mul(self.side, mul(num(1, QUANTITY), moved))
            case "entry":
                return Name(name)
            case last if last not in self.known and self._may_be_zero(name):
                return num(0, self.resolver.variable(name).kind)
            case last:
                return Name(self.own.get(last, name))

    def _may_be_zero(self, name: str) -> bool:
        return self.resolver.variable(name).domain.holds(Fraction(0))

    def _any_tier(self, expr: Expr) -> Expr:
        if isinstance(expr, Clause) and expr.id.startswith("tiers.markets."):
            inner = self._any_tier(expr.body)
            return inner if isinstance(inner, Name) else Clause(expr.id, inner)
        if isinstance(expr, Steps):
            return Name(self._tier(kind_in(expr, {})))
        parts = children(expr)
        return rebuilt(expr, tuple(self._any_tier(part) for part in parts)) if parts else expr

    def _tier(self, kind: Kind) -> str:
        name = "tiers.rate" if kind == NUMBER else "tiers.deduction"
        high = Fraction(1) if kind == NUMBER else None
        self.tiers[name] = Variable(name, kind, Range(Fraction(0), high, low_open=kind == NUMBER, high_open=True))
        return name

    def variables(self, *exprs: Expr) -> tuple[Variable, ...]:
        """Return the inputs that are left, the mark price last."""
        names = dict.fromkeys(name for expr in exprs for name in free_names(expr))
        own = [name for name in names if name not in self.tiers and name != MARK]
        mark = (Variable(MARK, PRICE, Range(Fraction(0), low_open=True)),) if MARK in names else ()
        return (*inputs(self.resolver, *(Name(name) for name in own)), *self.tiers.values(), *mark)
