"""Which function of whole numbers computes a formula exactly, and fast enough to be asked a million times?

The tree is written as Python text on scaled integers: every value has a denominator that is known beforehand, and a
division by something that varies keeps its divisor beside it. Never a float, and the same values as ``exact``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import isqrt
from typing import Any, assert_never, cast

from ..language.domains import Value, Variable
from ..language.tree import Expr
from .scaled import Scaled
from .sharing import landings, used_often
from .walk import Walk
from .wholes import whole
from .writer import Writer, indented
from .written import Flag, Said, Term, Text

Raw = int | bool | str | tuple[int, int] | None
Case = tuple[int | bool | str, ...]
_KNOWN = {"bisect_left": bisect_left, "bisect_right": bisect_right, "isqrt": isqrt, "whole": whole}


@dataclass(frozen=True, slots=True)
class Compiled:
    """``run`` takes one raw value for each of ``names`` and gives one for each formula, None where it is undefined.

    A raw amount is the amount times its scale; of a formula without a constant denominator it is a pair of whole
    numbers, which stands for their quotient over the scale.
    """

    names: tuple[str, ...]
    scales: Mapping[str, int]
    results: tuple[int | None, ...]
    source: str
    run: Callable[..., tuple[Raw, ...]]

    def raw(self, values: Mapping[str, Value]) -> Case:
        """Return values as ``run`` takes them; raise ``ValueError`` where one is not a multiple of its grid."""
        return tuple(scaled_value(values[name], self.scales.get(name, 1)) for name in self.names)

    def back(self, raw: Sequence[Raw]) -> tuple[Value | None, ...]:
        """Return what ``run`` gave as exact values, None where a formula is undefined."""
        return tuple(_back(item, scale) for item, scale in zip(raw, self.results, strict=True))


def scaled_value(value: Value, scale: int) -> int | bool | str:
    """Return an amount times ``scale``, and anything else as it is; raise ``ValueError`` if that is not whole."""
    if not isinstance(value, Fraction):
        return value
    above = value * scale
    if above.denominator != 1:
        raise ValueError(f"{value} is not a multiple of 1/{scale}")
    return above.numerator


def _back(raw: Raw, scale: int | None) -> Value | None:
    if raw is None or scale is None:
        assert raw is None or isinstance(raw, (bool, str))
        return raw
    if isinstance(raw, tuple):
        return Fraction(raw[0], raw[1] * scale)
    assert isinstance(raw, int)
    return Fraction(raw, scale)


def compiled(exprs: Sequence[Expr], variables: Sequence[Variable], scales: Mapping[str, int]) -> Compiled:
    """Return the function that computes ``exprs``; an amount without a scale counts in whole numbers."""
    walk = _walk(exprs, variables, scales)
    body: list[str] = []
    results: list[int | None] = []
    names = []
    for expr in exprs:
        term, _ = walk.writer.apart(partial(walk.term, expr))
        body += walk.writer.flush()
        name, scale = _result(term)
        names.append(name)
        results.append(scale)
    arguments = [f"x{index}" for index in range(len(variables))]
    lines = [f"def run({', '.join(arguments)}):", *indented([*body, f"return ({''.join(f'{name}, ' for name in names)})"])]
    source = "\n".join(lines)
    return Compiled(tuple(v.name for v in variables), dict(scales), tuple(results), source, _made(source))


def _result(term: Term) -> tuple[str, int | None]:
    match term:
        case Flag(text=text) | Said(text=text):
            return text, None
        case Scaled(above=above, scale=scale, below=None):
            return above.text, scale
        case Scaled(above=above, scale=scale, below=below):
            assert below is not None
            return f"None if {above.text} is None else ({above.text}, {below.text})", scale
        case _:
            assert_never(term)


Search = Callable[[Iterable[Any]], tuple[int, Any]]


def searcher(given: Sequence[Expr], shown: Expr, variables: Sequence[Variable], scales: Mapping[str, int]) -> Search:
    """Return what walks cases until all of ``given`` hold and ``shown`` is false; undefined truths do not count.

    A case is a tuple of raw values, or the raw value itself where there is one variable. The answer is the number of
    cases at which ``given`` held, and the case that was found, or None.
    """
    walk = _walk((*given, shown), variables, scales)
    walk.writer.here.fail = "continue"
    body: list[str] = []
    for assumed in given:
        flag = walk.truth(assumed)
        body += [*walk.writer.flush(), f"if not {flag.text}: continue"]
    flag = walk.truth(shown)
    case = ", ".join(f"x{index}" for index in range(len(variables)))
    found = case if len(variables) == 1 else f"({case})"
    body += ["met += 1", *walk.writer.flush(), f"if not {flag.text}: return met, {found}"]
    loop = ["met = 0", f"for {case or '_'} in cases:", *indented(body), "return met, None"]
    return cast("Search", _made("\n".join(["def run(cases):", *indented(loop)])))


def _walk(exprs: Sequence[Expr], variables: Sequence[Variable], scales: Mapping[str, int]) -> Walk:
    inputs: dict[str, Term] = {}
    for index, variable in enumerate(variables):
        text = f"x{index}"
        form = variable.kind.form
        amount = Scaled(Text(text), scales.get(variable.name, 1))
        inputs[variable.name] = Flag(text) if form == "truth" else Said(text) if form == "word" else amount
    deep = landings(exprs)
    walk = Walk(Writer(inputs, used_often(exprs) | {id(expr) for expr in deep}))
    for expr in deep:
        walk.writer.prepare(id(expr), partial(walk.written, expr))
    return walk


def _made(source: str) -> Callable[..., tuple[Raw, ...]]:
    """Return the function that ``source`` defines: made from a checked tree alone, never from a document's text."""
    space: dict[str, object] = dict(_KNOWN)
    exec(compile(source, "<formula>", "exec"), space)  # noqa: S102  # every token comes from `Walk`; words are quoted by `repr`
    made = space["run"]
    assert callable(made)
    return made
