"""Can the language say the rules of venues it was not made for, and do their printed calculations come out as said?

Each file in ``tests/corpus/language`` is a venue in one file. Every example in it is recomputed exactly through the
resolver and compared with its ``expected``.
"""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from perpspec.language.faults import FormulaError
from perpspec.language.tree import Choice, Expr, Word, children
from perpspec.load.load import Spec, load_spec
from perpspec.load.names import qualified
from perpspec.load.resolve import Resolver
from perpspec.model.statements import Example, ExamplesSection
from perpspec.readings.exact import Env, Value, exact, rounded

CORPUS = Path(__file__).parent.parent / "corpus" / "language"
FILES = sorted(CORPUS.glob("*.yaml"))
SPECS = pytest.mark.parametrize("path", FILES, ids=[file.stem for file in FILES])


@cache
def spec_at(path: Path, as_of: str = "") -> Spec:
    return load_spec(path, as_of)


def examples_of(path: Path) -> list[Example]:
    section = spec_at(path).venue.section("examples")
    assert isinstance(section, ExamplesSection)
    return section.examples


def given_of(spec: Spec, example: Example) -> dict[str, Expr]:
    """Return what an example gives, by full name; what is no formula is a word."""
    section, plain = example.section or "margin", spec.resolver(example.market or "")

    def read(text: str) -> Expr:
        try:
            return plain.formula(text, section)
        except FormulaError:
            return Word(text)

    return {qualified(name, section, spec.venue): read(text) for name, text in example.given.items()}


def choices_in(expr: Expr) -> dict[str, tuple[str, ...]]:
    """Return the options of every open clause that a closed formula meets."""
    found = {expr.id: expr.labels} if isinstance(expr, Choice) else {}
    for part in children(expr):
        found |= choices_in(part)
    return found


def closed(spec: Spec, example: Example, text: str) -> Expr:
    resolver = Resolver(spec.names, spec.tables, example.market or "", given_of(spec, example))
    return resolver.formula(text, example.section or "margin")


def value_of(expr: Expr, example: Example) -> Value:
    """Return the exact value of a closed formula in the reading that the example names."""
    met = choices_in(expr)
    return exact(expr, Env({}, {c: met[c].index(option) for c, option in example.reading.items() if c in met}))


def follows(spec: Spec, example: Example) -> bool:
    """Return whether the exact result, brought to the printed step, is the printed number."""
    gives = closed(spec, example, example.gives)
    assert example.reading.keys() <= choices_in(gives).keys(), "a reading that decides nothing"
    computed, stated = value_of(gives, example), value_of(closed(spec, example, example.stated), example)
    if example.printed_to is None or not isinstance(computed, Fraction):
        return computed == stated
    step = value_of(closed(spec, example, example.printed_to), example)
    assert isinstance(step, Fraction)
    return rounded(computed, step, example.rounding or "half up") == stated


@SPECS
def test_every_printed_calculation_of_the_corpus_comes_out_as_expected(path: Path) -> None:
    examples = examples_of(path)
    found = {e.id: "follows" if follows(spec_at(path, e.as_of or ""), e) else "does not follow" for e in examples}
    assert found == {example.id: example.expected for example in examples}


def test_what_one_market_is_told_is_no_option_for_another() -> None:
    spec = spec_at(CORPUS / "okx-swap.yaml")
    caps = [choices_in(spec.resolver(market).formula("cap", "funding")) for market in ("BTC-USDT-SWAP", "FIL-USDT-SWAP")]
    assert caps == [{}, {"funding.cap": ("1.5%", "1%")}]


def test_a_contract_size_that_nobody_publishes_is_unknown_in_its_own_kind() -> None:
    resolver = spec_at(CORPUS / "okx-swap.yaml").resolver("AAVE-USDT-SWAP")
    (size,) = resolver.variables(resolver.formula("contracts.size", "margin"))
    assert (size.name, str(size.kind), size.silent) == ("contracts.size", "quantity_per_contract", True)


def test_a_rate_that_is_no_decimal_stands_in_a_row_as_a_quotient() -> None:
    resolver = spec_at(CORPUS / "hyperliquid.yaml").resolver("ETH")
    assert exact(resolver.formula("maintenance_rate(200_000_000 USDC)", "tiers"), Env({})) == Fraction(1, 30)
