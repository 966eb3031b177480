"""Is a defect planted in a real venue found, by the check that is named for it?"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from perpspec.claims.finding import Finding
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import load_spec
from perpspec.source.text import DocumentError

ROOT = Path(__file__).parents[2]
PLANTS = json.loads((Path(__file__).parent / "planted.json").read_text(encoding="utf-8"))
FOUND = [plant for plant in PLANTS if "fault" not in plant]


@cache
def before(venue: str, topics: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Return what is found without any plant."""
    return told(verify([load_spec(ROOT / "specs" / venue)], Options(only=topics)).findings)


def told(findings: tuple[Finding, ...]) -> frozenset[tuple[str, str]]:
    """Return findings by id and subject."""
    return frozenset((finding.id, finding.subject) for finding in findings)


def planted(plant: dict[str, str], folder: Path) -> Path:
    """Return a copy of a venue in which one text was replaced once."""
    venue = folder / plant["venue"]
    shutil.copytree(ROOT / "specs" / plant["venue"], venue)
    file = venue / plant["file"]
    text = file.read_text(encoding="utf-8")
    assert plant["from"] in text, "the plant no longer fits the spec"
    file.write_text(text.replace(plant["from"], plant["to"], 1), encoding="utf-8")
    return venue


@pytest.mark.parametrize("plant", FOUND, ids=lambda plant: f"{plant['venue']}: {plant['plant']}")
def test_a_planted_defect_is_found_by_the_check_named_for_it(plant: dict[str, str], tmp_path: Path) -> None:
    topics = tuple(dict.fromkeys(check.partition(".")[0] for check in plant["expect"]))
    after = told(verify([load_spec(planted(plant, tmp_path))], Options(only=topics)).findings)
    fresh = {check for check, _ in after - before(plant["venue"], topics)}
    assert set(plant["expect"]) <= fresh


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if "fault" in plant], ids=lambda plant: plant["plant"])
def test_a_planted_misspelling_is_a_fault_of_the_document(plant: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        load_spec(planted(plant, tmp_path))
    assert plant["fault"] in {fault.code for fault in caught.value.faults}
