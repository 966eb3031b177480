"""Are the published schemas schemas, and are the committed ones those of this code?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from perpspec.cli.schema import FILES, schemas
from perpspec.report.json import as_text
from tests.cli.conftest import Run

COMMITTED = Path(__file__).parent.parent.parent / "specs" / "schema"


@pytest.mark.parametrize("which", FILES)
def test_the_committed_schema_is_fresh(which: str) -> None:
    text = (COMMITTED / FILES[which]).read_text(encoding="utf-8")
    assert text == as_text(schemas()[which]), "run `perpspec schema --write`"


def test_every_schema_is_valid() -> None:
    Draft202012Validator.check_schema(schemas()["spec"])
    Draft7Validator.check_schema(schemas()["spec-07"])
    Draft202012Validator.check_schema(schemas()["report"])


@pytest.mark.parametrize("which", FILES)
def test_a_schema_is_printed_as_it_is_committed(run: Run, which: str) -> None:
    code, out, err = run("schema", which)
    assert (code, err) == (0, "")
    assert json.loads(out) == schemas()[which]


def test_without_a_word_the_schema_of_spec_files_is_printed(run: Run) -> None:
    assert run("schema").out == run("schema", "spec").out


def test_all_of_them_are_written_into_a_folder(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("schema", "--write", tmp_path / "new" / "schema")
    assert code == 0
    assert sorted(Path(line).name for line in out.splitlines()) == sorted(FILES.values())
    assert all((tmp_path / "new" / "schema" / name).is_file() for name in FILES.values())


def test_a_spec_in_both_forms_is_what_the_schema_says(shop: Path) -> None:
    for draft, which in ((Draft202012Validator, "spec"), (Draft7Validator, "spec-07")):
        validator = draft(schemas()[which])
        validator.validate({"perpspec": 1, "venue": {"id": "a", "title": "b"}})
        validator.validate({"perpspec": 1, "section": "venue", "id": "a", "title": "b"})
        for wrong in ({"venue": {}}, {"perpspec": 1, "venues": {}}, {"perpspec": 1, "section": "venue", "titel": "b"}):
            assert not validator.is_valid(wrong)
