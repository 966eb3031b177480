"""How do venues compare: what they publish, the room before liquidation, the bound of funding, what happens on bad days?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from ..model.outcomes import OUTCOMES
from .clauses import short
from .curves import curves
from .flags import flag_name, outcome, situation_name
from .funding import length
from .markup import badge, link, paragraphs, section, shown, table
from .overview import RULES, STATUSES, status_counts
from .site import Page
from .subject import Subject, percent, times
from .tiers import tables_by_market
from .worst import worst_days

_ZERO = Fraction(0)
Cell = Callable[[Subject], str]
_WORDS = (
    ("liquidation.trigger", "liquidated when"), ("liquidation.cancelled_first", "cancelled first"),
    ("liquidation.order_type", "liquidation order"),
    ("liquidation.price_limit", "its price limit"), ("index.age_limit", "oldest price of the index"),
    ("mark_price.update", "mark price is updated"),
    ("funding.missing_samples", "missing funding samples"), ("funding.during_outage", "funding in an outage"),
    ("funding.late_settlement", "a late settlement"), ("tiers.above_the_last_tier", "above the last tier"),
    ("tiers.open_positions", "open positions when tiers change"), ("margin.hedged_legs", "legs of a hedge"),
)  # fmt: skip


def compare_page(subjects: Sequence[Subject]) -> Page:
    """Return the page that sets venues side by side."""
    here = "compare"
    names = [link(here, f"{s.folder}/index", shown(_name(s))) for s in subjects]
    lead = (
        '<p class="ps-lead">Prefer a venue that says what happens when things '
        "go wrong. An open clause is shown with its mark.</p>"
    )
    parts = [
        section("What is published", _rows(names, subjects, [(name.replace("_", " "), _covered(name)) for name in RULES])),
        section(
            "Room before liquidation", _rows(names, subjects, [(word, _buffer(column)) for column, word in enumerate(_COLUMNS)])
        ),
        section("Funding at the most", _rows(names, subjects, [("in one settlement", _funding(0)), ("in one day", _funding(1))])),
        section("When things go wrong", _rows(names, subjects, [(word, _clause(ident)) for ident, word in _WORDS])),
        *_flag_sections(names, subjects),
        section("What was found", _rows(names, subjects, [(word, _found(word)) for word in ("error", "warning", "note")])),
    ]
    return Page(here, "Compare", paragraphs("# Venues side by side", lead, *parts), "compare venues side by side")


def _name(subject: Subject) -> str:
    return f"{subject.title}{f' on {subject.spec.venue.as_of}' if subject.spec.venue.as_of else ''}"


def _rows(names: Sequence[str], subjects: Sequence[Subject], lines: Sequence[tuple[str, Cell]]) -> str:
    return table(("", *names), ([shown(word), *(cell(subject) for subject in subjects)] for word, cell in lines))


def _covered(name: str) -> Cell:
    def cell(subject: Subject) -> str:
        counts = status_counts(subject, name)
        whole = sum(counts.values())
        said = " ".join(badge(s, counts[s]) for s in STATUSES[2:] if counts[s])
        return f"{counts['published']} of {whole}{'<br>' if said else ''}{said}" if whole else badge("no section")

    return cell


_COLUMNS = ("most leverage of any market", "initial rate there", "maintenance rate there", "room for the price")


def _buffer(column: int) -> Cell:
    def cell(subject: Subject) -> str:
        rates = [
            (initial, tier.maintenance_rate)
            for content in tables_by_market(subject.spec).values()
            for tier in content.tiers[:1]
            if (initial := content.initial(tier)) and tier.maintenance_rate is not None
        ]
        small = ((curve.rate("initial_rate", _ZERO), curve.rate("maintenance_rate", _ZERO)) for curve in curves(subject.spec))
        rates += [(initial, held) for initial, held in small if initial and held is not None]
        if not rates:
            return ""
        initial, held = min(rates)
        return (times(1 / initial), percent(initial), percent(held), percent(initial - held))[column]

    return cell


def _funding(column: int) -> Cell:
    def cell(subject: Subject) -> str:
        every = [worst for days in worst_days(subject.spec) for worst in days]
        if not every:
            return badge("no bound" if subject.spec.venue.section("funding") is not None else "no section")
        worst = max(every, key=lambda one: one.day)
        said = f" every {length(worst.interval)}" if worst.interval else ", running all the time"
        return f"{percent(worst.settlement)}{said}" if column == 0 else percent(worst.day)

    return cell


def _clause(ident: str) -> Cell:
    def cell(subject: Subject) -> str:
        stated = subject.spec.venue.stated.get(ident)
        if stated is None:
            return badge("not stated")
        said = short(subject, stated.clause)
        return said if stated.clause.status == "published" else f"{badge(stated.clause.status)} {said}"

    return cell


def _flag_sections(names: Sequence[str], subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield one table of outcomes for each flag that any of the venues speaks of."""
    groups: dict[str, list[str]] = {}
    for ident in OUTCOMES:
        if any(ident in subject.spec.venue.stated for subject in subjects):
            groups.setdefault(flag_name(ident), []).append(ident)
    for flag, idents in groups.items():
        lines = [(situation_name(ident), _outcome(ident)) for ident in idents]
        yield section(f"Orders: {shown(flag)}", _rows(names, subjects, lines))


def _outcome(ident: str) -> Cell:
    return lambda subject: outcome(subject, subject.spec.venue.stated.get(ident), "compare")


def _found(severity: str) -> Cell:
    return lambda subject: str(sum(f.severity == severity for f in subject.findings))
