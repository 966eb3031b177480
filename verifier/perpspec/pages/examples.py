"""Does each printed example follow from the rules, worked out exactly, step by step?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ..language.domains import Value
from ..language.faults import FormulaError
from ..language.kinds import NUMBER, WORD, Kind
from ..language.tree import Expr, Num, Word
from ..load.load import Spec, load_spec
from ..load.names import qualified
from ..load.resolve import Resolver
from ..load.venue import Venue
from ..model.statements import Example, ExamplesSection
from ..readings.exact import Env, Undefined, exact, rounded
from ..readings.kinds import kind_in
from ..readings.rebuild import choices_in, free_names
from ..report.steps import Worked
from .arithmetic import worked_steps
from .markup import badge, code, number, paragraphs, section, shown, slug, table
from .site import Page
from .steps import steps
from .subject import Subject

_HALF_UP = "half up"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What an example comes to: its value and kind, whether it follows, or why it has no value."""

    example: Example
    value: Value | None
    stated: Value | None
    kind: Kind
    follows: bool
    why: str
    steps: tuple[Worked, ...] = ()


def examples_page(subject: Subject) -> Page | None:
    """Return the page of all printed examples; None where the spec has none."""
    found = tuple(recomputed(subject.spec, example) for example in _examples(subject.spec.venue))
    if not found:
        return None
    here = subject.path("examples")
    good = sum(one.follows for one in found)
    lead = (
        f'<p class="ps-lead">The venue prints {len(found)} calculations. Worked out '
        f"exactly from its own rules, {good} of them follow.</p>"
    )
    head = ("example", "stated", "exactly", "")
    rows = ([_link(one), number(one.example.stated), _value(subject, one), badge(_word(one))] for one in found)
    parts = [
        section(f"{shown(one.example.title)} {badge(_word(one))}", _example(subject, here, one), _anchor(one), 3) for one in found
    ]
    text = paragraphs("# Examples", lead, table(head, rows, (1, 2)), section("Step by step", paragraphs(*parts)))
    return Page(here, "Examples", text, "worked examples calculations")


def _examples(venue: Venue) -> Iterator[Example]:
    for document in venue.layers("examples"):
        if isinstance(document.model, ExamplesSection):
            yield from document.model.examples


def _anchor(one: Recomputed) -> str:
    return f"example-{slug(one.example.id)}"


def _link(one: Recomputed) -> str:
    return f"[{shown(one.example.title)}](#{_anchor(one)})"


def _word(one: Recomputed) -> str:
    return "follows" if one.follows else "no value" if one.value is None else "does not follow"


def _value(subject: Subject, one: Recomputed) -> str:
    if one.value is None:
        return shown(one.why)
    name = "rate" if one.kind == NUMBER and "%" in one.example.stated else ""
    return subject.near(one.value, one.kind, name, one.example.market or "")


def recomputed(spec: Spec, example: Example) -> Recomputed:
    """Return an example worked out by the rules of its date, in the reading it names."""
    try:
        dated = spec if example.as_of is None else load_spec_of(spec, example.as_of)
        return _worked(dated, example)
    except (FormulaError, Undefined, KeyError) as error:
        why = error.message if isinstance(error, FormulaError) else str(error).strip("'")
        return Recomputed(example, None, None, NUMBER, follows=False, why=why)


def load_spec_of(spec: Spec, as_of: str) -> Spec:
    """Return the same venue with the rules of another date."""
    return load_spec(Path(spec.venue.folder), as_of)


def _worked(spec: Spec, example: Example) -> Recomputed:
    section_, market = example.section or "", example.market or ""
    plain = spec.resolver(market)
    given: dict[str, Expr] = {}
    for name, text in example.given.items():
        full = qualified(name, section_, spec.venue)
        given[full] = Word(text) if spec.names.kind(full) == WORD else plain.formula(text, section_)
    formula = Resolver(spec.names, spec.tables, market, given).formula(example.gives, section_)
    picks = {
        n: labels.index(example.reading[n]) if example.reading.get(n) in labels else 0
        for n, labels in choices_in(formula).items()
    }
    missing = free_names(formula)
    if missing:
        return Recomputed(example, None, None, NUMBER, follows=False, why=f"needs a number for {missing[0]}")
    env = Env({}, picks)
    value, stated = exact(formula, env), _stated(plain, example)
    worked = worked_steps("result", formula, env, spec, {})
    return Recomputed(example, value, stated, kind_in(formula, {}), _follows(plain, example, value, stated), "", worked)


def _stated(resolver: Resolver, example: Example) -> Value:
    try:
        return exact(resolver.formula(example.stated, example.section or ""), Env({}))
    except FormulaError:
        return example.stated


def _follows(resolver: Resolver, example: Example, value: Value, stated: Value) -> bool:
    if example.printed_to is None or not isinstance(value, Fraction):
        return value == stated
    step = resolver.formula(example.printed_to, example.section or "")
    size = step.value if isinstance(step, Num) else exact(step, Env({}))
    assert isinstance(size, Fraction), "kinds were checked"
    return rounded(value, size, example.rounding or _HALF_UP) == stated


def _example(subject: Subject, here: str, one: Recomputed) -> str:
    example = one.example
    rows = [[code(name), number(text)] for name, text in example.given.items()]
    rows += [[f"{code(name)} is read as", number(text)] for name, text in example.reading.items()]
    where = " ".join(part for part in (code(example.market) if example.market else "", shown(example.as_of or "")) if part)
    about = [f"{code(example.gives)} {where}", f"stated as {number(example.stated)}"]
    about += [f"printed to {number(example.printed_to)}"] if example.printed_to else []
    source = f"Source: {subject.sources(here, example.source)}" if example.source else ""
    tail = "\n".join(f"{text}\n{{ .ps-note }}\n" for text in (shown(example.note or ""), source) if text)
    given = table(("given", ""), rows, (1,)) if rows else ""
    return paragraphs("; ".join(about) + ".", given, steps(one.steps) if one.steps else shown(one.why), tail)
