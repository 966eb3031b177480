"""How is a witness shown: inputs and what follows from them, in the venue's units, under a named reading?"""

from __future__ import annotations

from collections.abc import Mapping

from ..claims.claim import Claim, Shown
from ..claims.finding import Line, Witness
from ..claims.quantities import said
from ..language.domains import Value, Variable
from ..language.kinds import NUMBER
from ..load.load import Spec
from ..readings.exact import Env, Undefined, exact
from .ask import open_choices
from .options import Reading
from .replay import environment


def witness_of(claim: Claim, values: Mapping[str, Value], reading: Reading, spec: Spec) -> Witness:
    """Return the witness as named lines: the inputs, then what the claim's table works out from them."""
    env = environment(values, reading)
    inputs = [_input(v, values[v.name], claim, spec) for v in claim.variables if v.name in values]
    follows = [_follows(shown, env, spec) for shown in claim.table]
    labels = open_choices(claim)
    taken = {name: options[reading.choices[name]] for name, options in labels.items() if name in reading.choices}
    taken |= {name: text(value, claim, name, spec) for name, value in reading.values.items()}
    return Witness((*inputs, *follows), (), taken)


def _input(variable: Variable, value: Value, claim: Claim, spec: Spec) -> Line:
    return Line(short(variable.name), value, variable.kind, True, text(value, claim, variable.name, spec))


def _follows(shown: Shown, env: Env, spec: Spec) -> Line:
    try:
        value = exact(shown.expr, env)
    except Undefined:
        return Line(shown.label, "no value", shown.kind, False, "no value")
    percent = any(word in shown.label for word in ("rate", "share", "percent"))
    return Line(shown.label, value, shown.kind, False, said(value, shown.kind, spec.venue.units, percent=percent))


def text(value: Value, claim: Claim, name: str, spec: Spec) -> str:
    """Return the value of a variable or silent clause in the venue's units."""
    kind = next((v.kind for v in claim.variables if v.name == name), NUMBER)
    declared = spec.venue.inputs.get(name)
    percent = declared[0].kind == "rate" if declared else name in spec.venue.stated
    return said(value, kind, spec.venue.units, percent=percent)


def short(name: str) -> str:
    """Return the last part of a qualified name, as it is shown to people."""
    return name.rpartition(".")[2]
