"""Do the readings that write formulas, order them, cut them and ask a solver agree with the exact reading?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from perpspec.language.domains import Range, Value
from perpspec.language.parse import parse
from perpspec.language.tree import Compare, Expr, Name
from perpspec.readings.canonical import canonical
from perpspec.readings.exact import Env, Undefined, exact
from perpspec.readings.pieces import NotAffine, pieces, value_at
from perpspec.readings.plain import plain
from perpspec.readings.rebuild import chosen, literal, windows
from perpspec.readings.smt import script
from perpspec.solve.ask import check
from tests.readings.closing import CHOICES, closed, samples, variables
from tests.readings.formulas import FORMULAS, IN_ANY_MODE, Formula

EVERY = pytest.mark.parametrize("formula", [*FORMULAS, *IN_ANY_MODE], ids=lambda formula: formula.text)
OF_THE_SOLVER = pytest.mark.parametrize("formula", [*FORMULAS, *IN_ANY_MODE[:2]], ids=lambda formula: formula.text)
BUDGET = 2_000_000


def _exact(expr: Expr, values: dict[str, Value]) -> Value | None:
    try:
        return exact(expr, Env(values, CHOICES))
    except Undefined:
        return None


@EVERY
def test_plain_text_reads_back_as_the_same_tree(formula: Formula) -> None:
    tree = parse(formula.text)
    assert parse(plain(tree)) == tree


@EVERY
def test_the_canonical_tree_of_a_canonical_tree_is_itself(formula: Formula) -> None:
    once = canonical(closed(formula.text))
    assert canonical(once) == once


@EVERY
def test_the_canonical_tree_has_the_same_value(formula: Formula) -> None:
    tree = closed(formula.text)
    ordered = canonical(tree)
    names = zip(windows(ordered, {}), windows(tree, {}), strict=True)
    renamed = {after.name: before.name for after, before in names}
    for values in samples(formula):
        given = {**values, **{after: values[before] for after, before in renamed.items()}}
        assert _exact(ordered, given) == _exact(tree, values)


def test_pieces_agree_with_exact_at_every_breakpoint_and_between() -> None:
    cut = 0
    for formula in FORMULAS:
        for values in samples(formula, 6):
            cut += _compared_pieces(formula, values)
    assert cut > 100, "the table has too few formulas that are piecewise affine"


def _compared_pieces(formula: Formula, values: dict[str, Value]) -> int:
    """Compare the cells of a formula over its one range, and return how many there are."""
    ranges = [v.name for v in variables(formula) if isinstance(v.domain, Range)]
    if len(ranges) != 1:
        return 0
    tree = closed(formula.text)
    others = {name: value for name, value in values.items() if name != ranges[0]}
    try:
        found = pieces(chosen(tree, CHOICES, others), ranges[0])
    except NotAffine:
        return 0
    for x, cell in zip(_inside(found.cuts), found.cells, strict=True):
        assert value_at(cell, x) == _exact(tree, {**others, ranges[0]: x}), (formula.text, x)
    return len(found.cells)


def _inside(cuts: tuple[Fraction, ...]) -> list[Fraction]:
    """Return one number of each cell: before the first cut, at it, after it, and so on."""
    if not cuts:
        return [Fraction(1, 3)]
    ends = [*cuts[1:], cuts[-1] + 2]
    return [cuts[0] - 1, *(x for cut, end in zip(cuts, ends, strict=True) for x in (cut, (2 * cut + end) / 3))]


@OF_THE_SOLVER
def test_the_solver_finds_no_other_value_than_the_exact_one(formula: Formula) -> None:
    tree, inputs = closed(formula.text), variables(formula)
    known = {variable.name: variable for variable in inputs}
    defined = [(values, value) for values in samples(formula, 12) if (value := _exact(tree, values)) is not None]
    for values, value in defined[:2]:
        fixed = [Compare("==", Name(name), literal(given)) for name, given in values.items()]
        asked = chosen(tree, CHOICES, {})
        other = check(script([*fixed, Compare("!=", asked, literal(value))], inputs), known, BUDGET)
        same = check(script([*fixed, Compare("==", asked, literal(value))], inputs), known, BUDGET)
        assert (other.status, same.status) == ("unsat", "sat"), values
