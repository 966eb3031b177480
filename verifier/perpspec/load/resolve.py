"""Which closed tree does a clause stand for, for one market: every name replaced by what the spec says of it?

What stays free are inputs; what stays open are choices (disputed clauses, silent ones with listed values) and silent
values with a range, which are free variables that a reading chooses.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..language.domains import TRUTHS, Domain, Finite, Range, Value, Variable
from ..language.faults import FormulaError
from ..language.kinds import NAMED, PRICE, TIME, TRUTH, WORD, Kind
from ..language.tree import (
    Call,
    Choice,
    Clause,
    Each,
    Expr,
    Name,
    Num,
    Step,
    Steps,
    Truth,
    Word,
    children,
)  # fmt: skip
from ..model.clause import Input, Interval
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import free_names, rebuilt, windows
from .each import over_each
from .names import TIER_COLUMNS, Names, constituents, interval_states, qualified, signature, texts_of
from .tables import TierTable, column_values
from .venue import Stated

ZERO = Num(Fraction(0))


class Resolver:
    """Closes formulas over one market; ``given`` replaces named values, as a worked example does."""

    def __init__(
        self, names: Names, tables: Mapping[str, TierTable], market: str = "", given: Mapping[str, Expr] | None = None
    ) -> None:
        self.names, self.venue, self.market = names, names.venue, market
        self.tables = tables
        self.given = dict(given or {})
        self._clauses: dict[str, Expr] = {}
        self._open: set[str] = set()
        self._who = market or "every market"

    def clause(self, ident: str) -> Expr | None:
        """Return what the clause of that qualified name says, or None where the spec has no such formula."""
        if ident in self.given:
            return self.given[ident]
        if ident not in self._clauses:
            stated = self.venue.stated.get(ident) or self._contract_field(ident)
            if stated is None:
                return None
            if ident in self._open:
                raise FormulaError(f"`{ident}` stands on itself for `{self._who}`", (0, 1), help="break the ring")
            self._open.add(ident)
            try:
                self._clauses[ident] = self._said(ident, stated)
            finally:
                self._open.discard(ident)
        return self._clauses[ident]

    def formula(self, text: str, section: str, local: Mapping[str, Expr] | None = None) -> Expr:
        """Return the closed tree of a formula written in ``section``."""
        return self._close(self.names.tree(text), section, local or {})

    def _contract_field(self, ident: str) -> Stated | None:
        section, _, field = ident.partition(".")
        owners = (f"contracts.markets.{self.market}.{field}", f"contracts.defaults.{field}")
        return next((self.venue.stated[o] for o in owners if o in self.venue.stated), None) if section == "contracts" else None

    def _said(self, ident: str, stated: Stated, local: Mapping[str, Expr] | None = None) -> Expr:
        clause = stated.clause
        by_market = clause.by_market.get(self.market)
        if clause.status in ("published", "inferred") or by_market is not None:
            text = by_market if by_market is not None else clause.value
            if text is None:
                raise FormulaError(f"`{ident}` says nothing for `{self._who}`", (0, 1), help="give it a `value`")
            return Clause(ident, self._option(text, stated, local))
        if isinstance(clause.domain, Interval):
            return Clause(ident, Name(ident))
        written = list(texts_of(stated))
        options = written[: len(written) - len(clause.by_market)]  # what another market is told is no option here
        return Clause(
            ident,
            Choice(ident, tuple(w.label for w in options), tuple(self._option(w.text, stated, local) for w in options)),
        )

    def _option(self, text: str, stated: Stated, local: Mapping[str, Expr] | None) -> Expr:
        if self.names.kind(stated.id) == WORD:
            return Word(text)
        return self._close(self.names.tree(text), stated.section, local or {})

    def _close(self, expr: Expr, section: str, local: Mapping[str, Expr]) -> Expr:
        def close(part: Expr) -> Expr:
            return self._close(part, section, local)

        match expr:
            case Num() | Truth() | Word() | Steps() | Clause() | Choice():
                return expr
            case Name(ident=ident):
                return local[ident] if ident in local else self._name(ident, section)
            case Call(function=("age" | "present") as function, args=(Name(ident=feed),)):
                return Name(f"feeds.{feed.removeprefix('feeds.')}.{function}")
            case Call(function=function, args=args):
                return self._call(function, tuple(close(arg) for arg in args), section)
            case Each():
                parts = [
                    (self._close(expr.body, section, here), self._among(expr, section, here)) for here in self._inside(local)
                ]
                return over_each(expr.how, [body for body, _ in parts], [among for _, among in parts if among is not None])
            case _:
                return rebuilt(expr, tuple(close(part) for part in children(expr)))

    def _name(self, ident: str, section: str) -> Expr:
        full = qualified(ident, section, self.venue)
        if full in self.given:
            return self.given[full]
        if full in self.venue.inputs or (full == "funding.interval" and interval_states(self.venue)):
            return Name(full)
        found = self.clause(full)
        if found is None:
            raise FormulaError(f"`{ident}` has no value for `{self._who}`", (0, 1), help="state it, or give it a status")
        return found

    def _call(self, function: str, args: tuple[Expr, ...], section: str) -> Expr:
        ident = function if "." in function else f"{section}.{function}"
        stated = self.venue.stated.get(ident)
        if stated is not None:
            parameters = signature(str(stated.path[1]))[1]
            return self._said(ident, stated, {name: arg for (name, _), arg in zip(parameters, args, strict=True)})
        return self._tier(function, args[0])

    def _tier(self, function: str, x: Expr) -> Expr:
        column = function.removesuffix("_of_tier")
        if column not in TIER_COLUMNS:
            raise FormulaError(f"there is no function `{function}`", (0, 1))
        ident = f"tiers.markets.{self.market}"
        stated = self.venue.stated.get(ident)
        if stated is None:
            help = "name its table under `markets:` of the section `tiers`"
            raise FormulaError(f"no tier table for `{self._who}`", (0, 1), help=help)
        texts = [w.text for w in texts_of(stated)]
        options = tuple(self._look_up(self.tables[text], column, function, x) for text in texts)
        return Clause(ident, options[0] if len(options) == 1 else Choice(ident, tuple(texts), options))

    def _look_up(self, table: TierTable, column: str, function: str, x: Expr) -> Expr:
        if table.curve is not None:
            return self._curve(table, column, x)
        values = column_values(table, column)
        if function.endswith("_of_tier"):
            position = x.value if isinstance(x, Num) else Fraction(1)
            return Num(
                values[int(position) - 1 if position > 0 else int(position)],
                kind=table.measure if column == "deduction" else ZERO.kind,
            )
        kind = table.measure if column == "deduction" else ZERO.kind
        rows = tuple(Step(t.over, t.up_to, Num(v, kind), table.upper_inclusive) for t, v in zip(table.tiers, values, strict=True))
        return Steps(x, rows)

    def _curve(self, table: TierTable, column: str, x: Expr) -> Expr:
        stated = self.venue.stated.get(f"tiers.tables.{table.name}.curve.{column}")
        if stated is None:
            raise FormulaError(f"the table `{table.name}` gives no {column}", (0, 1))
        return self._said(stated.id, stated, {"x": x})

    def _inside(self, local: Mapping[str, Expr]) -> list[dict[str, Expr]]:
        return [{**local, **self._constituent(name)} for name in constituents(self.venue)]

    def _among(self, each: Each, section: str, local: Mapping[str, Expr]) -> Expr | None:
        return None if each.where is None else self._close(each.where, section, local)

    def _constituent(self, name: str) -> dict[str, Expr]:
        found: dict[str, Expr] = {
            part: self.given.get(f"index.{name}.{part}", Name(f"index.{name}.{part}")) for part in ("price", "age", "live")
        }
        if f"index.constituents.{name}.weight" in self.venue.stated:
            found["weight"] = self._name(f"index.constituents.{name}.weight", "index")
        return found

    def variables(self, expr: Expr) -> tuple[Variable, ...]:
        """Return the free variables of a closed tree, in order of first use, each with its domain."""
        plain = [self.variable(name) for name in free_names(expr)]
        return (*plain, *windows(expr, {variable.name: variable for variable in plain}))

    def variable(self, name: str) -> Variable:
        """Return what is known of one free variable."""
        if name in self.venue.inputs:
            return self._input(name)
        stated = self.venue.stated.get(name) or self._contract_field(name)
        if stated is not None and isinstance(stated.clause.domain, Interval):
            return Variable(
                name, self.names.kind(name) or ZERO.kind, self._range(stated.clause.domain, stated.section), silent=True
            )
        if name == "funding.interval":
            return Variable(name, TIME, Finite(tuple(self._value(text, "funding") for text in interval_states(self.venue))))
        part = name.rsplit(".", 1)[1]
        if part in ("live", "present"):
            return Variable(name, TRUTH, TRUTHS)
        if part == "age":
            return Variable(name, TIME, Range(Fraction(0)))
        return Variable(name, PRICE, Range(Fraction(0), low_open=True))

    def _input(self, name: str) -> Variable:
        given, document, _ = self.venue.inputs[name]
        return self.declared(name, given, document.section)

    def declared(self, name: str, given: Input, section: str) -> Variable:
        """Return the variable that an input is, or that a statement declares for itself."""
        kind = NAMED[given.kind]
        step = self._value(given.step, section) if given.step else None
        assert step is None or isinstance(step, Fraction)
        return Variable(name, kind, self._domain(given.domain, kind, section), step)

    def _domain(self, domain: list[str] | Interval | None, kind: Kind, section: str) -> Domain:
        if isinstance(domain, Interval):
            return self._range(domain, section)
        if domain is not None:
            return Finite(tuple(text if kind == WORD else self._value(text, section) for text in domain))
        if kind == TRUTH:
            return TRUTHS
        return Range(Fraction(0), low_open=True) if kind == PRICE else Range()

    def _range(self, domain: Interval, section: str) -> Range:
        low, high = (None if text is None else self._value(text, section) for text in (domain.from_, domain.to))
        assert not isinstance(low, (bool, str)), "kinds were checked"
        assert not isinstance(high, (bool, str)), "kinds were checked"
        return Range(low, high)

    def _value(self, text: str, section: str) -> Value:
        try:
            return exact(self.formula(text, section), Env({}))
        except (KeyError, Undefined):
            raise FormulaError(
                f"`{text}` is not one number", (0, len(text)), help="write a number, or name one that is published"
            ) from None


__all__ = ["Resolver", "column_values"]
