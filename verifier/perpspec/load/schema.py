"""What is the JSON Schema of a section, and of a whole spec file?"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from ..model.clause import Section
from ..model.sections import SECTIONS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DRAFT_07 = "http://json-schema.org/draft-07/schema#"


@cache
def section_schema(section: str) -> dict[str, Any]:
    """Return the schema of one section with every reference written out, which validates three times faster."""
    schema = SECTIONS[section].model_json_schema(by_alias=True)
    definitions = schema.pop("$defs", {})
    inlined = _inline(schema, definitions)
    assert isinstance(inlined, dict)
    return inlined


def _inline(schema: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_inline(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inline(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    inlined = {key: _inline(value, definitions) for key, value in schema.items() if key not in ("title", "default", "properties")}
    if "properties" in schema:  # a field may itself be called `title` or `default`
        inlined["properties"] = {name: _inline(value, definitions) for name, value in schema["properties"].items()}
    return inlined


def published_schema(draft: str = DRAFT) -> dict[str, Any]:
    """Return the one schema of all spec files: a file of one section, or a file with a key for each section."""
    place = "$defs" if draft == DRAFT else "definitions"
    refs = {name: {"$ref": f"#/{place}/{name}"} for name in SECTIONS}
    one = [
        {"if": {"properties": {"section": {"const": name}}, "required": ["section"]}, "then": ref} for name, ref in refs.items()
    ]
    whole = {"properties": {**refs, "perpspec": {}, "note": {}}, "additionalProperties": False}
    return {
        "$schema": draft,
        "title": "perpspec spec file",
        "type": "object",
        "required": ["perpspec"],
        "properties": {"perpspec": {"const": 1}},
        "if": {"required": ["section"]},
        "then": {"properties": {"section": {"enum": list(SECTIONS)}}, "allOf": one},
        "else": whole,
        place: _shared_definitions(place),
    }


def _shared_definitions(place: str) -> dict[str, Any]:
    """Return each section and each part of one once, so that an editor has a tenth of the text to read."""
    sections: list[tuple[type[Section], JsonSchemaMode]] = [(model, "validation") for model in SECTIONS.values()]
    _, generated = models_json_schema(sections)
    names = {model.__name__: section for section, model in SECTIONS.items()}
    renamed = {model: names.get(model, _words(model)) for model in generated["$defs"]}
    return {renamed[model]: _renamed(schema, place, renamed) for model, schema in generated["$defs"].items()}


def _renamed(schema: Any, place: str, names: dict[str, str]) -> Any:
    if isinstance(schema, list):
        return [_renamed(item, place, names) for item in schema]
    if not isinstance(schema, dict):
        return schema
    fields = {key: _renamed(item, place, names) for key, item in _told(schema).items()}
    if "$ref" in schema:
        fields["$ref"] = f"#/{place}/{names[schema['$ref'].rsplit('/', 1)[1]]}"
    if "properties" in schema:
        fields["properties"] = {name: _renamed(item, place, names) for name, item in schema["properties"].items()}
    return fields


def _told(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without what tells a reader nothing; a field may itself be called so."""
    return {key: item for key, item in schema.items() if key not in ("title", "default", "properties", "$ref")}


def _words(name: str) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()
