"""Can random inputs break a claim, under one reading, in a great many tries?

Exact throughout: formulas are compiled to whole numbers, and what they find is worked out again by ``exact``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from ..claims.claim import Claim
from ..language.domains import Value
from ..readings.compiled import searcher
from ..readings.exact import Env, Undefined, exact
from .draw import columns, corners
from .ground import Ground, Hunt, prepared, witness

MANY = 200_000  # from here on numpy is faster, the time to load it included
BATCH = 4096


class ReadingsDisagreeError(Exception):
    """The compiled formula breaks a claim that the exact reading does not: a fault of perpspec."""


def hunt(claim: Claim, choices: Mapping[str, int], values: Mapping[str, Value], cases: int, seed: int) -> Hunt:
    """Return the first of at most ``cases`` seeded inputs that meets the assumptions and makes the claim false.

    ``choices`` and ``values`` are the reading; the witness names the inputs that the reading leaves open.
    """
    ground = prepared(claim, choices, values)
    if not all(pool.telling for pool in ground.pools):
        return Hunt(0, 0, None, "a domain without a value on any grid")
    dice = Random(f"{seed} {claim.id}")
    if cases >= MANY and not all(pool.complete for pool in ground.pools):
        from .many import search_many  # noqa: PLC0415  numpy is loaded only where it pays

        found = search_many(ground, cases, dice)
    else:
        found = _search(ground, cases, dice)
    if found.witness is not None:
        _confirm(claim, Env({**found.witness, **values}, choices))
    return found


def _search(ground: Ground, cases: int, dice: Random) -> Hunt:
    run = searcher(ground.given, ground.shown, ground.variables, ground.scales)
    single = len(ground.pools) == 1
    first, whole = corners(ground.pools, cases if all(p.complete for p in ground.pools) else cases // 2)
    tried = met = 0
    batch: Sequence[object] = [case[0] for case in first] if single else list(first)
    while True:
        here, found = run(batch)
        met += here
        if found is not None:
            tried += batch.index(found) + 1
            return Hunt(tried, met, witness(ground, (found,) if single else found), "mass testing, compiled Python")
        tried += len(batch)
        if tried >= cases or whole:
            return Hunt(tried, met, None, "every input there is" if whole else "mass testing, compiled Python")
        drawn = columns(ground.pools, min(BATCH, cases - tried), dice)
        batch = drawn[0] if single else list(zip(*drawn, strict=True))


def _confirm(claim: Claim, env: Env) -> None:
    try:
        broken = all(exact(given, env) is True for given in claim.given) and exact(claim.shown, env) is False
    except Undefined:
        broken = False
    if not broken:
        raise ReadingsDisagreeError(f"{claim.id}: the exact reading does not break at {dict(env.values)}")
