"""Is the list of accepted findings read with its places, and is everything wrong with it said at once?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from perpspec.load.accepted import Entry, accepted_file, load_accepted
from perpspec.source.text import DocumentError

LoadText = Callable[[str], tuple[Entry, ...]]


@pytest.fixture
def loaded(tmp_path: Path) -> LoadText:
    """Return what loads the accepted findings of a venue from text."""

    def load(text: str) -> tuple[Entry, ...]:
        (tmp_path / "accepted.yaml").write_text(text, encoding="utf-8")
        return load_accepted(tmp_path)

    return load


def test_an_entry_is_read_with_the_place_of_its_fingerprint(loaded: LoadText) -> None:
    (entry,) = loaded("perpspec: 1\naccepted:\n  - {fingerprint: 5ba2fa95c728, id: tiers.gap, reason: asked}\n")
    assert (entry.fingerprint, entry.id, entry.reason, entry.until) == ("5ba2fa95c728", "tiers.gap", "asked", "")
    assert (entry.place.line, entry.place.column) == (3, 19)


def test_a_venue_without_the_file_has_accepted_nothing(tmp_path: Path) -> None:
    assert load_accepted(tmp_path) == ()


def test_the_file_of_a_single_file_venue_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text("perpspec: 1\n")
    assert accepted_file(tmp_path / "shop.yaml") == tmp_path / "shop.accepted.yaml"


GOOD = {"fingerprint": "5ba2fa95c728", "id": "tiers.gap", "reason": "asked"}


def entry_text(**fields: str) -> str:
    return "perpspec: 1\naccepted:\n  - {" + ", ".join(f"{k}: {v}" for k, v in fields.items()) + "}\n"


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (entry_text(fingerprint="5ba2fa95c728", id="tiers.gap"), "accepted.missing", "`reason` is missing"),
        (entry_text(**{**GOOD, "reason": '""'}), "accepted.shape", "where a reason is wanted"),
        (entry_text(**{**GOOD, "fingerprint": "5BA2"}), "accepted.shape", "where a fingerprint is wanted"),
        (entry_text(**GOOD, owner="me"), "accepted.field", "no field `owner`"),
        (entry_text(**GOOD, until="soon"), "accepted.shape", "where a date is wanted"),
        (entry_text(**GOOD, until="2026-02-30"), "accepted.until", "`2026-02-30` is not a date"),
        (entry_text(**GOOD) + entry_text(**GOOD).splitlines()[2] + "\n", "accepted.duplicate", "accepted twice"),
        (entry_text(**GOOD).replace("1", "2", 1), "accepted.version", "version"),
        ("accepted: []\n", "accepted.missing", "`perpspec` is missing"),
        ("perpspec: 1\naccepted: {}\n", "accepted.shape", "list of accepted findings"),
        ("- 1\n", "accepted.shape", "list of accepted findings"),
        ("perpspec: 1\naccepted: [1]\n", "accepted.shape", "`1`"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_a_remedy(loaded: LoadText, text: str, code: str, says: str) -> None:
    with pytest.raises(DocumentError) as caught:
        loaded(text)
    (fault,) = caught.value.faults
    assert fault.code == code
    assert says in fault.message
    assert fault.help


def test_all_faults_of_the_file_are_said_at_once(loaded: LoadText) -> None:
    with pytest.raises(DocumentError) as caught:
        loaded(entry_text(fingerprint="x", until="soon"))
    assert [fault.code for fault in caught.value.faults].count("accepted.missing") == 2
    assert len(caught.value.faults) == 4
