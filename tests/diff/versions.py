"""How the tests compare two specs: read from text or from the corpus, with the places that a report would show."""

from __future__ import annotations

from pathlib import Path

from perpspec.diff.change import Change, Comparison, Label
from perpspec.diff.compare import compare
from perpspec.diff.versions import Versions
from perpspec.load.load import Spec, load_spec

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus" / "diff"


def compared(old: Spec, new: Spec) -> Comparison:
    """Return the comparison of two specs of one venue."""
    labels = [Label(word, spec.venue.id, spec.venue.as_of) for word, spec in (("old", old), ("new", new))]
    return compare(Versions(old, new), labels[0], labels[1])


def of_corpus(name: str) -> Comparison:
    """Return the comparison of one pair of the corpus."""
    return compared(load_spec(CORPUS / name / "old.yaml"), load_spec(CORPUS / name / "new.yaml"))


def of_dates(venue: Path, old: str, new: str) -> Comparison:
    """Return the comparison of one venue as of two dates."""
    spec = load_spec(venue)
    return compared(spec.at(old), spec.at(new))


def of_texts(folder: Path, old: str, new: str) -> Comparison:
    """Return the comparison of two venues in one file each, written in the test."""
    specs = []
    for word, text in (("old", old), ("new", new)):
        file = folder / f"{word}.yaml"
        file.write_text(text, encoding="utf-8")
        specs.append(load_spec(file))
    return compared(specs[0], specs[1])


def change_of(comparison: Comparison, ident: str, market: str = "") -> Change:
    """Return the one change of that name, of that market where one is given."""
    (found,) = [c for c in comparison.changes if c.id == ident and (not market or market in c.markets)]
    return found
