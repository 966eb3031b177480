"""What does a venue of any size look like as files, each market with a table of its own or all with one?"""

from __future__ import annotations

from pathlib import Path

UNITS = (50, 600, 3_000, 12_000, 70_000, 100_000, 230_000, 480_000, 600_000, 1_200_000)
RATES = ("0.40%", "0.50%", "0.65%", "1%", "2%", "2.5%", "5%", "10%", "12.5%", "15%")
LEVERAGES = (125, 100, 75, 50, 25, 20, 10, 5, 4, 3)
HEAD = "perpspec: 1\nsection: {}\nsource: page\n"


def write_venue(folder: Path, markets: int, distinct: bool) -> Path:
    """Write the section files of a healthy venue with ten tiers a table, and return its folder."""
    folder.mkdir(parents=True)
    names = [f"M{number}USDT" for number in range(markets)]
    tables = names if distinct else ["SHARED"]
    sections = {
        "venue": "id: made\ntitle: A made venue\nunits: {USDT: money, COIN: quantity}\n",
        "sources": "sources: {page: {kind: venue, title: The rules of the venue, read: 2025-01-01}}\n",
        "contracts": "defaults: {form: linear}\nmarkets:\n" + "".join(f"  {name}: {{base: COIN}}\n" for name in names),
        "tiers": _tiers(names, tables),
        "margin": (
            "inputs: {notional: {kind: money, domain: {from: 0}}}\n"
            "initial: notional * initial_rate(notional)\n"
            "maintenance: notional * maintenance_rate(notional) - deduction(notional)\n"
        ),
        "funding": (
            "parameters: {interest: 0.01%, damping: 0.05%}\n"
            "inputs: {premium: {kind: rate, domain: {from: -10%, to: 10%}}}\n"
            "cap: 0.3%\nfloor: -cap\nrate: clamp(premium + clamp(interest - premium, -damping, damping), floor, cap)\n"
        ),
    }
    for name, body in sections.items():
        (folder / f"{name}.yaml").write_text(HEAD.format(name) + body, encoding="utf-8")
    return folder


def _tiers(markets: list[str], tables: list[str]) -> str:
    lines = ["reading: {basis: notional of the position, bounds: 'over, up_to', rate: marginal, deduction: derived}"]
    lines.append("tables:")
    for number, table in enumerate(tables):
        lines += [f"  {table}:", *_rows(number + 1)]
    lines.append("markets:")
    lines += [f"  {market}: {market if market in tables else tables[0]}" for market in markets]
    return "\n".join(lines) + "\n"


def _rows(unit: int) -> list[str]:
    ends = [0, *(unit * size for size in UNITS)]
    return [
        f"    - {{over: {low}, up_to: {high}, max_leverage: {leverage}, maintenance_rate: {rate}}}"
        for low, high, leverage, rate in zip(ends[:-1], ends[1:], LEVERAGES, RATES, strict=True)
    ]
