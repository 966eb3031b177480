"""How many cases of a rounded funding payment are tried in a second?"""

from __future__ import annotations

from .mass_peers import rates
from .measure import Benchmark
from .questions import payment_within_cap

BENCHMARK = Benchmark(
    "funding-mass",
    "exact cases a second: a clamped funding payment, rounded to 8 decimals",
    lambda quick: rates(payment_within_cap(), quick),
)
