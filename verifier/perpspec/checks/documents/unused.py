"""Is every input that the spec declares used somewhere?

## Why it matters
An input that no formula uses is a rule that was not put to work, or a misspelt name that nothing complains about. A published
number or formula that nothing uses is a fact like any other, and is not asked about.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs: {notional: {kind: money}, wallet: {kind: money}}
  parameters: {rate: 1%}
  maintenance: notional * rate
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
margin:
  inputs: {notional: {kind: money}, wallet: {kind: money}}
  parameters: {rate: 1%}
  maintenance: notional * rate
  equity: wallet
```

## How it is decided
Every input is looked for in every formula, condition, promise and example of the spec, in any document of it.

## What to publish
Nothing: this is for the author of the spec.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...claims.finding import Finding
from ...load.load import Spec
from ...source.nodes import key_place
from ...source.text import Place
from ..info import CheckInfo, Question
from ..mentioned import mentioned
from ..settled import proved
from ..told import UNSAID, named, told

CHECK = CheckInfo("documents.unused", "an input is declared that nothing uses", "fault", "note")


def questions(spec: Spec) -> Iterator[Question]:
    """Yield one note for each section with names that nothing uses."""
    declared = dict(_declared(spec))
    used = mentioned(spec)
    unused: dict[str, list[str]] = {}
    for ident in declared:
        if ident not in used:
            unused.setdefault(ident.partition(".")[0], []).append(ident)
    for section, idents in unused.items():
        yield nothing_uses(section, idents, declared)
    if declared and not unused:
        yield proved(CHECK.id, "spec", f"each of {len(declared)} inputs is used")


def _declared(spec: Spec) -> Iterator[tuple[str, Place]]:
    """Yield every input with its place."""
    for ident, (_, document, path) in spec.venue.inputs.items():
        yield ident, key_place(document.body, path)


def nothing_uses(section: str, idents: list[str], declared: dict[str, Place]) -> Finding:
    """Return the names of a section that nothing uses."""
    names = [ident.partition(".")[2] for ident in idents]
    return told(
        CHECK.id, "+".join(idents), f"in `{section}`, nothing uses {named(names)}", [(declared[ident],
        "not used") for ident in idents],
        UNSAID, help="use it in a formula, or say it as a note", basis="every formula of the spec was read",
    )  # fmt: skip
