"""Does each printed example follow from the rules, worked out exactly, step by step?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..claims.recompute import Reached, Recomputed, Setting, dated, recompute
from ..claims.variants import variants
from ..language.kinds import NUMBER, Kind
from ..load.load import Spec
from ..load.venue import Venue
from ..model.statements import Example, ExamplesSection
from ..readings.exact import Env
from ..readings.kinds import kind_in
from ..report.steps import Worked as Step
from .arithmetic import worked_steps
from .markup import badge, bullets, code, number, paragraphs, prose, section, shown, slug, table
from .site import Page
from .steps import steps
from .subject import Subject


@dataclass(frozen=True, slots=True)
class Worked:
    """An example with what came out of it."""

    example: Example
    found: Recomputed

    @property
    def word(self) -> str:
        """Return in a word whether the printed number follows."""
        if not self.found.reached:
            return "no value"
        if self.found.follows:
            return "follows"
        return "in some readings" if any(one.follows for one in self.found.reached) else "does not follow"


def examples_page(subject: Subject) -> Page | None:
    """Return the page of all printed examples; None where the spec has none."""
    found = tuple(Worked(example, recompute(subject.spec, example)) for example in _examples(subject.spec.venue))
    if not found:
        return None
    here = subject.path("examples")
    good = sum(one.found.follows for one in found)
    lead = (
        f'<p class="ps-lead">The venue prints {len(found)} calculations. Worked out '
        f"exactly from its own rules, {good} of them follow.</p>"
    )
    head = ("example", "stated", "exactly", "")
    rows = ([_link(one), number(one.example.stated), _value(subject, one), badge(one.word)] for one in found)
    parts = [
        section(f"{shown(one.example.title)} {badge(one.word)}", _example(subject, here, one), _anchor(one), 3) for one in found
    ]
    text = paragraphs("# Examples", lead, table(head, rows, (1, 2)), section("Step by step", paragraphs(*parts)))
    return Page(here, "Examples", text, "worked examples calculations")


def _examples(venue: Venue) -> Iterator[Example]:
    for document in venue.layers("examples"):
        if isinstance(document.model, ExamplesSection):
            yield from document.model.examples


def _anchor(one: Worked) -> str:
    return f"example-{slug(one.example.id)}"


def _link(one: Worked) -> str:
    return f"[{shown(one.example.title)}](#{_anchor(one)})"


def _value(subject: Subject, one: Worked) -> str:
    if one.found.value is None or one.found.setting is None:
        return shown(one.found.problem or (f"needs {one.found.missing}" if one.found.missing else "none"))
    kind = _kind(subject.spec, one.found.setting)
    name = "rate" if kind == NUMBER and "%" in one.example.stated else ""
    return subject.near(one.found.value, kind, name, one.example.market or "")


def _kind(spec: Spec, made: Setting) -> Kind:
    return kind_in(made.formula, {name: spec.names.kind(name) or NUMBER for name in made.values})


def _example(subject: Subject, here: str, one: Worked) -> str:
    example = one.example
    rows = [[code(name), number(text)] for name, text in example.given.items()]
    rows += [[f"{code(name)} is read as", number(text)] for name, text in example.reading.items()]
    where = " ".join(part for part in (code(example.market) if example.market else "", shown(example.as_of or "")) if part)
    about = [f"{code(example.gives)} {where}", f"stated as {number(example.stated)}"]
    about += [f"printed to {number(example.printed_to)}"] if example.printed_to else []
    source = f"Source: {subject.sources(here, example.source)}" if example.source else ""
    tail = "\n".join(f"{text}\n{{ .ps-note }}\n" for text in (shown(example.note or ""), source) if text)
    given = table(("given", ""), rows, (1,)) if rows else ""
    return paragraphs("; ".join(about) + ".", given, *_outcome(subject, one), tail)


def _outcome(subject: Subject, one: Worked) -> Iterator[str]:
    made = one.found.setting
    if made is None or not one.found.reached:
        yield shown(one.found.problem or f"No number is given for {one.found.missing}.")
        return
    yield steps(_steps(subject, one.example, made, one.found.reached[0]))
    if len(one.found.reached) > 1:
        yield table(("reading", "comes out", ""), (_reading(subject, one, made, reached) for reached in one.found.reached), (1,))
    if one.word == "does not follow":
        changes = variants(subject.spec, one.example, made)
        yield (
            "The printed number would follow\n\n" + bullets(prose(c.change) for c in changes)
            if changes
            else ("No small change of reading gives the printed number.")
        )


def _reading(subject: Subject, one: Worked, made: Setting, reached: Reached) -> list[str]:
    said = "; ".join(f"{code(name)} = {shown(label)}" for name, label in reached.options.items())
    value = (
        subject.near(reached.value, _kind(subject.spec, made), "", one.example.market or "") if reached.value is not None else ""
    )
    return [said, value, badge("follows" if reached.follows else "does not follow")]


def _steps(subject: Subject, example: Example, made: Setting, reached: Reached) -> tuple[Step, ...]:
    spec = dated(subject.spec, example.as_of)
    return worked_steps("result", made.formula, Env(made.values, reached.choices), spec, {})
