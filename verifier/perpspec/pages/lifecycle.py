"""How is the life of an order that may only reduce drawn: where can it go from where, and what is not said about it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..load.venue import Stated
from .flags import WORDS
from .markup import shown
from .subject import Subject

_WIDTH, _LINE, _NEXT = 400, 40, 20  # about as wide as a phone, so that its words are not drawn smaller there
_SENT = ("no_position", "oversized", "together")
_RESTS = ("at_fill", "position_shrinks", "position_flips", "position_flat", "at_amend")
_ENDS = {
    "refuse": "is refused", "cancel": "is cancelled", "clip": "is cut", "cut": "those behind are cut",
    "accept": "rests as it is", "keep": "rests as it is", "fill": "fills whole",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: when it is taken, where it leads, and whether that is certain."""

    when: str
    then: str
    certain: bool


def ways(subject: Subject, flag: str, names: tuple[str, ...]) -> Iterator[Way]:
    """Yield every way that an order can go in some situations; an open one once for each outcome it may have."""
    for name in names:
        stated = subject.spec.venue.stated.get(f"orders.{flag}.{name}")
        if stated is not None:
            for word in _words(stated):
                yield Way(WORDS[name], _ENDS.get(word, word), stated.clause.status in ("published", "inferred"))


def _words(stated: Stated) -> tuple[str, ...]:
    clause = stated.clause
    if clause.value is not None:
        return (clause.value,)
    domain = clause.domain if isinstance(clause.domain, list) else []
    return tuple(dict.fromkeys((*(option.value for option in clause.alternatives), *domain)))


def life_figure(subject: Subject, flag: str, name: str) -> str:
    """Return two boxes, sent and rests, with the ways on from each; dashed and with a question mark where open."""
    groups = [("sent", list(ways(subject, flag, _SENT))), ("rests", list(ways(subject, flag, _RESTS)))]
    if not any(found for _, found in groups):
        return ""
    parts, top = [], 6
    for box, found in groups:
        height = _height(found)
        parts += [_box(box, top, height, start=box == "sent"), *_arrows(found, top)]
        top += height + 26
    parts.insert(0, f'<path class="ps-move" d="M31 {6 + _height(groups[0][1])}v24" marker-end="url(#ps-life-{flag})"/>')
    words = "; ".join(f"{w.when}: {w.then}{'' if w.certain else ', perhaps'}" for _, found in groups for w in found)
    head = (
        f'<defs><marker id="ps-life-{flag}" class="ps-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
    )
    svg = (
        f'<svg viewBox="0 0 {_WIDTH} {top - 18}" style="max-width:{_WIDTH + 60}px" role="img" '
        f'aria-label="The life of an order, {shown(name)}: {shown(words)}">'
    )
    arrows = "".join(parts).replace("url(#ps-arrow)", f"url(#ps-life-{flag})")
    return (
        f'<figure class="ps-chart ps-machine">\n<figcaption>{shown(name)}<span class="ps-legend">a dashed arrow with ? is one of '
        f"several ways: which of them is not settled</span></figcaption>\n{svg}{head}{arrows}</svg>\n</figure>\n"
    )


def _box(text: str, top: int, height: int, *, start: bool) -> str:
    kind = " ps-start" if start else ""
    label = f'<text x="31" y="{top + height // 2}" dy=".35em" text-anchor="middle">{text}</text>'
    return f'<rect class="ps-state{kind}" x="2" y="{top}" width="58" height="{height}" rx="8"/>{label}'


def _arrows(found: list[Way], top: int) -> Iterator[str]:
    before = ""
    y = top
    for way in found:
        y += _NEXT if way.when == before else _LINE
        dash, mark = ("", "") if way.certain else (" ps-open", "? ")
        yield f'<path class="ps-move{dash}" d="M61 {y}H262" marker-end="url(#ps-arrow)"/>'
        yield f'<text class="ps-axis" x="67" y="{y - 11}">{mark}{shown(way.when)}</text>' if way.when != before else ""
        yield f'<text x="268" y="{y}" dy=".35em">{shown(way.then)}</text>'
        before = way.when


def _height(found: list[Way]) -> int:
    """Return how high a box is: each situation has a line of words, each further outcome of it is closer."""
    situations = len(dict.fromkeys(way.when for way in found))
    return max(48, situations * _LINE + (len(found) - situations) * _NEXT + 16)
