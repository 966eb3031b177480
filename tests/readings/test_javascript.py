"""Does the JavaScript of the pages give, for every formula, exactly what the exact reading gives?"""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from perpspec.language.domains import Value
from perpspec.language.parse import parse
from perpspec.language.tree import Expr
from perpspec.readings.exact import Env, Undefined, exact
from perpspec.readings.javascript import javascript, literal, quoted
from perpspec.readings.mathml import mathml
from tests.readings.closing import CHOICES, closed, samples
from tests.readings.formulas import FORMULAS, IN_ANY_MODE

SCRIPT = Path(__file__).parents[2] / "verifier/perpspec/pages/theme/perpspec.js"
SAID = 'x=>typeof x==="object"?(x.d===1n?String(x.n):x.n+"/"+x.d):JSON.stringify(x)'
EVERY = (*FORMULAS, *IN_ANY_MODE)


def _wanted(expr: Expr, values: dict[str, Value]) -> str:
    try:
        value = exact(expr, Env(values, CHOICES))
    except Undefined:
        return "undefined"
    return json.dumps(value) if isinstance(value, (bool, str)) else str(value)


def _js(value: Value) -> str:
    return literal(value) if isinstance(value, Fraction) else quoted(value) if isinstance(value, str) else str(value).lower()


def test_javascript_is_exact(run_script: Callable[[list[str]], list[str]]) -> None:
    wanted: list[str] = []
    lines = [f"const {{X}}=require({json.dumps(str(SCRIPT))}),said={SAID},out=[];let f;"]
    lines.append(
        "const go=v=>{try{out.push(said(f({v,c:C},X)))}catch(x){if(!(x instanceof X.Undefined))throw x;out.push('undefined')}};"
    )
    lines.append(f"const C={json.dumps(dict(CHOICES))};")
    for formula in EVERY:
        expr = closed(formula.text)
        lines.append(f"f={javascript(expr)};")
        for values in samples(formula):
            wanted.append(_wanted(expr, values))
            lines.append(f"go({{{','.join(f'{quoted(name)}:{_js(value)}' for name, value in values.items())}}});")
    lines.append("console.log(out.join('\\n'));")
    assert run_script(lines) == wanted
    assert len(wanted) > 1000


def test_a_word_cannot_end_a_script_element() -> None:
    assert "<" not in quoted("</script><script>alert(1)</script>")


@pytest.mark.parametrize("text", [formula.text for formula in EVERY])
def test_mathml_is_well_formed_and_names_what_the_formula_names(text: str) -> None:
    said = "".join(ElementTree.fromstring(mathml(closed(text))).itertext())
    assert said


def test_mathml_shows_marks_as_text_and_brackets_where_they_are_needed() -> None:
    tree = ElementTree.fromstring(mathml(parse('(a_b + 1) * 2 if c < 3 else clamp(d, "<i>", 4)')))
    assert "".join(tree.itertext()).replace("\u00a0", " ") == "{(a b+1)·2 if c<3clamp(d,“<i>”,4)otherwise"
