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
    """How many rows were asked, how many met the assumptions, in how many tables, and which broke the statement.

    ``shares`` gives broken and asked rows by kind of source and year.
    """

    rows: int
    met: int
    tables: int
    broken: tuple[tuple[TierTable, Tier], ...]
    shares: Mapping[str, tuple[int, int]]


def ask_rows(spec: Spec, shown: Expr, given: tuple[Expr, ...], since: str = "") -> Asked:
    """Return what becomes of a statement in every row of every table in force ``since`` but repeated former ones."""
    needed = {name for expr in (shown, *given) for name in free_names(expr)}
    assumed, known = both(*given), dict[tuple[Value, ...], tuple[bool, bool]]()
    broken: list[tuple[TierTable, Tier]] = []
    shares: dict[str, tuple[int, int]] = {}
    tables, rows, met = set(), 0, 0
    for table, tier in _printed_rows(spec, since):
        values = {name: value for name, value in _values(table, tier).items() if name in needed}
        if len(values) < len(needed):
            continue
        key = tuple(values.values())
        if key not in known:
            known[key] = _kept(shown, assumed, Env(values))
        meets, keeps = known[key]
        rows, met = rows + 1, met + meets
        tables.add(id(table))
        bad, all_rows = shares.get(_group(spec, table), (0, 0))
        shares[_group(spec, table)] = (bad + (not keeps), all_rows + 1)
        if not keeps:
            broken.append((table, tier))
    return Asked(rows, met, len(tables), tuple(broken), dict(sorted(shares.items())))


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
    for table in spec.known:
        if not table.former and table.document.effective >= since:
            for tier in table.tiers:
                yield table, tier


def _values(table: TierTable, tier: Tier) -> dict[str, Value]:
    found = zip(ROW, (tier.maintenance_rate, table.initial(tier), tier.max_leverage), strict=True)
    return {name: value for name, value in found if value is not None}


def _kept(shown: Expr, assumed: Expr, env: Env) -> tuple[bool, bool]:
    """Return whether a row meets the assumptions, and whether it keeps the statement; without a value it does not."""
    try:
        meets = exact(assumed, env) is True
        return meets, not meets or exact(shown, env) is True
    except Undefined:
        return True, False


def _group(spec: Spec, table: TierTable) -> str:
    """Return the kind of the table's source and the year it came into force."""
    sources = spec.venue.sources.sources if spec.venue.sources else {}
    kind = next((sources[name].kind for name in table.document.model.source if name in sources), "no source")
    return " ".join(part for part in (table.document.effective[:4], kind.replace("_", " ")) if part)
