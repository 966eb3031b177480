"""Which small change of reading would make a printed number follow?

One change at a time: the last rounding, the side of a bound, another option of an open clause, a term left out, one input
taken for another, the tier before or after, the rules of another date. Where no change alone does it, each of them together
with cutting off instead of rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ..language.domains import Value
from ..language.faults import FormulaError
from ..language.kinds import NUMBER, TRUTH, WORD
from ..language.tree import MODES, Binary, Expr, Steps, children
from ..load.load import Spec
from ..load.names import qualified
from ..model.statements import Example
from ..model.tiers import TiersSection
from ..readings.exact import Env, Undefined, belongs, exact
from ..readings.plain import plain
from ..readings.rebuild import choices_in, clauses_in, free_names, rebuilt
from .recompute import Printed, Setting, dated, setting

Kind = Literal["rounding", "digits", "bound", "clause", "term", "input", "tier", "date"]
MOST_TERMS = 40
MOST_DATES = 40
NEARBY = Fraction(1, 100)  # a step that is only read off the digits explains no larger difference than this share
_WORDS = {
    "toward zero": "cut off instead of rounded", "away from zero": "rounded up", "half even": "ties rounded to even",
    "half away from zero": "ties rounded away from zero", "floor": "rounded down", "ceil": "rounded up",
    "half up": "rounded half up",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """A change of reading under which the printed number follows."""

    kind: Kind
    change: str
    value: Value


def variants(spec: Spec, example: Example, made: Setting) -> tuple[Variant, ...]:
    """Return the smallest changes that make the number follow: of the last step, else of one part, else of both."""
    choices = next(iter(made.readings()))
    last = tuple(_last_step(made, choices))
    if last:
        return last
    changed = list(_changed(spec, example, made, choices))
    alone = tuple(Variant(kind, change, value) for kind, change, value in changed if made.printed.is_printed_for(value))
    if alone:
        return _distinct(alone)
    cut = replace(made.printed, mode="toward zero", step=made.printed.step or _step_of(made.printed, example.stated))
    return _distinct(tuple(Variant(k, f"{c}, and cut off", v) for k, c, v in changed if cut.is_printed_for(v)))


def _distinct(found: tuple[Variant, ...]) -> tuple[Variant, ...]:
    return tuple({(one.kind, one.change): one for one in found}.values())


def _last_step(made: Setting, choices: Mapping[str, int]) -> Iterator[Variant]:
    value, printed = made.value(choices), made.printed
    if not isinstance(value, Fraction) or not isinstance(printed.value, Fraction):
        return
    step = printed.step or _step_of(printed, "")
    if printed.step is None and step is not None and replace(printed, step=step).is_printed_for(value):
        yield Variant("digits", "rounded to the digits that are printed", value)
        return
    if step is None:
        return
    near = printed.step is not None or abs(value - printed.value) <= abs(printed.value) * NEARBY
    modes = [mode for mode in dict.fromkeys(("toward zero", "away from zero", *MODES)) if mode != printed.mode]
    for mode in modes:
        if near and replace(printed, step=step, mode=mode).is_printed_for(value):
            yield Variant("rounding", _WORDS[mode], value)
            return
    for power, words in ((10, "one digit less"), (100, "two digits less")):
        if near and replace(printed, step=step * power).is_printed_for(value):
            yield Variant("digits", f"printed with {words}", value)
            return


def _step_of(printed: Printed, text: str) -> Fraction | None:
    """Return the step of the last digit that a printed number has."""
    if not isinstance(printed.value, Fraction):
        return None
    step, left = Fraction(1), printed.value
    for _ in range(18):
        if left.denominator == 1:
            return step
        step, left = step / 10, left * 10
    return None


Changed = tuple[Kind, str, Value]


def _changed(spec: Spec, example: Example, made: Setting, choices: Mapping[str, int]) -> Iterator[Changed]:
    here = dated(spec, example.as_of)
    yield from _other_options(made, choices)
    yield from _other_bounds(here, example, choices)
    yield from _without_a_term(made, choices)
    yield from _other_inputs(here, example, made, choices)
    yield from _other_tiers(made, choices)
    yield from _other_dates(spec, example, made)


def _of(made: Setting, choices: Mapping[str, int]) -> Value | None:
    try:
        return made.value({**dict.fromkeys(choices_in(made.formula), 0), **choices})
    except KeyError:
        return None


def _other_options(made: Setting, choices: Mapping[str, int]) -> Iterator[Changed]:
    for name, labels in choices_in(made.formula).items():
        for index, label in enumerate(labels):
            value = _of(made, {**choices, name: index}) if index != choices.get(name) else None
            if value is not None:
                yield "clause", f"with `{name}` as `{label}`", value


def _other_bounds(spec: Spec, example: Example, choices: Mapping[str, int]) -> Iterator[Changed]:
    turned = {name: replace(table, upper_inclusive=not table.upper_inclusive) for name, table in spec.tables.items()}
    try:
        value = _of(setting(spec, example, turned), choices)
    except FormulaError:
        return
    if value is not None:
        yield "bound", "with each bound in the tier on its other side", value


def _without_a_term(made: Setting, choices: Mapping[str, int]) -> Iterator[Changed]:
    for number, (term, formula) in enumerate(_fewer_terms(made.formula)):
        if number == MOST_TERMS:
            return
        value = _of(replace(made, formula=formula), choices)
        if value is not None:
            yield "term", f"without `{_short(term)}`", value


def _fewer_terms(expr: Expr) -> Iterator[tuple[Expr, Expr]]:
    """Yield every term of a sum inside ``expr`` with the formula that lacks it."""
    if isinstance(expr, Binary) and expr.op in "+-":
        yield expr.right, expr.left
        if expr.op == "+":
            yield expr.left, expr.right
    parts = children(expr)
    for index, part in enumerate(parts):
        for term, fewer in _fewer_terms(part):
            yield term, rebuilt(expr, (*parts[:index], fewer, *parts[index + 1 :]))


def _short(term: Expr) -> str:
    return re.sub(r"[a-z_]+\.([A-Za-z_]+)", r"\1", plain(term))


def _other_inputs(spec: Spec, example: Example, made: Setting, choices: Mapping[str, int]) -> Iterator[Changed]:
    section, used = example.section or "margin", set(free_names(made.formula))
    kinds = {name: spec.names.kind(name) for name in (qualified(n, section, spec.venue) for n in example.given)}
    for name, wanted in kinds.items():
        for other, kind in kinds.items():
            same = kind == wanted and made.values[name] != made.values[other]
            if name in used and same and kind not in (None, NUMBER, TRUTH, WORD):
                value = _of(replace(made, values={**made.values, name: made.values[other]}), choices)
                if value is not None:
                    yield "input", f"with `{_last(other)}` in place of `{_last(name)}`", value


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _other_tiers(made: Setting, choices: Mapping[str, int]) -> Iterator[Changed]:
    env = Env(made.values, {**dict.fromkeys(choices_in(made.formula), 0), **choices})
    for by, words in ((-1, "with the tier before"), (1, "with the tier after")):
        try:
            formula = _shifted(made.formula, env, by)
        except (KeyError, Undefined):
            return
        value = _of(replace(made, formula=formula), choices)
        if formula != made.formula and value is not None:
            yield "tier", words, value


def _shifted(expr: Expr, env: Env, by: int) -> Expr:
    """Return the formula with every look-up answered by the row ``by`` places after its own, where there is one."""
    if isinstance(expr, Steps):
        x = exact(expr.x, env)
        assert isinstance(x, Fraction), "kinds were checked"
        at = next((n for n, r in enumerate(expr.rows) if belongs(x, r.over, r.up_to, r.upper_inclusive)), None)
        if at is not None and 0 <= at + by < len(expr.rows):
            return expr.rows[at + by].value
        return expr
    parts = children(expr)
    return rebuilt(expr, tuple(_shifted(part, env, by) for part in parts)) if parts else expr


def _other_dates(spec: Spec, example: Example, made: Setting) -> Iterator[Changed]:
    """Yield the result by the rules of every other date on which a document that matters came into force."""
    sections = {example.section or "margin", *(ident.partition(".")[0] for ident in clauses_in(made.formula))}
    concerned = [d for d in spec.venue.documents if d.section in sections and _concerns(d.model, example.market)]
    for date in sorted({d.effective for d in concerned if d.effective} - {example.as_of or ""})[-MOST_DATES:]:
        try:
            other = setting(dated(spec, date), example)
            value = _of(other, next(iter(other.readings())))
        except (FormulaError, KeyError):
            continue
        if value is not None:
            yield "date", f"with the rules of {date}", value


def _concerns(model: object, market: str | None) -> bool:
    return not isinstance(model, TiersSection) or not market or market in model.markets
