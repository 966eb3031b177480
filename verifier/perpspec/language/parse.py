"""Which tree does the text of a formula stand for?

The grammar is a whitelisted part of Python's expression syntax, read by ``ast.parse`` and never compiled; anything
outside the list is refused with its place.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction

from .faults import FormulaError
from .numerals import cut_literals
from .tree import (
    MODES,
    Abs,
    Binary,
    Call,
    Clamp,
    Compare,
    Each,
    Expr,
    If,
    Logic,
    Name,
    Neg,
    Not,
    Num,
    Pick,
    Root,
    Round,
    Span,
    Truth,
    Window,
    Word,
)  # fmt: skip
from .units import Unit

MAX_LENGTH = 2_000
MAX_DEPTH = 40
_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
EACH = {
    "each_min": "min",
    "each_max": "max",
    "each_sum": "sum",
    "each_median": "median",
    "each_count": "count",
    "each_all": "all",
    "each_any": "any",
}
_LANGUAGE = (
    "formulas are numbers with units, names, + - * /, comparisons, and/or/not, `a if b else c` "
    "and the functions of the reference page"
)
WINDOWS = ("mean", "ewma", "window_median", "window_min", "window_max")


def parse(text: str, units: Mapping[str, Unit] | None = None) -> Expr:
    """Return the tree of ``text``; raise ``FormulaError`` with the place of what is not of the language."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(
            f"a formula of {len(text)} characters",
            (0, MAX_LENGTH),
            help=f"name its parts under `definitions:`; at most {MAX_LENGTH} characters",
        )
    for index, letter in enumerate(text):
        if not (" " <= letter <= "~") and letter != "\n":
            raise FormulaError(
                f"the character U+{ord(letter):04X} is not used in formulas", (index, index + 1), help="use plain ASCII"
            )
    masked, literals = cut_literals(text.replace("\n", " "), units or {})
    try:
        tree = ast.parse(masked, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _syntax(text, error) from None
    return _Reader(text, literals).read(tree.body, 0)


def _syntax(text: str, error: BaseException) -> FormulaError:
    start = max(0, min((getattr(error, "offset", None) or 1) - 1, len(text) - 1))
    if not text.strip():
        return FormulaError("an empty formula", (0, max(1, len(text))), help="write an expression or give the clause a status")
    return FormulaError(
        "not a formula from here on",
        (start, len(text)),
        help=_LANGUAGE,
    )


class _Reader:
    """Walks Python's tree once; holds only the text and its literals."""

    def __init__(self, text: str, literals: Mapping[int, Num]) -> None:
        self.text = text
        self.literals = literals

    def read(self, node: ast.expr, depth: int) -> Expr:
        span = (node.col_offset, node.end_col_offset or node.col_offset + 1)
        if depth > MAX_DEPTH:
            raise FormulaError("nested too deeply", span, help=f"name its parts under `definitions:`; at most {MAX_DEPTH} levels")
        deeper = depth + 1
        match node:
            case ast.Name(id=ident):
                return self.literals.get(node.col_offset) or Name(ident, span)
            case ast.Attribute(value=ast.Name(id=owner), attr=attr) if node.value.col_offset not in self.literals:
                return Name(f"{owner}.{attr}", span)
            case ast.Constant(value=bool(value)):
                return Truth(value, span)
            case ast.Constant(value=str(text)):
                return Word(text, span)
            case ast.UnaryOp(op=ast.USub(), operand=body):
                return Neg(self.read(body, deeper), span)
            case ast.UnaryOp(op=ast.Not(), operand=body):
                return Not(self.read(body, deeper), span)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                return Binary(_BINARY[type(op)], self.read(left, deeper), self.read(right, deeper), span)
            case ast.BoolOp(op=op, values=values):
                return Logic("and" if isinstance(op, ast.And) else "or", tuple(self.read(v, deeper) for v in values), span)
            case ast.Compare():
                return self._compare(node, span, deeper)
            case ast.IfExp(test=test, body=then, orelse=other):
                return If(self.read(test, deeper), self.read(then, deeper), self.read(other, deeper), span)
            case ast.Call(func=ast.Name(id=function), args=args, keywords=keywords):
                return self._call(function, args, keywords, span, deeper)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=attr), args=args, keywords=[]):
                return Call(f"{owner}.{attr}", tuple(self.read(arg, deeper) for arg in args), span)
            case _:
                raise FormulaError(
                    f"`{self.text[slice(*span)]}` is not part of the language",
                    span,
                    help=_LANGUAGE,
                )

    def _compare(self, node: ast.Compare, span: Span, depth: int) -> Expr:
        sides = [self.read(side, depth) for side in (node.left, *node.comparators)]
        if any(type(op) not in _COMPARE for op in node.ops):
            raise FormulaError("comparisons are < <= > >= == !=", span, help="`in` and `is` are not part of the language")
        links = tuple(
            Compare(_COMPARE[type(op)], left, right, span) for op, left, right in zip(node.ops, sides, sides[1:], strict=False)
        )
        return links[0] if len(links) == 1 else Logic("and", links, span)

    def _call(self, function: str, args: list[ast.expr], keywords: list[ast.keyword], span: Span, depth: int) -> Expr:
        parts = tuple(self.read(arg, depth) for arg in args)
        named = {word.arg or "": self.read(word.value, depth) for word in keywords}
        build = _FUNCTIONS.get(function)
        if build is None:
            if named:
                raise FormulaError(f"`{function}` takes no named arguments", span, help="give its arguments in order")
            return Call(function, parts, span)
        try:
            return build(function, parts, named, span)
        except (TypeError, ValueError, KeyError):
            raise FormulaError(f"`{function}` is not called so", span, help=f"write {_USAGE[function]}") from None


