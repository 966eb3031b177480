"""Which calculator does a venue get: one form for all its formulas of a market, worked out in the page, exactly?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..claims.quantities import said
from ..language.domains import Finite, Value, Variable
from ..language.faults import FormulaError
from ..language.kinds import MONEY, NUMBER, PRICE, QUANTITY, TIME, Kind
from ..language.tree import Expr
from ..readings.javascript import javascript, literal, quoted
from ..readings.plain import decimal
from ..readings.rebuild import choices_in
from ..report.numbers import is_rate
from .markup import paragraphs, shown, slug
from .site import Page
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
_EASY = {MONEY: Fraction(10_000), PRICE: Fraction(50_000), QUANTITY: Fraction(1), TIME: Fraction(3600), NUMBER: Fraction(0)}
_FIRST = (
    ("mark", Fraction(50_000)), ("entry", Fraction(50_000)), ("index", Fraction(50_000)), ("notional", Fraction(50_000)),
    ("quantity", Fraction(1)), ("wallet", Fraction(10_000)), ("premium", Fraction(1, 2000)), ("premium_now", Fraction(1, 2000)),
    ("balance", Fraction(-40_000)), ("elapsed", Fraction(3600)), ("closed", Fraction(50_000)),
)  # fmt: skip
_GROUPS = ("Position", "Account", "Market", "Funding")
_ORDER = (
    ("side", "quantity", "entry", "mark", "notional"), ("wallet", "balance"),
    ("index", "open_interest"), ("premium", "premium_now", "interval", "elapsed"),
)  # fmt: skip
_ZERO = ("other", "unrealised", "open_interest", "user_fraction")


@dataclass(frozen=True, slots=True)
class Form:
    """What a market's calculator needs and gives; ``defaults`` are the values it begins with."""

    market: str
    results: Mapping[str, Expr]
    kinds: Mapping[str, Kind]
    variables: tuple[Variable, ...]
    choices: Mapping[str, tuple[str, ...]]

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
    variables = {v.name: v for expr in results.values() for v in resolver.variables(expr)}
    choices = {name: labels for expr in results.values() for name, labels in choices_in(expr).items()}
    kinds = {name: spec.names.kind(name) or NUMBER for name in results}
    return Form(market, results, kinds, tuple(variables.values()), choices)


def calculator_pages(subject: Subject) -> tuple[Page, dict[str, str]]:
    """Return the page of the calculator, and the script of each group of markets with one form."""
    scripts: dict[str, str] = {}
    known: dict[str, str] = {}
    options = []
    for market in subject.spec.markets:
        body = _script(subject, form_of(subject, market))
        if body not in known:
            known[body] = f"{subject.folder}/calculator/{slug(market)}.js"
            scripts[known[body]] = f"PERPSPEC.calculator({quoted(known[body])},{body});\n"
        options.append(f'<option value="{known[body]}">{shown(market)}</option>')
    lead = (
        '<p class="ps-lead">Every result is worked out in this page from the '
        "same formulas that are verified, with whole numbers of "
        "any size: nothing is rounded, and nothing leaves your machine.</p>"
    )
    markets = f'<label class="ps-field">Market <select class="ps-market">{"".join(options)}</select></label>'
    form = (
        f'<div class="ps-calculator">\n{markets}\n<div class="ps-panes"><form class="ps-form"></form>\n<dl '
        f'class="ps-results" aria-live="polite"></dl></div>\n</div>\n'
    )
    tail = "A clause that is open is a menu: choose how it is read. Results that need a number which no rule gives say so."
    page = Page(
        subject.path("calculator"),
        "Calculator",
        paragraphs("# Calculator", lead, form, tail),
        "calculator liquidation price margin funding payment",
    )
    return page, scripts


def _script(subject: Subject, form: Form) -> str:
    shared: dict[tuple[object, ...], list[Variable]] = {}
    for variable in sorted(form.variables, key=_rank):
        shared.setdefault((variable.name.rpartition(".")[2], variable.kind, variable.domain), []).append(variable)
    fields = [
        *(_field(subject, form, one) for one in shared.values()),
        *(_choice(n, labels) for n, labels in form.choices.items()),
    ]
    results = ",\n".join(_result(subject, form, name, label) for name, label in OUTPUTS if name in form.results)
    inner = ",\n".join(fields)
    return f"{{fields:[{inner}],\nresults:[{results}]}}"


