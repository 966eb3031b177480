"""Which calculator does a venue get: one form for all its formulas of a market, worked out in the page, exactly?"""

from __future__ import annotations

from ..language.domains import Variable
from ..language.kinds import NUMBER, PRICE
from ..readings.javascript import javascript, quoted
from ..report.numbers import is_rate
from .derived import NOTE, Derived
from .fields import choice_field, fields_of, follows, rank, unit
from .form import OUTPUTS, PRICE_CLAUSE, Form, form_of
from .markup import paragraphs, shown, slug
from .site import Page
from .subject import Subject


def calculator_pages(subject: Subject) -> tuple[Page, dict[str, str]]:
    """Return the page of the calculator, and the script of each group of markets with one form."""
    scripts: dict[str, str] = {}
    known: dict[str, str] = {}
    options = []
    forms = [form_of(subject, market) for market in subject.spec.markets]
    for market, given in zip(subject.spec.markets, forms, strict=True):
        body = _script(subject, given)
        if body not in known:
            known[body] = f"{subject.folder}/calculator/{slug(market)}.js"
            scripts[known[body]] = f"PERPSPEC.calculator({quoted(known[body])},{body});\n"
        options.append(f'<option value="{known[body]}">{shown(market)}</option>')
    lead = (
        '<p class="ps-lead">Every result is worked out in this page from the '
        "same formulas that are verified, with whole numbers of "
        "any size: nothing is rounded, and nothing leaves your machine.</p>"
    )
    markets = f'<label class="ps-field">Market <select class="ps-market">{"".join(options)}</select></label>'
    form = (
        f'<div class="ps-calculator">\n{markets}\n<div class="ps-panes"><form class="ps-form"></form>\n<dl '
        f'class="ps-results" aria-live="polite"></dl></div>\n</div>\n'
    )
    if not any(given.results or isinstance(given.derived, Derived) for given in forms):
        form = "No formula of a margin, a liquidation or a funding payment is in the spec, so there is nothing to work out."
        scripts = {}
    tail = "A clause that is open is a menu: choose how it is read. Results that need a number which no rule gives say so."
    page = Page(
        subject.path("calculator"),
        "Calculator",
        paragraphs("# Calculator", *((lead, form, tail) if scripts else (form,))),
        "calculator liquidation price margin funding payment",
    )
    return page, scripts


def _script(subject: Subject, form: Form) -> str:
    shared: dict[tuple[object, ...], list[Variable]] = {}
    for variable in sorted(form.variables, key=rank):
        shared.setdefault((variable.name.rpartition(".")[2], variable.kind, variable.domain), []).append(variable)
    geared = any(follows(form, variable)[1] for variable in form.variables)
    fields = [
        *(text for one in shared.values() for text in fields_of(subject, form, one, geared)),
        *(choice_field(n, labels) for n, labels in form.choices.items()),
    ]
    results = ",\n".join(text for name, label in OUTPUTS if (text := _result(subject, form, name, label)))
    inner = ",\n".join(fields)
    return f"{{fields:[{inner}],\nresults:[{results}]}}"


def _result(subject: Subject, form: Form, name: str, label: str) -> str:
    if name not in form.results:
        return _derived(subject, form, label) if name == PRICE_CLAUSE else ""
    kind = form.kinds[name]
    rate = str(kind == NUMBER and is_rate(name)).lower()
    head = f"name:{quoted(name)},label:{quoted(label)},unit:{quoted(unit(subject, kind, form.market))}"
    return f"{{{head},percent:{rate},compute:{javascript(form.results[name])}}}"


def _derived(subject: Subject, form: Form, label: str) -> str:
    """Return the liquidation price where no formula of it is published: solved, or why it is not."""
    head = f"name:{quoted(PRICE_CLAUSE)},label:{quoted(label)}"
    if isinstance(form.derived, str):
        return f"{{{head},none:{quoted(form.derived)}}}"
    told = f"unit:{quoted(unit(subject, PRICE, form.market))},note:{quoted(NOTE)},percent:false"
    return f"{{{head},{told},compute:{form.derived.script}}}"
