"""Which printed rows keep a statement about every tier, and which break it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..claims.build import both
from ..claims.finding import Line
from ..language.domains import Value
from ..language.kinds import NUMBER
from ..language.tree import Expr
from ..load.load import Spec
from ..load.tables import Tier, TierTable
from ..readings.exact import Env, Undefined, exact
from ..readings.rebuild import free_names
from .tables import amount, percent, times

ROW = ("row.maintenance_rate", "row.initial_rate", "row.max_leverage")


@dataclass(frozen=True, slots=True)
class Asked:
    """How many rows were asked, in how many tables, which broke the statement, and its share by source and year."""

    rows: int
    tables: int
    broken: tuple[tuple[TierTable, Tier], ...]
    shares: Mapping[str, tuple[int, int]]


def ask_rows(spec: Spec, shown: Expr, given: tuple[Expr, ...], since: str = "") -> Asked:
    """Return what becomes of a statement in every row of every table in force ``since`` but repeated former ones."""
    needed = {name for expr in (shown, *given) for name in free_names(expr)}
    assumed, known = both(*given), dict[tuple[Value, ...], bool]()
    broken: list[tuple[TierTable, Tier]] = []
    shares: dict[str, tuple[int, int]] = {}
    tables, rows = set(), 0
    for table, tier in _printed_rows(spec, since):
        values = {name: value for name, value in _values(table, tier).items() if name in needed}
        if len(values) < len(needed):
            continue
        key = tuple(values.values())
        if key not in known:
            known[key] = _keeps(shown, assumed, Env(values))
        rows += 1
        tables.add(id(table))
        bad, all_rows = shares.get(_group(spec, table), (0, 0))
        shares[_group(spec, table)] = (bad + (not known[key]), all_rows + 1)
        if not known[key]:
            broken.append((table, tier))
    return Asked(rows, len(tables), tuple(broken), dict(sorted(shares.items())))


def row_lines(spec: Spec, table: TierTable, tier: Tier) -> Iterator[Line]:
    """Yield what a row prints, for a witness."""
    yield Line("table", table.name, table.measure, True, table.name)
    yield Line("over", tier.over, table.measure, True, amount(spec, table, tier.over))
    initial = table.initial(tier)
    for name, rate in (("maintenance rate", tier.maintenance_rate), ("initial rate", initial)):
        if rate is not None:
            yield Line(name, rate, NUMBER, True, percent(rate))
    if tier.max_leverage is not None:
        yield Line("highest leverage", tier.max_leverage, NUMBER, True, times(tier.max_leverage))


def _printed_rows(spec: Spec, since: str) -> Iterator[tuple[TierTable, Tier]]:
    for table in spec.printed:
        if not table.former and table.document.effective >= since:
            for tier in table.tiers:
                yield table, tier


def _values(table: TierTable, tier: Tier) -> dict[str, Value]:
    found = zip(ROW, (tier.maintenance_rate, table.initial(tier), tier.max_leverage), strict=True)
    return {name: value for name, value in found if value is not None}


def _keeps(shown: Expr, assumed: Expr, env: Env) -> bool:
    """Return whether a row keeps the statement; one outside its assumptions does, one without a value does not."""
    try:
        return exact(assumed, env) is not True or exact(shown, env) is True
    except Undefined:
        return False


def _group(spec: Spec, table: TierTable) -> str:
    """Return the kind of the table's source and the year it came into force."""
    sources = spec.venue.sources.sources if spec.venue.sources else {}
    kind = next((sources[name].kind for name in table.document.model.source if name in sources), "no source")
    return " ".join(part for part in (table.document.effective[:4], kind.replace("_", " ")) if part)
