"""How is each input of a calculator told to the script of the pages: its label, unit, menu, and what it follows?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ..claims.quantities import said
from ..language.domains import Finite, Value, Variable
from ..language.kinds import MONEY, NUMBER, TIME, Kind
from ..readings.javascript import literal, quoted
from ..readings.plain import decimal
from ..report.numbers import is_rate
from .form import Form
from .subject import Subject

_GROUPS = ("Position", "Account", "Market", "Funding")
_ORDER = (
    ("side", "quantity", "entry", "mark", "notional", "value"), ("wallet", "balance"),
    ("index", "open_interest"), ("premium", "premium_now", "interval", "elapsed"),
)  # fmt: skip
_LEVERAGE = "{name:'leverage',names:[],label:'leverage',hint:'fills the wallet',group:'Position',percent:false,value:'5'}"


def unit(subject: Subject, kind: Kind, market: str = "") -> str:
    """Return the unit in which amounts of a kind are written."""
    if kind == TIME:
        return "s"
    return "" if kind == NUMBER else said(Fraction(1), kind, subject.units(market)).partition(" ")[2]


def fields_of(subject: Subject, form: Form, same: Sequence[Variable], geared: bool) -> Iterator[str]:
    """Yield the field of a variable, and after the entry of a position its leverage, where a wallet follows it."""
    yield _field(subject, form, same)
    if geared and same[0].name.endswith(".entry"):
        yield _LEVERAGE


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
        f"group:{quoted(_GROUPS[rank(variable)[0]])}",
        f"percent:{str(percentage(variable)).lower()}",
        *_product(form, variable),
    ]
    options = list(_options(subject, variable))
    start = form.default(variable)
    value = decimal(start * 100 if percentage(variable) else start) if isinstance(start, Fraction) else ""
    parts.append(f"options:[{','.join(options)}]" if options else f"value:{quoted(value)}")
    return f"{{{','.join(parts)}}}"


def rank(variable: Variable) -> tuple[int, int]:
    """Return the group of the form in which a variable stands, and its place there."""
    section, _, last = variable.name.partition(".")
    for group, names in enumerate(_ORDER):
        if last in names:
            return group, names.index(last)
    return (3 if section == "funding" else 1 if variable.kind == MONEY else 2), 9


def _product(form: Form, variable: Variable) -> list[str]:
    """Return which fields a size or a wallet is the product of, and which it is divided by, until somebody enters another."""
    factors, over = follows(form, variable)
    return [f"{word}:[{','.join(map(quoted, names))}]" for word, names in (("product", factors), ("over", over)) if names]


def follows(form: Form, variable: Variable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the fields that a field is the product of, and of those it is divided by; none for most."""
    by_last = {other.name.rpartition(".")[2]: other.name for other in sorted(form.variables, key=rank, reverse=True)}
    last, coin = variable.name.rpartition(".")[2], variable.kind != MONEY
    wished: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "notional": (("quantity", "mark" if "mark" in by_last else "entry"), ()), "value": (("quantity", "mark"), ()),
        "wallet": (("value",), ("entry", "leverage")) if coin else (("quantity", "entry"), ("leverage",)),
    }  # fmt: skip
    factors, over = wished.get(last, ((), ()))
    known = by_last | {"leverage": "leverage"}
    if not all(name in known for name in (*factors, *over)):
        return (), ()
    return tuple(known[name] for name in factors), tuple(known[name] for name in over)


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


def choice_field(name: str, labels: tuple[str, ...]) -> str:
    """Return the menu of an open clause."""
    options = ",".join(f"{{label:{quoted(label)},value:{index}}}" for index, label in enumerate(labels))
    last = name.rpartition(".")[2].replace("_", " ")
    return f"{{name:{quoted(name)},label:{quoted(last)},hint:'open clause',group:'Open clauses',choice:true,options:[{options}]}}"
