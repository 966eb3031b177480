"""What does a name in a formula mean, and of which kind is it?

Looks up clauses, inputs, functions, feeds and constituents; infers kinds over all clauses, and so finds cycles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from ..language.faults import FormulaError
from ..language.infer import Scope, Signature, kind_of, nearest
from ..language.kinds import NAMED, NUMBER, PRICE, TIME, TRUTH, WORD, Kind
from ..language.parse import parse
from ..language.tree import Expr
from ..model.tiers import TiersSection
from .outputs import OUTPUTS
from .parts import PROSE, Written, constituents, feeds, interval_states, qualified, signature, texts_of
from .venue import Stated, Venue, stated_kind

EACH_KINDS: Mapping[str, Kind] = {"price": PRICE, "weight": NUMBER, "age": TIME, "live": TRUTH}
TIER_COLUMNS = ("maintenance_rate", "initial_rate", "max_leverage", "deduction")


class Names:
    """Kinds of everything a venue names, worked out once each."""

    def __init__(self, venue: Venue) -> None:
        self.venue = venue
        self._kinds: dict[str, Kind] = {}
        self._open: list[str] = []
        self._trees: dict[str, Expr] = {}
        defined = [(ident, s) for ident, s in venue.stated.items() if s.path[0] == "definitions"]
        self._callable = {ident: s for ident, s in defined if "(" in str(s.path[1])}

    def wanted(self, stated: Stated) -> Kind | None:
        """Return the kind a clause must have: None for any amount, ``PROSE`` when it is not a formula."""
        clause, path = stated.clause, stated.path
        if clause.kind is not None:
            return NAMED[clause.kind]
        if path[0] in ("parameters", "definitions", "assumptions"):
            return None
        table = OUTPUTS.get(stated.section, {})
        words = [str(part) for part in path if isinstance(part, str)]
        for key in (".".join(words), words[-1], *words):
            if key in table:
                return table[key]
        return PROSE

    def kind(self, ident: str) -> Kind | None:
        """Return the kind of a qualified name, or None where there is none; raise at a cycle of definitions."""
        if ident in self._kinds:
            return self._kinds[ident]
        stated = self.venue.stated.get(ident)
        if ident in self._open:
            ring = " -> ".join([*self._open[self._open.index(ident) :], ident])
            raise FormulaError(
                f"definitions in a ring: {ring}", (0, 1), help="let one of them stand on inputs and parameters alone"
            )
        if stated is None:
            found = self._outside(ident)
        else:
            self._open.append(ident)
            try:
                found = self._of_clause(stated)
            finally:
                self._open.pop()
        if found is not None:
            self._kinds[ident] = found
        return found

    def _outside(self, ident: str) -> Kind | None:
        if ident in self.venue.inputs:
            return stated_kind(self.venue.inputs[ident][0].kind)
        section, _, name = ident.partition(".")
        if section == "contracts":
            return self._contract_field(name)
        if ident == "funding.interval" and interval_states(self.venue):
            return TIME
        return WORD if section == "feeds" and name in feeds(self.venue) else None

    def _contract_field(self, name: str) -> Kind | None:
        owners = ["contracts.defaults", *(f"contracts.markets.{market}" for market in self.venue.markets)]
        return next((self.kind(f"{owner}.{name}") for owner in owners if f"{owner}.{name}" in self.venue.stated), None)

    def _of_clause(self, stated: Stated) -> Kind | None:
        wanted = self.wanted(stated)
        if wanted is not None:
            return wanted
        for written in texts_of(stated):
            return kind_of(self.tree(written.text), self.scope(stated))
        domain = stated.clause.domain
        ends = [] if domain is None or isinstance(domain, list) else [domain.from_, domain.to]
        return next((kind_of(self.tree(end), self.scope(stated)) for end in ends if end is not None), None)

    def tree(self, text: str) -> Expr:
        """Return the parsed tree of a formula of this venue."""
        if text not in self._trees:
            self._trees[text] = parse(text, self.venue.units)
        return self._trees[text]

    def scope(self, stated: Stated) -> Scope:
        """Return what the formula of a clause can name."""
        local: dict[str, Kind] = {}
        if stated.path[0] == "definitions":
            local = {name: NAMED[kind] for name, kind in signature(str(stated.path[1]))[1]}
        if "curve" in stated.path:
            local = {"x": self.measure()}
        return self.scope_in(stated.section, local)

    def scope_in(self, section: str, local: Mapping[str, Kind]) -> Scope:
        """Return what a formula in ``section`` can name, with some names of its own."""
        each = EACH_KINDS if section == "index" and constituents(self.venue) else None
        return Scope(_Kinds(self, section, local), self.functions(section), each)

    def measure(self) -> Kind:
        """Return the kind of the sizes in the tier tables."""
        model = next(
            (d.model for d in self.venue.timeline("tiers") if isinstance(d.model, TiersSection) and d.model.reading),
            None,
        )
        return stated_kind(model.reading.measure if model and model.reading else "money")

    def functions(self, section: str) -> Mapping[str, Signature]:
        """Return every function a formula of ``section`` can call."""
        return _Functions(self, section, self._given_functions)

    @cached_property
    def _given_functions(self) -> Mapping[str, Signature]:
        found = {"age": Signature((WORD,), TIME), "present": Signature((WORD,), TRUTH)}
        if self.venue.timeline("tiers"):
            size = self.measure()
            for column in TIER_COLUMNS:
                gives = size if column == "deduction" else NUMBER
                found[column] = Signature((size,), gives)
                found[f"{column}_of_tier"] = Signature((NUMBER,), gives)
        return found

    def defined(self, ident: str) -> Signature | None:
        """Return the signature of a definition with arguments, by its full name, or None."""
        stated = self._callable.get(ident)
        kind = None if stated is None else self.kind(ident)
        if stated is None or kind is None:
            return None
        return Signature(tuple(NAMED[k] for _, k in signature(str(stated.path[1]))[1]), kind)

    @property
    def callable_names(self) -> tuple[str, ...]:
        """Return the full names of all definitions with arguments."""
        return tuple(self._callable)


class _Functions(Mapping[str, Signature]):
    """The functions that one formula may call, each worked out when it is called."""

    def __init__(self, names: Names, section: str, given: Mapping[str, Signature]) -> None:
        self.names, self.section, self.given = names, section, given

    def __getitem__(self, function: str) -> Signature:
        full = function if "." in function else f"{self.section}.{function}"
        found = self.names.defined(full) or self.given.get(function)
        if found is None:
            raise KeyError(function)
        return found

    def __iter__(self) -> Iterator[str]:
        named = self.names.callable_names
        own = [name.partition(".")[2] for name in named if name.startswith(f"{self.section}.")]
        return iter([*self.given, *own, *named])

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Kinds(Mapping[str, Kind]):
    """The kinds of all names that one formula may use, looked up as they are asked for."""

    def __init__(self, names: Names, section: str, local: Mapping[str, Kind]) -> None:
        self.names, self.section, self.local = names, section, local

    def __getitem__(self, ident: str) -> Kind:
        kind = self.local.get(ident)
        if kind is None:
            kind = self.names.kind(qualified(ident, self.section, self.names.venue))
        if kind is None or kind == PROSE:
            raise KeyError(ident)
        return kind

    def __iter__(self) -> Iterator[str]:
        names = [*self.names.venue.stated, *self.names.venue.inputs]
        own = [name.partition(".")[2] for name in names if name.startswith(f"{self.section}.")]
        return iter([*self.local, *own, *names, *feeds(self.names.venue)])

    def __len__(self) -> int:
        return sum(1 for _ in self)


__all__ = [
    "PROSE",
    "Names",
    "Written",
    "constituents",
    "feeds",
    "interval_states",
    "nearest",
    "qualified",
    "signature",
    "texts_of",
]
