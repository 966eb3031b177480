"""Is every hostile file of the corpus refused, with exactly the faults that stand beside it?"""

import json
from pathlib import Path

import pytest

from perpspec.source import events
from perpspec.source.text import DocumentError, Fault, Place, read_text
from perpspec.source.yaml import parse

CORPUS = Path(__file__).parent.parent / "corpus" / "source"
FILES = sorted(CORPUS.glob("*.yaml"))

every_file = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


def span(place: Place) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def faults_of(file: Path) -> tuple[Fault, ...]:
    with pytest.raises(DocumentError) as caught:
        parse(read_text(file, file.name))
    return caught.value.faults


def as_expected(faults: tuple[Fault, ...]) -> list[dict[str, object]]:
    return [
        {"code": fault.code, "place": span(fault.place), "others": [span(place) for place, _ in fault.others]} for fault in faults
    ]


@every_file
def test_a_hostile_file_has_the_faults_written_beside_it(file: Path) -> None:
    expected = json.loads(file.with_name(f"{file.stem}.expected.json").read_text())
    assert as_expected(faults_of(file)) == expected


@every_file
def test_the_parser_without_c_finds_the_same_faults(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "events", events.python_events)
    expected = json.loads(file.with_name(f"{file.stem}.expected.json").read_text())
    assert [fault.code for fault in faults_of(file)] == [fault["code"] for fault in expected]


@every_file
def test_every_fault_says_what_is_wrong_and_what_to_do_on_one_line_each(file: Path) -> None:
    for fault in faults_of(file):
        for said in (fault.message, fault.help):
            assert said, fault
            assert "\n" not in said, fault
            assert not said.endswith("."), fault
            assert said[0] == "`" or said[0].islower(), fault


def test_every_file_has_its_expected_faults_and_every_expectation_its_file() -> None:
    expectations = {path.name.removesuffix(".expected.json") for path in CORPUS.glob("*.json")}
    assert expectations == {file.stem for file in FILES}
    assert expectations
