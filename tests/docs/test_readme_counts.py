"""Are the counts that the README gives of the library those of the library?"""

from __future__ import annotations

import re

import pytest

from perpspec.engine.options import Options
from perpspec.engine.verify import verify
from perpspec.load.documents import venue_folders
from perpspec.load.load import Spec, load_spec
from tests.pages.sites import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
FOLDERS = {folder.name: folder for folder in venue_folders([ROOT / "specs"])}
ROWS = re.findall(r"^\| ([^|]+) \| (\d+) \| ([\d–]+) \| (.+) \|$", README, re.MULTILINE)
WORDS = {"announced tables with a hole, an overlap or an empty band": ("tiers.gap", "tiers.overlap", "tiers.empty_band")}


def specs(names: str) -> list[Spec]:
    """Return the venues of a row, such as `Bybit, OKX`, by the first word of each."""
    first = [name.split()[0].lower() for name in names.split(", ")]
    return [load_spec(folder) for word in first for name, folder in FOLDERS.items() if name.partition("-")[0] == word]


@pytest.mark.parametrize(("names", "clauses", "tables", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_counts_what_its_venues_state(names: str, clauses: str, tables: str, told: str) -> None:
    found = specs(names)
    assert len(found) == len(names.split(", "))
    assert int(clauses) == sum(len(spec.venue.stated) for spec in found)
    assert tables == (str(sum(len(spec.printed) for spec in found)) if any(spec.printed for spec in found) else "–")
    assert told


def test_every_venue_of_the_library_is_in_the_table() -> None:
    assert sorted(spec.venue.id for row in ROWS for spec in specs(row[0])) == sorted(FOLDERS)


def test_the_findings_on_binance_are_as_many_as_the_page_says() -> None:
    (spec,) = specs("Binance")
    findings = verify([spec], Options()).findings
    assert re.findall(r"among (\d+) findings", README) == [str(len(findings))]
    for words, checks in WORDS.items():
        tables = {finding.subject for finding in findings if finding.id in checks}
        assert re.findall(rf"(\d+) {words}", README) == [str(len(tables))]