_Build = Callable[[str, tuple[Expr, ...], dict[str, Expr], Span], Expr]


def _pick(function: str, parts: tuple[Expr, ...], named: dict[str, Expr], span: Span) -> Expr:
    if named or not parts:
        raise TypeError
    return Pick(function, parts, span)


def _abs(function: str, parts: tuple[Expr, ...], named: dict[str, Expr], span: Span) -> Expr:
    (body,) = parts
    return (Abs if function == "abs" else Root)(body, *_none(named), span)


def _clamp(function: str, parts: tuple[Expr, ...], named: dict[str, Expr], span: Span) -> Expr:
    body, low, high = parts
    return Clamp(body, low, high, *_none(named), span)


def _round(function: str, parts: tuple[Expr, ...], named: dict[str, Expr], span: Span) -> Expr:
    (body,) = parts
    step = named.pop("step", None) or Num(Fraction(1), shown="1")
    mode = named.pop("mode") if function == "round" else Word(function)
    _none(named)
    if isinstance(mode, Word) and mode.text not in MODES:
        raise FormulaError(f"`{mode.text}` is not a rounding mode", mode.at, help="one of " + ", ".join(MODES))
    return Round(body, step, mode, span)


def _window(function: str, parts: tuple[Expr, ...], named: dict[str, Expr], span: Span) -> Expr:
    (of,) = parts
    over = named.pop("over")
    _none(named)
    return Window(function.removeprefix("window_"), of, over, span)


def _each(function: str, parts: tuple[Expr, ...], named: dict[str, Expr], span: Span) -> Expr:
    (body,) = parts
    where = named.pop("where", None)
    _none(named)
    return Each(EACH[function], body, where, span)


def _none(named: dict[str, Expr]) -> tuple[()]:
    if named:
        raise TypeError
    return ()


_FUNCTIONS: dict[str, _Build] = {
    "min": _pick, "max": _pick, "median": _pick, "abs": _abs, "root": _abs, "clamp": _clamp,
    "round": _round, "floor": _round, "ceil": _round,
    **dict.fromkeys(WINDOWS, _window), **dict.fromkeys(EACH, _each),
}  # fmt: skip
_USAGE = {
    "min": "min(a, b, …)", "max": "max(a, b, …)", "median": "median(a, b, …)", "abs": "abs(a)", "root": "root(a)",
    "clamp": "clamp(value, low, high)", "round": 'round(a, step=0.01, mode="half up")', "floor": "floor(a, step=1)",
    "ceil": "ceil(a, step=1)", **{how: f"{how}(a, over=30s)" for how in WINDOWS},
    **{how: f"{how}(expression over price, weight, age, live)" for how in EACH},
}  # fmt: skip
FUNCTIONS = frozenset(_FUNCTIONS)
