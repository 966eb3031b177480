"""What does a page say about tier tables: rates, margins and distances at each bound, drawn, and against the one before?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..load.load import Spec
from ..load.tables import Tier, TierTable
from .axis import between
from .chart import Chart, Line, Points, drawn, size_text
from .curves import Curve, curve_page_text, curves
from .markup import code, link, moment, more, note, paragraphs, section, shown, slug, table
from .sections import completed, rules
from .site import Page
from .subject import Subject, percent, times
from .versions import bare, before, compared

_SAMPLES = 6


def tier_pages(subject: Subject) -> tuple[Page, tuple[Page, ...]]:
    """Return the list of all tables in force, and one page for each of them."""
    tables = tuple((name_of(t), t) for t in sorted(subject.spec.in_force, key=lambda t: (-len(t.markets), t.name)))
    taken: dict[str, int] = {}
    pages = []
    every: list[tuple[str, TierTable | Curve]] = [*tables, *((curve.name, curve) for curve in curves(subject.spec))]
    for name, content in every:
        taken[slug(name)] = taken.get(slug(name), 0) + 1
        suffix = f"-{taken[slug(name)]}" if taken[slug(name)] > 1 else ""
        path = subject.path(f"tiers/{slug(name)}{suffix}")
        pages.append(_page(subject, path, name, content))
    return _list(subject, tuple(t for _, t in tables), tuple(pages)), tuple(pages)


def name_of(table: TierTable) -> str:
    """Return what a table is called on its page: its one market, or its own name."""
    return table.markets[0] if len(table.markets) == 1 else table.name


def _page(subject: Subject, path: str, name: str, content: TierTable | Curve) -> Page:
    text = _text(subject, path, content) if isinstance(content, TierTable) else curve_page_text(subject, content)
    head = f"# {shown(name)}"
    markets = "Used by " + ", ".join(code(market) for market in content.markets) + "."
    finds = tuple((market, path) for market in content.markets)
    return Page(
        path,
        name,
        paragraphs(head, f'<p class="ps-lead">{markets}</p>', text, _onward(subject, path)),
        " ".join(content.markets),
        finds,
    )


def _onward(subject: Subject, path: str) -> str:
    return (
        f"See {link(path, subject.path('tiers/index'), 'how the tables are read')} and "
        f"{link(path, subject.path('calculator'), 'the calculator')}."
    )


def _list(subject: Subject, tables: tuple[TierTable, ...], pages: tuple[Page, ...]) -> Page:
    here = subject.path("tiers/index")
    rows = [_row(subject, here, content, page) for content, page in zip(tables, pages, strict=False)]
    for page in pages[len(tables) :]:
        rows.append([link(here, page.path, shown(page.name)), shown(page.words), "–", "–", "–", "a formula of the size"])
    head = ("table", "markets", "tiers", "most leverage", "lowest maintenance rate", "largest size")
    find = (
        '<input class="ps-filter" type="search" placeholder="Filter markets" '
        'aria-label="Filter the tables by market" data-rows="table tbody tr">'
    )
    listed = section("Tables in force", paragraphs(find if len(rows) > 12 else "", table(head, rows, (2, 3, 4, 5))))
    text = paragraphs(
        "# Tiers",
        _lead(subject, len(rows)),
        listed,
        section("How they are read", rules(subject, here, "tiers", ("tables", "markets"))),
    )
    return Page(here, "Tiers", completed(subject, here, text, "tiers"), "tiers leverage brackets maintenance rate")


def _lead(subject: Subject, count: int) -> str:
    return (
        f'<p class="ps-lead">{count} distinct tables set the margin of {len(subject.spec.tiered)} '
        f"markets. Markets that share a table share its page.</p>"
    )


def _row(subject: Subject, here: str, content: TierTable, page: Page) -> list[str]:
    first, last = content.tiers[0], content.tiers[-1]
    rate = first.maintenance_rate
    most = first.max_leverage or (1 / first.initial_rate if first.initial_rate else None)
    end = subject.amount(last.up_to, content.measure, market=content.markets[0]) if last.up_to is not None else "without end"
    rest = " ".join(map(shown, content.markets[4:]))
    names = more(content.markets, 4) + (f'<span class="ps-hidden"> {rest}</span>' if rest else "")
    return [
        link(here, page.path, shown(page.name)),
        names,
        str(len(content.tiers)),
        times(most) if most else "",
        percent(rate) if rate is not None else "",
        end,
    ]


def _text(subject: Subject, path: str, content: TierTable) -> str:
    older = before(subject.spec, content)
    since = content.document.effective
    dated = note(f"In force since {moment(since)}. Source: {shown(', '.join(content.document.model.source))}") if since else ""
    figures = paragraphs(*(drawn(chart(content)) for chart in (rates_chart, distance_chart, margin_chart)))
    parts = [section("Table", _table(subject, content)), section("Curves", figures) if figures.strip() else "", _distance()]
    return paragraphs(dated, *parts, section("Against the version before", compared(subject, older, content)) if older else "")


def _distance() -> str:
    return note(
        "The distance is the initial rate less the maintenance margin as a share of the size: how far the price may move "
        "against a position opened at the most leverage before it is liquidated, fees and funding left aside."
    )


def _table(subject: Subject, content: TierTable) -> str:
    head = ["tier", "over" if content.upper_inclusive else "from", "up to" if content.upper_inclusive else "below"]
    head += ["most leverage", "initial rate", "maintenance rate", "distance", "deduction", "margin at the end", "as a rate"]
    unit = subject.amount(Fraction(1), content.measure, market=content.markets[0]).partition(" ")[2]
    rows = (_tier(subject, content, index) for index in range(len(content.tiers)))
    return paragraphs(table(head, rows, range(1, 10)), note(f"Sizes, deductions and margins in {unit}.") if unit else "")


def _tier(subject: Subject, content: TierTable, index: int) -> list[str]:
    tier, (rate, deduction) = content.tiers[index], content.lines[index]
    initial, end = content.initial(tier), tier.up_to
    margin = rate * end - deduction if end is not None and tier.maintenance_rate is not None else None
    share = margin / end if margin is not None and end else rate if tier.maintenance_rate is not None else None
    most = tier.max_leverage or (1 / initial if initial else None)

    cells = [str(index + 1), bare(subject, content, tier.over), bare(subject, content, end) if end is not None else "∞"]
    cells += [
        times(most) if most else "",
        percent(initial) if initial is not None else "",
        percent(rate) if tier.maintenance_rate is not None else "",
        percent(initial - share) if initial is not None and share is not None else "",
    ]
    cells += [
        bare(subject, content, deduction) if content.marginal else "",
        bare(subject, content, margin) if margin is not None else "",
    ]
    return [*cells, percent(share) if share is not None else ""]


def _sizes(content: TierTable) -> Iterator[tuple[Tier, Fraction, Fraction, tuple[Fraction, ...]]]:
    """Yield each tier with its rate, its deduction and the sizes at which it is drawn."""
    first = content.tiers[0].up_to or Fraction(1_000_000)
    for tier, (rate, deduction) in zip(content.tiers, content.lines, strict=True):
        low = tier.over or first / 100
        high = tier.up_to if tier.up_to is not None else low * 100
        if low < high and tier.maintenance_rate is not None:
            yield tier, rate, deduction, between(low, high, _SAMPLES)


def rates_chart(content: TierTable) -> Chart:
    """Return the chart of the initial rate and of the maintenance margin as a share of the size."""
    held: list[Points] = []
    opened: list[Points] = []
    for tier, rate, deduction, sizes in _sizes(content):
        held.append(tuple((size, rate - deduction / size) for size in sizes))
        initial = content.initial(tier)
        if initial is not None:
            opened.append(((sizes[0], initial), (sizes[-1], initial)))
    lines = (Line("initial rate", 1, tuple(opened)), Line("maintenance margin as a rate", 2, tuple(held)))
    bounds = tuple(tier.over for tier in content.tiers if tier.over > 0)
    return Chart(
        "Rates by size", "the initial rate by steps, and below it the maintenance margin as "
"a share of the size; the values are in the table",
        "size of the position, logarithmic", "", lines, size_text, lambda y: f"{size_text(y * 100)}%", bounds,
        x_log=True, y_log=_wide(lines),
    )  # fmt: skip


def distance_chart(content: TierTable) -> Chart:
    """Return the chart of how far the price may move against a position that was opened at the most leverage."""
    room = tuple(
        tuple((size, initial - rate + deduction / size) for size in sizes)
        for tier, rate, deduction, sizes in _sizes(content)
        if (initial := content.initial(tier)) is not None
    )
    lines = (Line("distance to liquidation", 1, room),)
    bounds = tuple(tier.over for tier in content.tiers if tier.over > 0)
    return Chart(
        "Distance by size, at the most leverage",
        "it jumps where a tier begins and shrinks inside it; its values at the ends are in the table",
        "size of the position, logarithmic", "", lines, size_text, lambda y: f"{size_text(y * 100)}%", bounds, x_log=True,
        y_log=_wide(lines),
    )  # fmt: skip


def _wide(lines: tuple[Line, ...]) -> bool:
    """Return whether the rates are so far apart that only a logarithmic axis tells them apart."""
    rates = [rate for line in lines for part in line.parts for _, rate in part]
    return bool(rates) and min(rates) > 0 and max(rates) > 20 * min(rates)


def margin_chart(content: TierTable) -> Chart:
    """Return the chart of the initial and the maintenance margin, both axes logarithmic."""
    held: list[Points] = []
    opened: list[Points] = []
    for tier, rate, deduction, sizes in _sizes(content):
        held.append(tuple((size, max(rate * size - deduction, Fraction(1, 10**6))) for size in sizes))
        initial = content.initial(tier)
        if initial:
            opened.append(tuple((size, initial * size) for size in sizes))
    lines = (Line("initial margin", 1, tuple(opened)), Line("maintenance margin", 2, tuple(held)))
    bounds = tuple(tier.over for tier in content.tiers if tier.over > 0)
    return Chart(
        "Margin by size", "initial and maintenance margin rise with the size; the values are in the table",
        "size of the position, logarithmic", "", lines, size_text, size_text, bounds, x_log=True, y_log=True,
    )  # fmt: skip


def tables_by_market(spec: Spec) -> dict[str, TierTable]:
    """Return the stepped table of each market."""
    return {market: content for content in spec.in_force for market in content.markets}
