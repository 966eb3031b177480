"""Which kind does a formula have, and do its parts fit together?

Knows the kinds of names and the signatures of functions from its caller; must not know what a spec is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import assert_never

from .faults import FormulaError
from .kinds import NUMBER, TIME, TRUTH, WORD, Kind
from .tree import (
    Abs,
    Binary,
    Call,
    Choice,
    Clamp,
    Clause,
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
    Steps,
    Truth,
    Window,
    Word,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """The kinds a function takes and gives."""

    takes: tuple[Kind, ...]
    gives: Kind


@dataclass(frozen=True, slots=True)
class Scope:
    """What the names of one formula mean: kinds of values, signatures of functions, kinds inside ``each_…``."""

    kinds: Mapping[str, Kind]
    functions: Mapping[str, Signature] = field(default_factory=dict)
    each: Mapping[str, Kind] | None = None


def kind_of(expr: Expr, scope: Scope) -> Kind:
    """Return the kind of a freshly parsed formula; raise ``FormulaError`` naming every span that does not fit."""
    match expr:
        case Num(kind=kind):
            return kind
        case Truth():
            return TRUTH
        case Word():
            return WORD
        case Name(ident=ident):
            return _named(ident, expr.at, scope)
        case Call(function=function, args=args):
            return _called(function, args, expr.at, scope)
        case Each(how=how, body=body, where=where):
            return _each(how, body, where, expr.at, scope)
        case Window(of=of, over=over):
            _want(over, TIME, scope)
            return _amount(of, scope)
        case Neg(body=body) | Abs(body=body):
            return _amount(body, scope)
        case Root(body=body):
            return _want(body, NUMBER, scope)
        case Binary(op=op, left=left, right=right):
            return _arithmetic(op, left, right, scope)
        case Compare(op=op, left=left, right=right):
            kind = _same((left, right), scope)
            if kind.form != "amount" and op not in ("==", "!="):
                raise FormulaError(f"a {kind} has no order", expr.at, help="compare it with == or !=")
            return TRUTH
        case Logic(parts=parts):
            for part in parts:
                _want(part, TRUTH, scope)
            return TRUTH
        case Not(body=body):
            return _want(body, TRUTH, scope)
        case If(cond=cond, then=then, other=other):
            _want(cond, TRUTH, scope)
            return _same((then, other), scope)
        case Pick(parts=parts):
            return _amounts(parts, scope)
        case Clamp(body=body, low=low, high=high):
            return _amounts((body, low, high), scope)
        case Round(body=body, step=step, mode=mode):
            _want(mode, WORD, scope)
            return _amounts((body, step), scope)
        case Steps() | Clause() | Choice():
            raise FormulaError("a resolved formula", (0, 1))
        case _:
            assert_never(expr)


def span_of(expr: Expr) -> Span:
    """Return where ``expr`` stands in its formula."""
    return (0, 1) if isinstance(expr, (Steps, Clause, Choice)) else expr.at


def nearest(word: str, known: list[str]) -> str:
    """Return a remedy that names the known word nearest to ``word``, or all of them when none is near."""
    close = get_close_matches(word, known, 1, 0.6)
    return f"did you mean `{close[0]}`?" if close else ("known here: " + ", ".join(sorted(known)[:24]))


def _named(ident: str, at: Span, scope: Scope) -> Kind:
    kind = scope.kinds.get(ident)
    if kind is None:
        raise FormulaError(f"the name `{ident}` means nothing here", at, help=nearest(ident, list(scope.kinds)))
    return kind


def _called(function: str, args: tuple[Expr, ...], at: Span, scope: Scope) -> Kind:
    signature = scope.functions.get(function)
    if signature is None:
        raise FormulaError(f"there is no function `{function}`", at, help=nearest(function, list(scope.functions)))
    if len(args) != len(signature.takes):
        raise FormulaError(f"`{function}` takes {len(signature.takes)} arguments, here {len(args)}", at)
    for arg, kind in zip(args, signature.takes, strict=True):
        _want(arg, kind, scope)
    return signature.gives


class _Over(Mapping[str, Kind]):
    """One mapping before another, each asked only for the name that is wanted."""

    def __init__(self, first: Mapping[str, Kind], second: Mapping[str, Kind]) -> None:
        self.first, self.second = first, second

    def __getitem__(self, ident: str) -> Kind:
        return self.first[ident] if ident in self.first else self.second[ident]

    def __iter__(self) -> Iterator[str]:
        return iter([*self.first, *self.second])

    def __len__(self) -> int:
        return len(self.first) + len(self.second)


def _each(how: str, body: Expr, where: Expr | None, at: Span, scope: Scope) -> Kind:
    if scope.each is None:
        raise FormulaError("no constituents to go over", at, help="`each_…` is for the section `index` with `constituents:`")
    inner = Scope(_Over(scope.each, scope.kinds), scope.functions)
    if where is not None:
        _want(where, TRUTH, inner)
    if how in ("sum", "median", "min", "max"):
        return _amount(body, inner)
    _want(body, TRUTH, inner)
    return NUMBER if how == "count" else TRUTH


def _arithmetic(op: str, left: Expr, right: Expr, scope: Scope) -> Kind:
    if op in "+-":
        return _amounts((left, right), scope)
    first, second = _amount(left, scope), _amount(right, scope)
    return first * second if op == "*" else first / second


def _amounts(parts: tuple[Expr, ...], scope: Scope) -> Kind:
    for part in parts:
        _amount(part, scope)
    return _same(parts, scope)


def _amount(part: Expr, scope: Scope) -> Kind:
    kind = kind_of(part, scope)
    if kind.form != "amount":
        raise FormulaError(f"a {kind} where an amount is wanted", span_of(part), help="use it in a condition")
    return kind


def _want(part: Expr, wanted: Kind, scope: Scope) -> Kind:
    kind = kind_of(part, scope)
    if kind != wanted and not (_is_zero(part) and wanted.form == "amount"):
        raise FormulaError(f"a {kind} where a {wanted} is wanted", span_of(part), help=f"give it the kind {wanted}")
    return wanted


def _same(parts: tuple[Expr, ...], scope: Scope) -> Kind:
    kinds = [(part, kind_of(part, scope)) for part in parts]
    settled = [(part, kind) for part, kind in kinds if not _is_zero(part)] or kinds
    first_part, first = settled[0]
    for part, kind in settled[1:]:
        if kind != first:
            raise FormulaError(
                f"a {first} and a {kind} do not go together", span_of(part),
                help="multiply or divide so that both sides have one kind, or give the number its unit",
                others=((span_of(first_part), f"this is a {first}"),),
            )  # fmt: skip
    return first


def _is_zero(part: Expr) -> bool:
    return isinstance(part, Num) and part.value == 0 and part.kind == NUMBER
