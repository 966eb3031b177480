"""What is wrong with a document, in the words of the published schema?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaError
from pydantic import ValidationError

from ..language.infer import nearest
from ..source.nodes import Mapping, Node, Scalar, at, key_place
from ..source.text import Fault, Place
from .documents import Raw
from .schema import section_schema

Path = tuple[str | int, ...]


def refusals(raw: Raw, value: Any, refused: ValidationError | None) -> list[Fault]:
    """Return every fault of a document: those of the schema, or those of the models where the schema has none."""
    return list(_schema_faults(raw, value)) or [_model_fault(raw, dict(item)) for item in (refused.errors() if refused else ())]


@cache
def _validator(section: str) -> Draft202012Validator:
    return Draft202012Validator(section_schema(section))


def _schema_faults(raw: Raw, value: Any) -> Iterator[Fault]:
    for error in _validator(raw.section).iter_errors(value):
        for deepest in _deepest(error):
            yield from _said(raw, deepest)


def _deepest(error: SchemaError) -> list[SchemaError]:
    """Return the errors of the branch that the author most likely meant: the one that got furthest."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        return [error]
    branches: dict[int, list[SchemaError]] = {}
    for inner in error.context:
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    fitting = [b for b in branches.values() if not any(e.validator == "type" and len(e.path) == 0 for e in b)]
    if not fitting:
        return [error]
    best = max(fitting, key=lambda b: max(len(e.absolute_path) for e in b))
    return [deep for inner in best for deep in _deepest(inner)]


def _said(raw: Raw, error: SchemaError) -> Iterator[Fault]:
    path: Path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        schema: Any = error.schema
        known = list(schema.get("properties", {}))
        for key in [key for key in error.instance if key not in known]:
            yield Fault(
                "document.field",
                f"there is no field `{key}` here",
                key_place(raw.body, (*path, key)),
                nearest(key, known),
            )
    elif error.validator == "required":
        instance: Any = error.instance
        missing = [key for key in _value(error) if key not in instance]
        for key in missing:
            yield Fault("document.missing", f"the field `{key}` is missing", _head(at(raw.body, path)), f"add `{key}:`")
    else:
        yield _wrong(raw, path, _wanted(error))


def _value(error: SchemaError) -> Any:
    return error.validator_value


def _wanted(error: SchemaError) -> str:
    match error.validator:
        case "enum" | "const":
            allowed = _value(error) if error.validator == "enum" else [_value(error)]
            return "one of " + ", ".join(f"`{item}`" for item in allowed)
        case "type":
            wanted = _value(error)
            return "a " + " or a ".join(_FORMS.get(item, item) for item in ([wanted] if isinstance(wanted, str) else wanted))
        case "minLength":
            return "some text"
        case _:
            return "a text, or a mapping with `value` or `status`"


_FORMS = {"string": "text", "object": "mapping of fields", "array": "list", "number": "number", "boolean": "truth"}


def _wrong(raw: Raw, path: Path, wanted: str) -> Fault:
    node = at(raw.body, path)
    here = f"`{node.text}`" if isinstance(node, Scalar) else ("a mapping" if isinstance(node, Mapping) else "a list")
    return Fault("document.shape", f"{here} where {wanted} is wanted", _head(node), f"write {wanted}")


def _model_fault(raw: Raw, item: dict[str, Any]) -> Fault:
    node = at(raw.body, tuple(item["loc"]))
    return Fault(
        "document.shape",
        "this does not have the shape of its field",
        _head(node),
        "see the reference page of the section",
    )


def _head(node: Node) -> Place:
    """Return the first line of a node, so that a frame shows where it begins and not all of it."""
    place = node.place
    if place.end_line == place.line:
        return place
    return Place(place.file, place.line, place.column, place.line, place.column + 1)