def _result(subject: Subject, form: Form, name: str, label: str) -> str:
    kind = form.kinds[name]
    rate = str(kind == NUMBER and is_rate(name)).lower()
    head = f"name:{quoted(name)},label:{quoted(label)},unit:{quoted(unit(subject, kind, form.market))}"
    return f"{{{head},percent:{rate},compute:{javascript(form.results[name])}}}"


def unit(subject: Subject, kind: Kind, market: str = "") -> str:
    """Return the unit in which amounts of a kind are written."""
    if kind == TIME:
        return "s"
    return "" if kind == NUMBER else said(Fraction(1), kind, subject.units(market)).partition(" ")[2]


def _field(subject: Subject, form: Form, same: Sequence[Variable]) -> str:
    variable = same[0]
    section, _, last = variable.name.partition(".")
    hint = unit(subject, variable.kind, form.market) or section.replace("_", " ")
    names = ",".join(quoted(one.name) for one in same)
    parts = [
        f"name:{quoted(variable.name)}",
        f"names:[{names}]",
        f"label:{quoted(last.replace('_', ' '))}",
        f"hint:{quoted(hint)}",
    ]
    parts += [
        f"group:{quoted(_GROUPS[_rank(variable)[0]])}",
        f"percent:{str(percentage(variable)).lower()}",
        *_product(form, variable),
    ]
    options = list(_options(subject, variable))
    start = form.default(variable)
    value = decimal(start * 100 if percentage(variable) else start) if isinstance(start, Fraction) else ""
    parts.append(f"options:[{','.join(options)}]" if options else f"value:{quoted(value)}")
    return f"{{{','.join(parts)}}}"


def _rank(variable: Variable) -> tuple[int, int]:
    """Return the group of the form in which a variable stands, and its place there."""
    section, _, last = variable.name.partition(".")
    for group, names in enumerate(_ORDER):
        if last in names:
            return group, names.index(last)
    return (3 if section == "funding" else 1 if variable.kind == MONEY else 2), 9


def _product(form: Form, variable: Variable) -> list[str]:
    """Return which two fields a notional is the product of, until somebody enters another."""
    last = variable.name.rpartition(".")[2]
    by_last = {other.name.rpartition(".")[2]: other for other in sorted(form.variables, key=_rank, reverse=True)}
    factors = [by_last.get(name) for name in ("quantity", "mark")]
    if last != "notional" or any(factor is None for factor in factors):
        return []
    return [f"product:[{','.join(quoted(factor.name) for factor in factors if factor is not None)}]"]


def percentage(variable: Variable) -> bool:
    """Return whether a variable is entered as a percentage."""
    return variable.kind == NUMBER and (is_rate(variable.name) or "fraction" in variable.name or "premium" in variable.name)


def _options(subject: Subject, variable: Variable) -> Iterator[str]:
    values: tuple[Value, ...] = ()
    if isinstance(variable.domain, Finite):
        values = variable.domain.values
    elif variable.kind.form == "truth":
        values = (True, False)
    for value in values:
        label = _side(variable, value) or said(value, variable.kind, subject.spec.venue.units)
        code = (
            literal(value).replace("X.", "PERPSPEC.X.")
            if isinstance(value, Fraction)
            else quoted(value)
            if isinstance(value, str)
            else str(value).lower()
        )
        yield f"{{label:{quoted(label)},value:{code}}}"


def _side(variable: Variable, value: Value) -> str:
    words = {Fraction(1): "long", Fraction(-1): "short"}
    return words.get(value, "") if variable.name.endswith("side") and isinstance(value, Fraction) else ""


def _choice(name: str, labels: tuple[str, ...]) -> str:
    options = ",".join(f"{{label:{quoted(label)},value:{index}}}" for index, label in enumerate(labels))
    last = name.rpartition(".")[2].replace("_", " ")
    return f"{{name:{quoted(name)},label:{quoted(last)},hint:'open clause',group:'Open clauses',choice:true,options:[{options}]}}"


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
