"""Can one source alone move the index far enough to liquidate a position at the largest leverage?

## Why it matters
An index protects against one wrong print only as far as its rule bounds what one source can do. A position at the largest
leverage is liquidated after a move of the initial rate less the maintenance rate, which is often below one percent.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    btc: [{over: 0, up_to: 50_000, max_leverage: 100, maintenance_rate: 0.5%}]
  markets: {BTCUSDT: btc}
index:
  constituents: {alpha: {weight: 50%}, beta: {weight: 50%}}
  price: each_sum(weight * price)
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money, BTC: quantity}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    btc: [{over: 0, up_to: 50_000, max_leverage: 100, maintenance_rate: 0.5%}]
  markets: {BTCUSDT: btc}
index:
  constituents: {alpha: {weight: 25%}, beta: {weight: 25%}, gamma: {weight: 25%}, delta: {weight: 25%}}
  definitions: {middle: each_median(price)}
  price: each_sum(weight * clamp(price, middle * 99%, middle * 101%))
```

## How it is decided
All sources stand at one price and one of them shows any other. Where the rule of the index scales with its prices, one level
stands for all. A second question leaves as few sources live as the rules accept: `fewest_sources`, or one.

## What to publish
A bound on the distance of each source from the others, with weight times bound below that distance; and how many sources are
the fewest, with what happens below that.

## Sources
An index of two sources at half weight each followed a drop of one of them by a fifth in 2019, inside its published tolerance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, islice

from ...claims.build import both, div, either, le, minus, mul, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.folded import placed
from ...language.kinds import NUMBER, PRICE, WORD
from ...language.tree import Choice, Clause, Compare, Expr, Not, Num, Truth, Word
from ...load.load import Spec
from ..alike import Ruled, each_rule
from ..distance import liquidation_distance, top_leverage
from ..hull import parts_of
from ..info import CheckInfo, Question
from ..largest import largest_share
from ..markets import leaning
from ..rules import anchor
from ..settled import skipped
from ..shift import ODD, OTHERS, SOURCE

CHECK = CheckInfo("index.single_source", "one source can move the index past the liquidation distance", "hazard", "warning")
FEWEST = "index.fewest_sources"
MOST_SETS = 120


def questions(spec: Spec) -> Iterator[Question]:
    """Yield the claim with every source live, and the one with as few as the rules accept."""
    yield from each_rule(spec, CHECK.id, "index", lambda ruled: of_rules(spec, ruled), liquidation_distance)


def of_rules(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield the questions about one rule of the index."""
    sources = ruled.sources
    if not sources.labels:
        yield skipped(CHECK.id, ruled.subject, "the index is made of no price from outside", ruled.markets)
        return
    whole = formula_in(ruled, frozenset(sources.labels), sources.all_live())
    yield stays_near(spec, ruled, whole, (), "while every source is live")
    if sources.knows_when_one_is_gone():
        yield from with_the_fewest(spec, ruled)


def with_the_fewest(spec: Spec, ruled: Ruled) -> Iterator[Question]:
    """Yield the claim for the fewest sources: as published; where that is not published, for one against all."""
    stated, names = spec.venue.stated.get(FEWEST), ruled.sources.constituents()
    silent = stated is not None and stated.clause.status == "silent"
    count = num(1) if stated is None or silent else ruled.resolver.clause(FEWEST)
    if stated is not None and silent:
        open_ = {
            n: Clause(FEWEST, Choice(FEWEST, ("1", str(len(names))), (ruled.sources.is_meant(n), Truth(True)))) for n in names
        }
        claim = stays_near(spec, ruled, State.of(ruled, ruled.sources.live_where(open_)), (), "with the fewest sources live")
        yield from where_priced(ruled, claim, 1)
    elif isinstance(count, Clause) and isinstance(count.body, Num):
        yield from with_so_few(spec, ruled, int(count.body.value))
    elif isinstance(count, Num):
        yield from with_so_few(spec, ruled, int(count.value))
    elif count is not None:
        given = (ruled.sources.live_are(count),)
        yield stays_near(spec, ruled, State.of(ruled, ruled.sources.some()), given, "with the fewest sources live")


def with_so_few(spec: Spec, ruled: Ruled, few: int) -> Iterator[Question]:
    """Yield the claim for the set of so few sources that lets one of them move the index the furthest."""
    names = ruled.sources.constituents()
    words = f"with {few} of {len(names)} sources live"
    worst = worst_set(ruled, few)
    if worst is not None:
        claim = stays_near(spec, ruled, with_live(ruled, worst), (ruled.sources.is_one_of(worst),), words)
        yield from where_priced(ruled, replace(claim, sentence=f"{claim.sentence}, for the set that moves it the furthest"), few)
    else:
        given = (ruled.sources.live_are(num(few)),)
        yield from where_priced(ruled, stays_near(spec, ruled, State.of(ruled, ruled.sources.some()), given, words), few)


