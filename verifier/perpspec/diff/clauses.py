"""What does it mean that a clause says something else: compared as formulas for every market it can differ for?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..language.domains import Range, Variable
from ..language.faults import FormulaError
from ..language.kinds import NAMED, NUMBER, Kind
from ..language.tree import Expr, Name
from ..load.load import Spec
from ..load.names import PROSE, signature
from ..load.resolve import Resolver
from ..load.venue import Stated
from ..model.clause import Case
from ..readings.canonical import key
from ..readings.rebuild import free_names, windows
from .align import Pair, said_the_same
from .cases import direction_of, with_cases
from .change import Change, ChangeKind, Direction, Reach
from .equal import Difference, Formulas, compare
from .grid import off_the_grid
from .guards import Guards, guards_agree
from .kinds import kind_of_pair, refined
from .limits import with_limit
from .orientation import higher_is
from .situations import with_situation
from .versions import Versions

ASIDE = frozenset({"assumptions", "venue", "sources", "examples", "promises", "claims"})
INNER = ("parameters", "definitions")


def clause_changes(versions: Versions, pair: Pair[Stated]) -> Iterator[Change]:
    """Yield the changes of one clause: none where both mean the same, several where markets differ in it."""
    for change in _clause_changes(versions, pair):
        yield with_situation(versions, pair, with_limit(versions, pair, change))


def _clause_changes(versions: Versions, pair: Pair[Stated]) -> Iterator[Change]:
    kind = kind_of_pair(pair)
    if kind == "source":
        if pair.old is not None and pair.new is not None:
            yield _change(versions, pair, kind, "equivalent")
        return
    if kind in ("disclosure", "retraction"):
        yield from _spoken(versions, pair, kind)
        return
    assert pair.old is not None
    assert pair.new is not None
    if _prose(versions, pair.old, pair.new):
        if _words(pair.old) != _words(pair.new):
            yield _change(versions, pair, kind, "incomparable")
        return
    yield from _formulas(versions, pair, kind)


def _prose(versions: Versions, old: Stated, new: Stated) -> bool:
    return PROSE in (versions.old.names.wanted(old), versions.new.names.wanted(new))


def _words(stated: Stated) -> list[str]:
    return " ".join(str(stated.clause.model_dump(include={"value", "status", "domain", "alternatives"}))).split()


def _spoken(versions: Versions, pair: Pair[Stated], kind: ChangeKind) -> Iterator[Change]:
    """Yield a rule that is stated now, or no more, unless it is only a step in formulas that are compared themselves."""
    present, spec = (pair.new, versions.new) if kind == "disclosure" else (pair.old, versions.old)
    absent = pair.old if kind == "disclosure" else pair.new
    assert present is not None
    if absent is None and present.path[0] in INNER and used(spec, present.id):
        return
    yield _change(versions, pair, kind, "equivalent" if present.section in ASIDE else "incomparable")


def used(spec: Spec, ident: str) -> bool:
    """Return whether another clause of the spec names this one in its formula."""
    own, short = f"{ident}", ident.rpartition(".")[2]
    section = ident.partition(".")[0]
    for stated in spec.venue.stated.values():
        if stated.id == ident:
            continue
        named = own if stated.section != section else short
        clause = stated.clause
        texts = [clause.value, *(a.value for a in clause.alternatives), *clause.by_market.values()]
        if any(text is not None and named in text for text in texts):
            return True
    return False


def _formulas(versions: Versions, pair: Pair[Stated], kind: ChangeKind) -> Iterator[Change]:
    """Yield one change for each pair of closed formulas, for all markets that share it."""
    assert pair.new is not None
    groups: dict[str, tuple[list[str], Expr, Expr]] = {}
    reasons: dict[str, list[str]] = {}
    for market in shared_markets(versions, pair.id):
        try:
            old, new = closed(versions.old, pair.id, market), closed(versions.new, pair.id, market)
        except FormulaError as error:
            reasons.setdefault(error.message.replace(f"`{market}`", "the market"), []).append(market)
            continue
        groups.setdefault(key((old, new)), ([], old, new))[0].append(market)
    for markets, old, new in groups.values():
        found = difference(versions, pair, markets[0], old, new)
        if found.order != "equal":
            change = _differing(versions, pair, refined(kind, old, new), found, tuple(m for m in markets if m))
            if pair.old is not None and _guard(pair.old) == _guard(pair.new):
                change = with_cases(change, formulas_of(versions, pair, markets[0], old, new))
            grid = off_the_grid(pair.id, old, new, change.measure, versions.new.venue.units)
            yield replace(change, witnesses=(*change.witnesses, *grid))
    if not groups and _words_differ(pair):
        for reason, markets in reasons.items():
            change = _change(versions, pair, kind, "incomparable")
            yield replace(change, markets=tuple(m for m in markets if m), witnesses=(f"not closed: {reason}",))


def _words_differ(pair: Pair[Stated]) -> bool:
    assert pair.old is not None
    assert pair.new is not None
    return not said_the_same(pair.old.clause, pair.new.clause)


def shared_markets(versions: Versions, ident: str) -> tuple[str, ...]:
    """Return the markets that a clause is compared for: those in both versions, or its own where it is of one market."""
    if ident.startswith("contracts.markets."):
        return ("",)
    there = frozenset(versions.old.markets)
    return tuple(market for market in versions.new.markets if market in there) or ("",)


def closed(spec: Spec, ident: str, market: str) -> Expr:
    """Return the closed formula of a clause; the arguments of a definition stay free under their own names."""
    stated = spec.venue.stated[ident]
    resolver = spec.resolver(market)
    arguments = _arguments(stated)
    if arguments:
        local = {name: Name(name) for name in arguments}
        return resolver.formula(stated.clause.value or "0", stated.section, local)
    found = resolver.clause(ident)
    if found is None:
        raise FormulaError(f"`{ident}` says nothing", (0, 1))
    return found


def _arguments(stated: Stated) -> Mapping[str, Kind]:
    if stated.path[0] != "definitions":
        return {}
    return {name: NAMED[kind] for name, kind in signature(str(stated.path[1]))[1]}


def difference(versions: Versions, pair: Pair[Stated], market: str, old: Expr, new: Expr) -> Difference:
    """Return how two closed formulas of one clause lie to each other."""
    given = formulas_of(versions, pair, market, old, new)
    assert pair.old is not None
    assert pair.new is not None
    if not guards_agree(versions, Guards(pair.new.section, _guard(pair.old), _guard(pair.new), pair.new.place)):
        return Difference("crosses")
    return compare(given, higher_is(pair.id))


def formulas_of(versions: Versions, pair: Pair[Stated], market: str, old: Expr, new: Expr) -> Formulas:
    """Return two closed formulas of one clause with all their variables."""
    assert pair.old is not None
    assert pair.new is not None
    arguments = {**_arguments(pair.old), **_arguments(pair.new)}
    found: dict[str, Variable] = {}
    for spec, expr in ((versions.old, old), (versions.new, new)):
        for variable in _variables(spec.resolver(market), expr, arguments):
            known = found.setdefault(variable.name, variable)
            if known.domain != variable.domain and isinstance(variable.domain, Range):
                found[variable.name] = replace(variable, domain=Range())
    kind = versions.new.names.kind(pair.id) or NUMBER
    return Formulas(pair.id, old, new, tuple(found.values()), kind, pair.new.place, versions.new.venue.units)


def _guard(stated: Stated) -> str:
    return stated.clause.when if isinstance(stated.clause, Case) else ""


def _variables(resolver: Resolver, expr: Expr, arguments: Mapping[str, Kind]) -> tuple[Variable, ...]:
    plain = [
        Variable(name, arguments[name], Range()) if name in arguments else resolver.variable(name) for name in free_names(expr)
    ]
    return (*plain, *windows(expr, {variable.name: variable for variable in plain}))


def _differing(
    versions: Versions, pair: Pair[Stated], kind: ChangeKind, found: Difference, markets: tuple[str, ...]
) -> Change:  # fmt: skip
    change = _change(versions, pair, kind, direction_of(found, higher_is(pair.id)))
    said = (*found.witnesses, *(("not decided: neither by breakpoints nor by the solver",) if found.order == "undecided" else ()))
    every = frozenset(versions.new.markets) <= frozenset(markets)
    return replace(
        change, markets=() if every else markets, regions=found.regions, witnesses=said,
        measure=versions.new.names.kind(pair.id) or NUMBER,
    )  # fmt: skip


def _change(versions: Versions, pair: Pair[Stated], kind: ChangeKind, direction: Direction) -> Change:
    some = pair.new or pair.old
    assert some is not None
    reach: Reach = "nothing" if direction == "equivalent" or some.section in ASIDE else "everything"
    return Change(
        pair.id, some.section, kind, direction if some.section not in ASIDE else "equivalent", _message(pair, kind), (),
        shown(pair.old), shown(pair.new), versions.place(pair.old, old=True), versions.place(pair.new, old=False), reach=reach,
    )  # fmt: skip


def shown(stated: Stated | None) -> str | None:
    """Return what a clause says, in one line; None where it is not there."""
    if stated is None:
        return None
    clause = stated.clause
    when = f" when {clause.when}" if isinstance(clause, Case) else ""
    if clause.status == "silent":
        return f"silent{when}"
    if clause.status == "disputed":
        return " or ".join(option.value for option in clause.alternatives) + when
    by_market = ", ".join(f"{market}: {text}" for market, text in list(clause.by_market.items())[:6])
    more = f" and {len(clause.by_market) - 6} more" if len(clause.by_market) > 6 else ""
    return "; ".join(part for part in (clause.value or "", by_market + more) if part) + when


_SAID: Mapping[ChangeKind, str] = {
    "disclosure": "says now what was not published before", "retraction": "is not published any more",
    "source": "says the same with other sources or notes", "correction": "was corrected for the same instant or settled",
    "definition": "is another rule", "parameter": "has another value",
}  # fmt: skip


def _message(pair: Pair[Stated], kind: ChangeKind) -> str:
    return f"`{pair.id}` {_SAID.get(kind, 'is another')}"
