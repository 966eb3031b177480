"""Is an outcome of a real venue that is exchanged for another found by the check named for it, at its clause, or harmless?"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from perpspec.claims.finding import Finding
from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.load import Spec, load_spec
from perpspec.source.nodes import at

ROOT = Path(__file__).parents[2]
PLANTS = json.loads((Path(__file__).parent / "planted_order_faults.json").read_text(encoding="utf-8"))
EVERY = ("orders", "positions")
BARE = "orders.open_outcome"
Plant = dict[str, str]


def name(plant: Plant) -> str:
    """Return what is planted, in words."""
    return f"{plant['venue']}: {plant['clause']} = {plant['to']}"


@cache
def healthy(venue: str) -> Spec:
    """Return a venue of the library."""
    return load_spec(ROOT / "specs" / venue)


def planted(plant: Plant, folder: Path) -> Spec:
    """Return a venue of which the value of one clause is replaced, and nothing else."""
    stated = healthy(plant["venue"]).venue.stated[plant["clause"]]
    short = at(stated.document.body, (*stated.path, "value"))
    place = short.place if short is not stated.node else stated.place
    copy = folder / plant["venue"]
    shutil.copytree(ROOT / "specs" / plant["venue"], copy)
    file = copy / Path(place.file).relative_to(ROOT / "specs" / plant["venue"])
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    line, old = lines[place.line - 1], stated.clause.value or ""
    start = line.index(old, place.column - 1)
    lines[place.line - 1] = line[:start] + plant["to"] + line[start + len(old) :]
    file.write_text("".join(lines), encoding="utf-8")
    return load_spec(copy)


def at_clause(spec: Spec, clause: str, *checks: str) -> list[Finding]:
    """Return the findings that mark a clause; those that only say that it is open are left out."""
    place = spec.venue.stated[clause].place
    findings = verify([spec], Options(only=checks)).findings
    return [finding for finding in findings if finding.id != BARE and place in {mark.place for mark in finding.spans}]


@pytest.mark.parametrize("plant", [p for p in PLANTS["found"] if p["by"] != "orders.scenario_differs"], ids=name)
def test_an_exchanged_outcome_is_found_by_its_check_at_its_clause(plant: Plant, tmp_path: Path) -> None:
    spec = planted(plant, tmp_path)
    assert spec.venue.stated[plant["clause"]].clause.value == plant["to"]
    before = {finding.message for finding in at_clause(healthy(plant["venue"]), plant["clause"], plant["by"])}
    assert [f.id for f in at_clause(spec, plant["clause"], plant["by"]) if f.message not in before] == [plant["by"]]


@pytest.mark.parametrize("plant", [p for p in PLANTS["found"] if p["by"] == "orders.scenario_differs"], ids=name)
def test_an_exchanged_outcome_that_a_scenario_relies_on_is_found_there(plant: Plant, tmp_path: Path) -> None:
    findings = verify([planted(plant, tmp_path)], Options(only=(plant["by"],))).findings
    assert {finding.id for finding in findings} == {plant["by"]}


@pytest.mark.parametrize("plant", PLANTS["harmless"], ids=name)
def test_a_harmless_outcome_is_not_complained_of(plant: Plant, tmp_path: Path) -> None:
    spec = planted(plant, tmp_path)
    assert spec.venue.stated[plant["clause"]].clause.value == plant["to"]
    before = {(finding.id, finding.subject) for finding in at_clause(healthy(plant["venue"]), plant["clause"], *EVERY)}
    assert {(finding.id, finding.subject) for finding in at_clause(spec, plant["clause"], *EVERY)} <= before
