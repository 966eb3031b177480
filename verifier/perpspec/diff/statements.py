"""What has changed in the venue's identity, its promises, examples and sources, and in texts that are no clause?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..load.load import Spec
from ..model.clause import Model
from ..model.statements import ClaimsSection, ExamplesSection, PromisesSection
from .align import Leaf, Pair, leaf_pairs
from .change import Change, ChangeKind, Direction
from .guards import Guards, guards_agree
from .versions import Versions

ABOUT = frozenset({"source", "note", "dated"})


def statement_changes(versions: Versions) -> Iterator[Change]:
    """Yield the promises, claims and examples that are new, gone, or say something else."""
    for section in ("promises", "claims", "examples"):
        old, new = _statements(versions.old, section), _statements(versions.new, section)
        for ident in dict.fromkeys((*old, *new)):
            before, after = old.get(ident), new.get(ident)
            if before != after:
                yield _statement(section, ident, before, after)


def _statement(section: str, ident: str, old: Model | None, new: Model | None) -> Change:
    kind: ChangeKind
    if old is None or new is None:
        kind = "disclosure" if old is None else "retraction"
    else:
        kind = "source" if _bare(old) == _bare(new) else "definition"
    weighs = section == "promises" and kind in ("retraction", "definition")
    direction: Direction = "incomparable" if weighs else "equivalent"
    word = section.removesuffix("s")
    said = _SAID.get(kind, "says something else")
    return Change(f"{section}.{ident}", section, kind, direction, f"the {word} `{ident}` {said}", (), _text(old), _text(new))


_SAID = {"disclosure": "is new", "retraction": "is gone", "source": "has other sources or notes"}


def _bare(model: Model) -> Mapping[str, object]:
    return model.model_dump(exclude=set(ABOUT))


def _text(model: Model | None) -> str | None:
    return None if model is None else str(getattr(model, "text", "") or getattr(model, "stated", ""))


def _statements(spec: Spec, section: str) -> dict[str, Model]:
    model = spec.venue.section(section)
    match model:
        case PromisesSection(promises=listed) | ClaimsSection(claims=listed):
            return {statement.id: statement for statement in listed}
        case ExamplesSection(examples=examples):
            return {example.id: example for example in examples}
        case _:
            return {}


def leaf_changes(versions: Versions) -> Iterator[Change]:
    """Yield the texts that are no clause and differ, such as the guard of a move or the feed of a constituent."""
    for pair in leaf_pairs(versions.old, versions.new):
        some = pair.new or pair.old
        assert some is not None
        if _same_guard(versions, pair):
            continue
        kind: ChangeKind = "disclosure" if pair.old is None else "retraction" if pair.new is None else "definition"
        places = [
            "" if leaf is None else f"{leaf.place.file.removeprefix(root)}:{leaf.place.line}"
            for leaf, root in ((pair.old, versions.old_root), (pair.new, versions.new_root))
        ]
        texts = [None if leaf is None else leaf.text for leaf in (pair.old, pair.new)]
        yield Change(
            pair.id, some.section, kind, "incomparable", f"`{pair.id}` is another", (), texts[0], texts[1], places[0], places[1],
            reach="everything",
        )  # fmt: skip


def _same_guard(versions: Versions, pair: Pair[Leaf]) -> bool:
    if pair.old is None or pair.new is None or not pair.id.endswith(".when"):
        return False
    return guards_agree(versions, Guards(pair.new.section, pair.old.text, pair.new.text, pair.new.place))


def source_changes(versions: Versions) -> Iterator[Change]:
    """Yield one change for all sources that are new, gone, or described otherwise."""
    listed = [{} if spec.venue.sources is None else spec.venue.sources.sources for spec in (versions.old, versions.new)]
    different = [ident for ident in dict.fromkeys((*listed[0], *listed[1])) if listed[0].get(ident) != listed[1].get(ident)]
    if different:
        some = ", ".join(different[:5]) + (f" and {len(different) - 5} more" if len(different) > 5 else "")
        yield Change("sources", "sources", "source", "equivalent", f"sources: {some}")
