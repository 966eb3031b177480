"""Which Hypothesis strategies does perpspec offer to tests: inputs of a claim, and documents of a section?

The one place that imports hypothesis. In a test of one's own::

    @given(inputs(claim))
    def test_the_claim_holds_in_our_engine_too(env: Env) -> None:
        assume(all(exact(part, env) for part in claim.given))
        ...

    @given(documents("funding"))
    def test_our_reader_takes_every_funding_section(document: Document) -> None:
        ...
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ..claims.claim import Claim
from ..language.domains import Value
from ..load.schema import section_schema
from ..readings.exact import Env
from ..readings.rebuild import choices_in
from .pools import Pool, pools

Document = dict[str, Any]
Schema = Mapping[str, Any]
MOST_FIELDS = 4
MOST_ITEMS = 2

TEXTS = (
    "0", "1", "-1", "0.05%", "8h", "150_000 USDT", "0.01% per 8h", "10 contracts", "over, up_to", "from, below",
    "marginal", "derived", "BTCUSDT", "binance", "2025-09-15T06:30Z", "clamp(premium, -cap, cap)", "rate * notional",
    "price > 0", "a b", "ß", "1e999", "null", "true",
)  # fmt: skip


def inputs(claim: Claim) -> st.SearchStrategy[Env]:
    """Return environments of a claim: a value of its domain for each variable, and an option for each choice.

    They need not meet the assumptions of the claim; ``assume`` them where that matters.
    """
    exprs = (*claim.given, claim.shown)
    made, scales = pools(claim.variables, exprs)
    values = {pool.name: _values(pool, scales.get(pool.name, 1)) for pool in made}
    labels = {name: known for expr in exprs for name, known in choices_in(expr).items()}
    options = {name: st.integers(0, len(known) - 1) for name, known in labels.items()}
    return st.builds(Env, st.fixed_dictionaries(values), st.fixed_dictionaries(options))


def _values(pool: Pool, scale: int) -> st.SearchStrategy[Value]:
    if pool.kind.form != "amount":
        return st.sampled_from([bool(raw) if pool.kind.form == "truth" else str(raw) for raw in pool.telling])
    telling = st.sampled_from([Fraction(int(raw), scale) for raw in pool.telling])
    if pool.complete:
        return telling
    grid = st.integers(-pool.middle, pool.steps - pool.middle)
    return telling | grid.map(lambda n: Fraction(pool.low + pool.grid * (n + pool.middle), scale))


@cache
def documents(section: str) -> st.SearchStrategy[Document]:
    """Return documents that have the shape of a section, as a spec file holds them: text, truths, lists, mappings."""
    return _mapping(section_schema(section))


def _of(schema: Schema) -> st.SearchStrategy[Any]:
    if "anyOf" in schema:
        return st.one_of([_of(part) for part in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(list(schema["enum"]))
    kinds = [schema["type"]] if isinstance(schema["type"], str) else list(schema["type"])
    return st.one_of([_of_type(kind, schema) for kind in kinds if kind != "number"])  # a number is text in a document


def _of_type(kind: str, schema: Schema) -> st.SearchStrategy[Any]:
    match kind:
        case "string":
            return st.sampled_from(TEXTS) | st.text(min_size=schema.get("minLength", 0), max_size=8)
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case "array":
            return st.lists(st.deferred(lambda: _of(schema["items"])), max_size=MOST_ITEMS)
        case "object":
            return _mapping(schema)
        case _:
            raise ValueError(f"the schema says `{kind}`, which no strategy is written for")


def _mapping(schema: Schema) -> st.SearchStrategy[Document]:
    if isinstance(schema.get("additionalProperties"), Mapping):
        names = st.sampled_from(TEXTS) | st.text(min_size=1, max_size=8)
        return st.dictionaries(names, st.deferred(lambda: _of(schema["additionalProperties"])), max_size=MOST_ITEMS)
    fields: Mapping[str, Schema] = schema.get("properties", {})
    needed = [name for name in fields if name in schema.get("required", ())]
    free = [name for name in fields if name not in needed]
    some = st.lists(st.sampled_from(free), unique=True, max_size=MOST_FIELDS) if free else st.just([])
    known: dict[str, st.SearchStrategy[Any]] = {}

    def of(name: str) -> st.SearchStrategy[Any]:
        if name not in known:
            known[name] = _of(fields[name])  # made when it is first drawn: the schema of a section is large
        return known[name]

    return some.flatmap(lambda names: st.fixed_dictionaries({name: of(name) for name in (*needed, *names)}))
