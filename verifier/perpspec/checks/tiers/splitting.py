"""Do two accounts need less margin than one account with the whole position?

## Why it matters
Rates that grow with the size of one account are neutralised by splitting the position over several. The market then
carries a large position with the buffer of small ones; a venue that wants the sum to count must add accounts up.

## A spec that fails
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: marginal, deduction: derived}
  tables:
    small:
      - {over: 0,     up_to: 5_000,  max_leverage: 20, maintenance_rate: 2.5%}
      - {over: 5_000, up_to: 10_000, max_leverage: 10, maintenance_rate: 5%}
  markets: {AUSDT: small}
```

## A spec that passes
```yaml
perpspec: 1
venue: {id: shop, title: A shop, units: {USDT: money}}
tiers:
  reading: {basis: notional of the position, bounds: "over, up_to", rate: whole position}
  tables:
    small:
      - {over: 0, up_to: 10_000, max_leverage: 20, maintenance_rate: 2.5%}
  markets: {AUSDT: small}
```

## How it is decided
For two accounts with half the position each, over all sizes, in every table that a market uses now. Nearly every table
with more than one tier allows it, so it is told once for a venue, as a note, with the table of the largest saving. Where the
maintenance margin saves nothing, or is not known, the initial margin is asked about in the same way.

It is not asked where the parameter `accounts_of_one_owner` says that they are `added up`.

## What to publish
Whether the positions of accounts with one owner are added up (`accounts_of_one_owner`), or how large they may be together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...claims.build import div, le, lt, mul, num, sub
from ...claims.claim import Claim, Shown, Wording
from ...claims.finding import Outcome
from ...language.domains import Range
from ...language.kinds import NUMBER
from ...language.tree import Expr
from ...load.load import Spec
from ...load.tables import TierTable
from ...readings.pieces import NotAffine, pieces
from ...readings.stretches import where
from ..curves import curves, others, rate_of
from ..extremes import Extreme, largest_saving
from ..info import CheckInfo
from ..settled import skipped
from ..tables import SIZE, ZERO, maintenance, sizes, subject, unsound

CHECK = CheckInfo("tiers.splitting", "two accounts need less margin than one", "hazard", "note")
ADDED_UP = "tiers.accounts_of_one_owner"
MAINTENANCE, INITIAL = "maintenance", "initial"


def questions(spec: Spec) -> Iterator[Claim | Outcome]:
    """Yield one claim for the table with the largest saving, and one for each table or curve without one."""
    stated = spec.venue.stated.get(ADDED_UP)
    if stated is not None and stated.clause.value == "added up":
        yield skipped(CHECK.id, "tiers", "the positions of accounts with one owner are added up")
        return
    saving: dict[str, list[tuple[Extreme, TierTable]]] = {MAINTENANCE: [], INITIAL: []}
    for table in spec.in_force:
        reason = unsound(table)
        most = (ZERO, ZERO) if reason else largest_saving(table)
        if most[0] > 0:
            saving[MAINTENANCE].append((most, table))
            continue
        if reason:
            yield skipped(CHECK.id, subject(table), reason, table.markets)
        else:
            yield halves_need_as_much(table, most)
        first = by_initial_rates(table)
        if first is not None and (most := largest_saving(first))[0] > 0:
            saving[INITIAL].append((most, first))
    for margin, found in saving.items():
        if found:
            most, worst = max(found, key=lambda pair: pair[0][0])
            markets = tuple(dict.fromkeys(market for _, table in found for market in table.markets))
            told = "tiers" if margin == MAINTENANCE else f"tiers {margin}"
            claim = halves_need_as_much(worst, most, margin)
            named = claim.content if margin == MAINTENANCE else f"{claim.content} {margin}"
            yield replace(claim, subject=told, content=named, markets=markets)
    yield from _curves(spec)


def by_initial_rates(table: TierTable) -> TierTable | None:
    """Return the table with its initial rates, each for the whole position, where maintenance rates stand; None without them."""
    rates = [table.initial(tier) for tier in table.tiers]
    if not rates or None in rates or not table.partition:
        return None
    tiers = tuple(replace(tier, maintenance_rate=rate, deduction=None) for tier, rate in zip(table.tiers, rates, strict=True))
    return replace(table, tiers=tiers, marginal=False)


def _curves(spec: Spec) -> Iterator[Claim]:
    """Yield one claim for the first formula whose rate grows, for the markets of all that do, and one for each other."""
    growing: list[tuple[Claim, tuple[str, ...]]] = []
    for table, resolver, markets in curves(spec):
        whole, half = (rate_of(resolver, "maintenance_rate", x) for x in (SIZE, div(SIZE, num(2))))
        if whole is not None and half is not None:
            lines = (Shown("one", "rate of one account", whole, NUMBER), Shown("two", "rate of half of it", half, NUMBER))
            claim = _claim(table, le(whole, half), lines, "")
            claim = replace(claim, variables=(*claim.variables, *others(resolver, whole)), markets=markets)
            if _grows(lt(half, whole)):
                growing.append((claim, markets))
            else:
                yield claim
    if growing:
        together = tuple(dict.fromkeys(market for _, markets in growing for market in markets))
        yield replace(growing[0][0], subject="tiers", markets=together)


def _grows(larger: Expr) -> bool:
    try:
        return bool(where(pieces(larger, SIZE.ident), Range(ZERO, low_open=True)))
    except NotAffine:
        return False


def halves_need_as_much(table: TierTable, most: Extreme, margin: str = MAINTENANCE) -> Claim:
    """Return the claim that no size needs more margin in one account than in two halves."""
    saving, where = most
    one, two = maintenance(table, SIZE), mul(num(2), maintenance(table, div(SIZE, num(2))))
    shown = (
        Shown("one", "margin of one account", one, table.measure),
        Shown("two", "margin of two halves", two, table.measure),
        Shown("saved", "saved", sub(one, two), table.measure),
        Shown("most", "largest saving", num(saving, table.measure), table.measure),
        Shown("where", "size of the largest saving", num(where, table.measure), table.measure),
    )
    first = " of initial margin" if margin == INITIAL else ""
    return _claim(table, le(one, two), shown, first + "; at {where} it saves most: {most}" if saving else "")


def _claim(table: TierTable, shown: Expr, lines: tuple[Shown, ...], most: str) -> Claim:
    what = "needs {one}, two accounts with half of it need {two}" if most else "has the rate {one}, half of it {two}"
    return Claim(
        CHECK.id, subject(table), "two accounts with half a position each need as much margin as one with all of it",
        (sizes(table),), (), shown, table.place,
        Wording(
            f"by the table `{table.name}` a position of {{size}} {what}{most}", "hazard", "note",
            "add up the positions of accounts with one owner, or limit their sum",
            "Are the positions of several accounts of one owner added up when their tier is chosen?",
            "each account has its own tier",
        ),
        table=lines, markets=table.markets, content=subject(table),
    )  # fmt: skip