def worst_set(ruled: Ruled, few: int) -> frozenset[str] | None:
    """Return the set of that size in which one source moves the index the furthest, by exact bounds; None where not known."""
    sources = ruled.sources
    sets = list(islice(combinations(sources.constituents(), few), MOST_SETS + 1))
    found: dict[frozenset[str], Fraction | None] = {}
    for live in map(frozenset, sets[:MOST_SETS]):
        moved = placed(with_live(ruled, live).price, _odd(ruled))
        largest = _largest(moved, [label for n, label in sources.labels.items() if n in live])
        if not isinstance(largest, (Num, Word)):
            return None
        found[live] = largest.value if isinstance(largest, Num) else None
    if not found or len(sets) > MOST_SETS:
        return None
    return next((live for live, move in found.items() if move is None), max(found, key=lambda live: found[live] or Fraction(0)))


def where_priced(ruled: Ruled, claim: Claim, live: int) -> Iterator[Question]:
    """Yield the claim unless the rule for so few sources gives a word, or a price in words, about which nothing can be asked."""
    first = next(iter(ruled.sources.labels.values()))
    state = {**ruled.sources.at_one_price(), **ruled.sources.first_live(live)}
    if placed(placed(ruled.rules.priced(), state), {SOURCE.ident: Word(first)}) == Truth(False):
        yield skipped(CHECK.id, claim.subject, "the rule gives no formula in this state", ruled.markets)
    else:
        yield claim


@dataclass(frozen=True, slots=True)
class State:
    """What the index is while some sources are live, over the prices of the sources, and whether it has a formula then."""

    price: Expr
    priced: Expr
    live: tuple[str, ...] = ()

    @staticmethod
    def of(ruled: Ruled, live: Mapping[str, Expr]) -> State:
        """Return the rules with who is live put in."""
        return State(placed(ruled.rules.price, live), placed(ruled.rules.priced(), live))


def with_live(ruled: Ruled, live: frozenset[str]) -> State:
    """Return what the index is while exactly ``live`` is."""
    found = formula_in(ruled, live, ruled.sources.live_where({n: Truth(n in live) for n in ruled.sources.constituents()}))
    return replace(found, live=tuple(label for n, label in ruled.sources.labels.items() if n in live))


def formula_in(ruled: Ruled, live: frozenset[str], state: Mapping[str, Expr]) -> State:
    """Return the one formula that can be in force, where conditions on prices choose none; else all rules with conditions."""
    parts = list(parts_of(ruled, "", live))
    return State(parts[0].price, parts[0].cond) if len(parts) == 1 and parts[0].cond == Truth(True) else State.of(ruled, state)


def _still(ruled: Ruled) -> dict[str, Expr]:
    return {**ruled.sources.at_one_price(), **dict.fromkeys(ruled.sources.labels.values(), OTHERS)}


def _odd(ruled: Ruled) -> dict[str, Expr]:
    odd = ruled.sources.with_an_odd_one()
    return {**odd, **{label: odd[n] for n, label in ruled.sources.labels.items()}}


def stays_near(spec: Spec, ruled: Ruled, state: State, given: tuple[Expr, ...], words: str) -> Claim:
    """Return the claim that no source alone moves the index by more than the liquidation distance in a state."""
    sources, rules, before, after = ruled.sources, ruled.rules, _still(ruled), _odd(ruled)
    price, moved = placed(state.price, before), placed(state.price, after)
    distance, move = liquidation_distance(spec, ruled.resolver), sub(moved, price)
    near = both(le(move, mul(distance, price)), le(minus(move), mul(distance, price)))
    priced = both(placed(state.priced, before), Compare("!=", price, num(0, PRICE)))
    ruled_out = placed(state.priced, after) != Truth(True)  # then the formula is not in force however far the source goes
    largest = None if ruled_out else _largest(moved, [n for n in sources.labels.values() if n in state.live or not state.live])
    stated = anchor(spec, "index")
    assert stated is not None
    return Claim(
        CHECK.id, f"{ruled.subject} {words}", f"no source alone moves the index past the liquidation distance {words}",
        sources.open(ruled.resolver, *given, price, moved, priced),
        (*given, priced), either(Not(placed(state.priced, after)), near), stated.place,
        Wording(
            f"{words}, `{{source}}` alone moves the index by {{move}}{' and can move it by {largest}' if largest else ''}; "
            "a position at {leverage}x is liquidated after {distance}",
            help="bound how far a source may lie from the others, so that weight times bound stays below the distance",
            question="Which rule keeps one source of the index from liquidating positions by itself?",
            label="made of these sources",
        ),
        also=leaning(spec, rules.price),
        table=(
            *((Shown("", "live sources", Word(" and ".join(state.live)), WORD),) if state.live else ()),
            Shown("before", "index before", price, PRICE), Shown("after", "index after", moved, PRICE),
            Shown("move", "rate of the move", div(move, price), NUMBER),
            *((Shown("largest", "rate of the largest move", largest, NUMBER),) if largest else ()),
            Shown("distance", "rate of the liquidation distance", distance, NUMBER),
            Shown("leverage", "largest leverage", top_leverage(spec, ruled.resolver), NUMBER),
        ),
        markets=ruled.markets, gravity=40, content=f"{ruled.subject} {words}",
    )  # fmt: skip


def _largest(moved: Expr, names: Sequence[str]) -> Expr | None:
    still = {OTHERS.ident: Fraction(100), ODD.ident: Fraction(100)}
    return largest_share(moved, ODD.ident, still, tuple({SOURCE.ident: name} for name in names))
