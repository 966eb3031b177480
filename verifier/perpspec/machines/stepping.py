"""How is a machine stepped fast and exactly: which Python text enumerates or takes its steps?

Every token of the text comes from the tree of a machine that is settled by a reading, never from a document's text.
Whole numbers and truths only. One function gives all successors of a state; another takes one event with given
parameters, for walks and replays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..language.tree import Abs, Binary, Compare, Expr, If, Logic, Name, Neg, Not, Num, Pick, Round, Truth
from ..readings.rebuild import free_names
from .machine import Event, Machine

State = tuple[int | bool, ...]
Args = tuple[int | bool, ...]
Move = tuple[int, Args, State, tuple[str, ...]]
Taken = tuple[State, tuple[str, ...]] | None
NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stepper:
    """``successors`` gives (event, arguments, state, what it breaks) for each step; ``take`` one step, or None if refused."""

    machine: Machine
    start: State
    successors: Callable[[State], list[Move]]
    take: tuple[Callable[[State, Args], Taken], ...]
    ordered: Callable[[State], State]


def stepper(machine: Machine) -> Stepper:
    """Return the compiled machine of one reading."""
    symbols = {var.name: f"s{i}" for i, var in enumerate(machine.variables)}
    source = "\n".join(
        [_all(machine, symbols), *(_one(machine, event, number, symbols) for number, event in enumerate(machine.events))]
    )
    space: dict[str, Callable[..., object]] = {}
    exec(compile(source, "<machine>", "exec"), {"nothing": NOTHING}, space)  # noqa: S102 - the text is written by this file
    take = tuple(space[f"take{number}"] for number in range(len(machine.events)))
    start = tuple(var.start for var in machine.variables)
    return Stepper(machine, start, space["successors"], take, ordering(machine))  # type: ignore[arg-type]


def ordering(machine: Machine) -> Callable[[State], State]:
    """Return what brings the orders of a state into their canonical sequence: by age, empty slots last."""
    orders = _sequence(machine, machine.slots, machine.by_age) if machine.slots else _same
    if len(machine.waiting) < 2:
        return orders  # one alone is always in sequence
    waiting = _sequence(machine, machine.waiting, by_age=True)
    return lambda state: orders(waiting(state))


def _same(state: State) -> State:
    return state


def _sequence(machine: Machine, groups: tuple[tuple[str, ...], ...], by_age: bool) -> Callable[[State], State]:
    """Return what brings one kind of orders, whose variables stand together in a state, into sequence."""
    first = next(i for i, var in enumerate(machine.variables) if var.name == groups[0][0])
    width, count = len(groups[0]), len(groups)
    starts, end = [first + width * n for n in range(count)], first + width * count

    def ordered(state: State) -> State:
        gap = False
        for at in starts:
            if not state[at]:
                gap = True
            elif gap:
                slots = [state[a : a + width] for a in starts]
                slots.sort(key=_empty)
                return (*state[:first], *(value for slot in slots for value in slot), *state[end:])
        return state

    def sorted_(state: State) -> State:
        slots = sorted((state[a : a + width] for a in starts), key=_rank)
        return (*state[:first], *(value for slot in slots for value in slot), *state[end:])

    return ordered if by_age else sorted_


def _empty(slot: State) -> bool:
    return not slot[0]


def _rank(slot: State) -> tuple[bool, State]:
    return (not slot[0], slot)


def _all(machine: Machine, symbols: Mapping[str, str]) -> str:
    lines = ["def successors(state):", f" {_tuple(symbols.values())} = state", " out = []"]
    for number, event in enumerate(machine.events):
        lines += [" for _ in nothing or (0,):", *_event(machine, event, number, symbols)]
    return "\n".join([*lines, " return out"])


def _event(machine: Machine, event: Event, number: int, symbols: Mapping[str, str]) -> Iterator[str]:
    """Yield the loops over the parameters of an event, with every guard as early as it can be asked."""
    known = dict(symbols)
    waiting: list[tuple[str, Expr]] = [("", guard) for guard in event.guards]
    steps, indent = list(event.steps), "  "
    levels = [None, *event.parameters]
    for depth, parameter in enumerate(levels):
        if parameter is not None:
            known[parameter.name] = f"p{depth}"
            yield f"{indent}for p{depth} in {parameter.values!r}:"
            indent += " "
        ready = [guard for guard in waiting if set(free_names(guard[1])) <= set(known)]
        waiting = [guard for guard in waiting if guard not in ready]
        for _, guard in ready:
            yield f"{indent}if not {text(guard, known)}: continue"
    yield from _steps(steps, waiting, event, known, indent)
    args = _tuple(f"p{depth + 1}" for depth in range(len(event.parameters)))
    yield f"{indent}out.append(({number}, {args}, {_next(machine, event, known)}, {_broken(event, known)}))"


def _steps(
    steps: list[tuple[str, Expr]], waiting: list[tuple[str, Expr]], event: Event, known: dict[str, str], indent: str
) -> Iterator[str]:  # fmt: skip
    for index, (name, expr) in enumerate(steps):
        written = text(expr, known)
        if isinstance(expr, Name) or (isinstance(expr, Num) and expr.value.denominator == 1):
            known[name] = written
        else:
            yield f"{indent}v{index} = {written}"
            known[name] = f"v{index}"
        for _, guard in [item for item in waiting if set(free_names(item[1])) <= set(known)]:
            yield f"{indent}if not {text(guard, known)}: continue"
        waiting[:] = [item for item in waiting if not set(free_names(item[1])) <= set(known)]
    for bound in event.bounds:
        yield f"{indent}if not {text(bound, known)}: continue"


def _one(machine: Machine, event: Event, number: int, symbols: Mapping[str, str]) -> str:
    known = dict(symbols) | {parameter.name: f"p{d + 1}" for d, parameter in enumerate(event.parameters)}
    lines = [f"def take{number}(state, given):", f" {_tuple(symbols.values())} = state"]
    if event.parameters:
        lines.append(f" {_tuple(f'p{d + 1}' for d in range(len(event.parameters)))} = given")
    waiting: list[tuple[str, Expr]] = [("", g) for g in event.guards if not set(free_names(g)) <= set(known)]
    lines += [f" if not {text(g, known)}: return None" for g in event.guards if set(free_names(g)) <= set(known)]
    unbounded = Event(event.name, event.order, event.parameters, event.guards, event.steps, event.updates, event.breaks)
    lines += [line.replace("continue", "return None") for line in _steps(list(event.steps), waiting, unbounded, known, " ")]
    return "\n".join([*lines, f" return {_next(machine, event, known)}, {_broken(event, known)}"])


def _next(machine: Machine, event: Event, known: Mapping[str, str]) -> str:
    return _tuple(text(event.updates[v.name], known) if v.name in event.updates else known[v.name] for v in machine.variables)


def _broken(event: Event, known: Mapping[str, str]) -> str:
    if not event.breaks:
        return "nothing"
    parts = " + ".join(f"(({name!r},) if {text(expr, known)} else nothing)" for name, expr in event.breaks.items())
    return f"({parts})"


def _tuple(parts: Iterable[str]) -> str:
    items = list(parts)
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


_SIGNS = {"/": "//", "and": "and", "or": "or"}


def text(expr: Expr, names: Mapping[str, str]) -> str:  # noqa: C901 - one case for each node
    """Return the expression as Python on whole numbers; a quotient is only met below a `floor`, and so is whole."""
    match expr:
        case Num(value=value):
            return str(int(value)) if value >= 0 else f"({int(value)})"
        case Truth(value=value):
            return repr(value)
        case Name(ident=ident):
            return names[ident]
        case Neg(body=body):
            return f"(-{text(body, names)})"
        case Not(body=body):
            return f"(not {text(body, names)})"
        case Abs(body=body):
            return f"abs({text(body, names)})"
        case Binary(op=op, left=left, right=right):
            return f"({text(left, names)} {_SIGNS.get(op, op)} {text(right, names)})"
        case Compare(op=op, left=left, right=right):
            return f"({text(left, names)} {op} {text(right, names)})"
        case Logic(op=op, parts=parts):
            return "(" + f" {op} ".join(text(part, names) for part in parts) + ")"
        case If(cond=cond, then=then, other=other):
            return f"({text(then, names)} if {text(cond, names)} else {text(other, names)})"
        case Pick(how="max" | "min" as how, parts=(left, right)):
            a, b = text(left, names), text(right, names)
            return f"({a} if {a} {'>' if how == 'max' else '<'} {b} else {b})" if len(a) + len(b) < 60 else f"{how}({a}, {b})"
        case Round(body=body):
            return text(body, names)
        case _:
            raise ValueError(f"`{expr}` is not of a machine of whole numbers")
