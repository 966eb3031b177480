"""How is one value written that is computed in one of several ways, each under its condition?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .scaled import Scaled
from .writer import Writer, indented
from .written import Flag, Said, Term, Text


@dataclass(frozen=True, slots=True)
class Way:
    """Lines and the value they lead to; taken where ``cond`` holds and no way before it was taken."""

    cond: Flag
    lines: Sequence[str]
    term: Term


def joined(writer: Writer, ways: Sequence[Way]) -> Term:
    """Return the value of the way that is taken; the conditions must leave no case out."""
    taken = _possible(ways)
    if len(taken) == 1:
        _say(writer, taken[0].lines)
        return taken[0].term
    name = writer.fresh()
    if len(taken) == 2 and not taken[0].lines and not taken[1].lines and all(_is_one_text(way.term) for way in taken):
        (yes, no), found = _same_shape([way.term for way in taken], name, "")
        return _called(found, f"({yes[0][1]} if {taken[0].cond.text} else {no[0][1]})")
    assigned, found = _same_shape([way.term for way in taken], name, writer.fresh())
    for index, (way, pairs) in enumerate(zip(taken, assigned, strict=True)):
        head = "else" if way is taken[-1] else f"{'el' if index else ''}if {way.cond.text}"
        _say(writer, [f"{head}:", *indented([*way.lines, *(f"{left} = {right}" for left, right in pairs)])])
    return found


def _possible(ways: Sequence[Way]) -> list[Way]:
    found = []
    for way in ways:
        if way.cond.fixed is not False:
            found.append(way)
        if way.cond.fixed is True:
            break
    return found


def _is_one_text(term: Term) -> bool:
    return not isinstance(term, Scaled) or term.below is None


def _same_shape(terms: Sequence[Term], name: str, under: str) -> tuple[list[list[tuple[str, str]]], Term]:
    """Return what each term assigns to ``name`` and ``under``, and the one term that these make."""
    amounts = [term for term in terms if isinstance(term, Scaled)]
    if len(amounts) < len(terms):
        texts = [term.text for term in terms if not isinstance(term, Scaled)]
        return [[(name, text)] for text in texts], Flag(name) if isinstance(terms[0], Flag) else Said(name)
    scale = math.lcm(*(amount.scale for amount in amounts))
    tops = [(amount.above * (scale // amount.scale)).text for amount in amounts]
    if all(amount.below is None for amount in amounts):
        return [[(name, top)] for top in tops], Scaled(Text(name), scale)
    belows = ["1" if amount.below is None else amount.below.text for amount in amounts]
    pairs = [[(name, top), (under, below)] for top, below in zip(tops, belows, strict=True)]
    return pairs, Scaled(Text(name), scale, Text(under))


def _called(term: Term, text: str) -> Term:
    return replace(term, above=Text(text)) if isinstance(term, Scaled) else replace(term, text=text)


def _say(writer: Writer, lines: Sequence[str]) -> None:
    for line in lines:
        writer.say(line)
