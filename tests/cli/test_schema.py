"""Are the published schemas schemas, and are the committed ones those of this code?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from perpspec.cli.schema import FILES, schemas
from perpspec.report.json import as_text
from perpspec.source.nodes import plain
from perpspec.source.text import read_text
from perpspec.source.yaml import parse
from tests.cli.conftest import Run

PUBLISHED = schemas()
SPEC_VALIDATORS = (Draft202012Validator(PUBLISHED["spec"]), Draft7Validator(PUBLISHED["spec-07"]))
LIBRARY = Path(__file__).parent.parent.parent / "specs"
COMMITTED = LIBRARY / "schema"


@pytest.mark.parametrize("which", FILES)
def test_the_committed_schema_is_fresh(which: str) -> None:
    text = (COMMITTED / FILES[which]).read_text(encoding="utf-8")
    fresh = text == as_text(PUBLISHED[which])
    assert fresh, "run `perpspec schema --write`"


def test_every_schema_is_valid() -> None:
    Draft202012Validator.check_schema(PUBLISHED["spec"])
    Draft7Validator.check_schema(PUBLISHED["spec-07"])
    Draft202012Validator.check_schema(PUBLISHED["report"])


@pytest.mark.parametrize("which", FILES)
def test_a_schema_is_printed_as_it_is_committed(run: Run, which: str) -> None:
    code, out, err = run("schema", which)
    assert (code, err) == (0, "")
    assert json.loads(out) == PUBLISHED[which]


def test_without_a_word_the_schema_of_spec_files_is_printed(run: Run) -> None:
    assert run("schema").out == run("schema", "spec").out


def test_all_of_them_are_written_into_a_folder(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("schema", "--write", tmp_path / "new" / "schema")
    assert code == 0
    assert sorted(Path(line).name for line in out.splitlines()) == sorted(FILES.values())
    assert all((tmp_path / "new" / "schema" / name).is_file() for name in FILES.values())


def as_an_editor_sees_it(file: Path) -> object:
    """Return a spec file as an editor reads it: the version is a number."""
    read = plain(parse(read_text(file)))
    assert isinstance(read, dict)
    return {**read, "perpspec": 1} if read["perpspec"] == "1" else read


SLIPS: tuple[object, ...] = ({"venue": {}}, {"perpspec": 1, "venues": {}}, {"perpspec": 1, "section": "venue", "titel": "b"})

# One file of each section of each venue: the dated files of a section have one shape.
SPECS = {
    (file.relative_to(LIBRARY).parts[0], file.relative_to(LIBRARY).with_suffix("").parts[1]): file
    for file in sorted(LIBRARY.glob("*/**/*.yaml"))
    if file.name != "accepted.yaml"
}


@pytest.mark.parametrize("file", SPECS.values(), ids=["/".join(names) for names in SPECS])
def test_an_editor_accepts_the_specs_of_the_library(file: Path) -> None:
    for validator in SPEC_VALIDATORS:
        validator.validate(as_an_editor_sees_it(file))


def test_both_forms_of_a_spec_are_accepted_and_slips_are_not() -> None:
    for validator in SPEC_VALIDATORS:
        validator.validate({"perpspec": 1, "venue": {"id": "a", "title": "b"}})
        validator.validate({"perpspec": 1, "section": "venue", "id": "a", "title": "b"})
        for wrong in SLIPS:
            assert not validator.is_valid(wrong)


def test_each_part_of_a_spec_is_described_once() -> None:
    schema = PUBLISHED["spec"]
    assert {"venue", "tiers", "clause", "interval_machine"} <= set(schema["$defs"])
    assert len(as_text(schema)) < 150_000
