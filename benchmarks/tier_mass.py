"""How many cases of a rounded maintenance margin are tried in a second?"""

from __future__ import annotations

from .mass_peers import rates
from .measure import Benchmark
from .questions import margin_within_highest_rate

BENCHMARK = Benchmark(
    "tier-mass",
    "exact cases a second: a maintenance margin over ten tiers, rounded to 8 decimals",
    lambda quick: rates(margin_within_highest_rate(), quick),
)
