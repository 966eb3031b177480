"""Do the JSON Schema and the models of a section accept the same documents?"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from perpspec.fuzz.strategies import Document, documents
from perpspec.load.schema import section_schema
from perpspec.model.sections import SECTIONS

Path = tuple[str | int, ...]
law = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WRONG: tuple[Any, ...] = (
    None,
    True,
    "",
    "x",
    [],
    ["x"],
    [["x"]],
    [None],
    {},
    {"x": "y"},
    {"value": []},
    {"value": "1", "status": "lost"},
)


@cache
def _validator(section: str) -> Draft202012Validator:
    return Draft202012Validator(section_schema(section))


def _fits_schema(section: str, document: Document) -> bool:
    return _validator(section).is_valid(document)


def _fits_model(section: str, document: Document) -> bool:
    try:
        SECTIONS[section].model_validate(document)
    except ValidationError:
        return False
    return True


def _places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every field and item below a document."""
    inner: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(value, dict):
        inner = iter(value.items())
    elif isinstance(value, list):
        inner = iter(enumerate(value))
    for key, item in inner:
        yield (*path, key)
        yield from _places(item, (*path, key))


@st.composite
def _mutated(draw: st.DrawFn, section: str) -> Document:
    """Draw a document in which one field is lost, added or of another form, so that it may fit no more."""
    document = copy.deepcopy(draw(documents(section)))
    places = [(), *_places(document)]
    path = draw(st.sampled_from(places))
    owner: Any = document
    for step in path[:-1]:
        owner = owner[step]
    change = draw(st.sampled_from(["lose", "add", "other"]))
    here = owner[path[-1]] if path else document
    if change == "add" and isinstance(here, dict):
        here[draw(st.sampled_from(["unheard_of", "value", "status", ""]))] = draw(st.sampled_from(WRONG))
    elif path and change == "lose":
        del owner[path[-1]]
    elif path:
        owner[path[-1]] = draw(st.sampled_from(WRONG))
    return document


@pytest.mark.parametrize("section", list(SECTIONS))
def test_every_document_drawn_from_the_schema_fits_the_models(section: str) -> None:
    @law
    @given(documents(section))
    def fits(document: Document) -> None:
        assert _fits_schema(section, document)
        assert _fits_model(section, document)

    fits()


@pytest.mark.parametrize("section", list(SECTIONS))
def test_schema_and_models_agree_on_documents_with_a_fault(section: str) -> None:
    @law
    @given(_mutated(section))
    def agree(document: Document) -> None:
        assert _fits_schema(section, document) == _fits_model(section, document)

    agree()


def test_the_faulty_documents_are_both_accepted_and_refused() -> None:
    answers: set[bool] = set()

    @settings(max_examples=100)
    @given(_mutated("funding"))
    def ask(document: Document) -> None:
        answers.add(_fits_model("funding", document))

    ask()
    assert answers == {True, False}
