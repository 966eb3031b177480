"""Is the site whole, is every text of a spec shown as text, and is nothing made twice or written elsewhere?"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from perpspec.checks.catalogue import catalogue
from perpspec.cli import main
from perpspec.pages.markup import shown, slug
from perpspec.pages.site import MANIFEST, SiteError, write
from tests.pages.sites import EXAMPLE, HOSTILE, REMOTE, ROOT, pages, parts, site


def sources(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_every_page_of_the_menu_and_of_each_finding_check_and_table_is_there(example: Path) -> None:
    found = pages(example / "site")
    expected = (
        "index",
        "tiers/index",
        "margin",
        "prices",
        "funding",
        "liquidation",
        "calculator",
        "questions",
        "sources",
        "changes",
    )
    assert {f"harbor/{name}.html" for name in expected} <= set(found)
    report = json.loads((example / "docs/harbor/report.json").read_text(encoding="utf-8"))
    assert {f"harbor/findings/{finding['fingerprint']}.html" for finding in report["findings"]} <= set(found)
    assert {f"checks/{check.info.id}.html" for check in catalogue()} <= set(found)


def test_the_report_beside_the_pages_is_one_by_its_schema(example: Path) -> None:
    schema = json.loads((ROOT / "specs/schema/report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((example / "docs/harbor/report.json").read_text(encoding="utf-8")), schema)


def test_no_page_asks_for_anything_that_does_not_lie_beside_it(example: Path, hostile: Path) -> None:
    for folder in (example, hostile):
        for page in pages(folder / "site"):
            for tag, attributes in parts(folder / "site" / page).elements:
                asked = [attributes.get("src"), attributes.get("href") if tag == "link" else None]
                assert not [a for a in asked if a and a.startswith(REMOTE)], page


def test_every_link_between_pages_leads_to_a_page_and_to_an_anchor_on_it(example: Path) -> None:
    root = example / "site"
    known = {page: parts(root / page) for page in pages(root)}
    anchors = {page: {a["id"] for _, a in found.elements if a.get("id")} for page, found in known.items()}
    for page, found in known.items():
        for tag, attributes in found.elements:
            address = attributes.get("href") or ""
            if tag == "a" and address and not address.startswith(REMOTE):
                path, _, anchor = address.partition("#")
                there = ((root / page).parent / path).resolve().relative_to(root.resolve()).as_posix() if path else page
                assert there in known, f"{page}: {address}"
                assert not anchor or anchor in anchors[there], f"{page}: {address}"


def test_the_same_specs_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (sources(site(tmp_path / name, str(EXAMPLE), action="build")) for name in ("a", "b"))
    assert first == second


def test_a_second_build_with_nothing_changed_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site(tmp_path / "s", str(EXAMPLE), action="build")
    capsys.readouterr()
    site(tmp_path / "s", str(EXAMPLE), action="build")
    assert "as it was" in capsys.readouterr().out
    (tmp_path / "s/docs/harbor/index.md").write_text("spoiled", encoding="utf-8")
    site(tmp_path / "s", str(EXAMPLE), action="build")
    assert (tmp_path / "s/docs/harbor/index.md").read_text(encoding="utf-8").startswith("# ")


def test_a_page_that_is_gone_from_the_spec_is_gone_from_the_folder(tmp_path: Path) -> None:
    site(tmp_path / "s", str(EXAMPLE), action="build")
    site(tmp_path / "s", str(HOSTILE), action="build")
    assert not (tmp_path / "s/docs/harbor/index.md").exists()


def test_texts_of_a_spec_are_shown_and_never_obeyed(hostile: Path) -> None:
    root = hostile / "site"
    said = ""
    for page in pages(root):
        found = parts(root / page)
        scripts = [a for tag, a in found.elements if tag == "script"]
        assert all((a.get("src") or "").endswith("assets/perpspec.js") for a in scripts), page
        assert not [a for _, a in found.elements if any(name.startswith("on") for name in a)], page
        assert not [a for _, a in found.elements if (a.get("href") or "").startswith("javascript:")], page
        assert not [tag for tag, _ in found.elements if tag in ("img", "iframe", "object", "u", "s", "em")], page
        said += " ".join(found.text)
    for text in ("<script>alert(1)</script>", "*stars*", "[a](b)", "{{ config }}", "<img src=x onerror=alert(2)>", "# heading"):
        assert text in said


def test_a_name_that_is_a_path_stays_inside_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "a/b"
    site(inner, str(HOSTILE), action="build")
    assert {file for file in tmp_path.rglob("*") if file.is_file() and inner not in file.parents} == set()
    assert len(list(inner.rglob("*etc*.js"))) == 1


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["docs", "build", str(EXAMPLE), "--out", str(tmp_path)]) == 2
    assert "holds something else" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_link_in_the_folder_that_leads_out_of_it_is_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    write(inside, {"a.md": "a"}, "1")
    (inside / "docs").symlink_to(outside)
    with pytest.raises(SiteError, match="outside"):
        write(inside, {"docs/a.md": "a"}, "2")
    assert not list(outside.iterdir())


def test_a_manifest_cannot_make_a_run_delete_what_lies_elsewhere(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / MANIFEST).write_text(json.dumps({"key": "1", "files": {"../kept.txt": "0"}}), encoding="utf-8")
    with pytest.raises(SiteError, match="outside"):
        write(inside, {"a.md": "a"}, "2")
    assert kept.exists()


def test_no_page_of_a_venue_is_larger_than_300_kilobytes(library: Path) -> None:
    sizes = {page: (library / "site" / page).stat().st_size for page in pages(library / "site")}
    assert max(sizes.values()) < 300_000


def test_two_dates_of_one_venue_are_two_versions_that_lead_to_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    folder = site(tmp_path / "s", "examples/harbor", "examples/harbor@2025-04-01", action="build")
    (older,) = (folder / "docs").glob("harbor-*")
    assert f"../{older.name}/index.md" in (folder / "docs/harbor/index.md").read_text(encoding="utf-8")
    assert "../harbor/index.md" in (older / "index.md").read_text(encoding="utf-8")


def test_a_guide_of_ones_own_is_part_of_the_site(tmp_path: Path) -> None:
    guide = tmp_path / "guide"
    guide.mkdir()
    (guide / "index.md").write_text("# Our desk\n\nHow we read these pages.\n", encoding="utf-8")
    folder = site(tmp_path / "s", str(EXAMPLE), "--guide", str(guide))
    assert "How we read these pages" in (folder / "site/guide/index.html").read_text(encoding="utf-8")
    assert "Our desk" in (folder / "docs/assets/search.js").read_text(encoding="utf-8")


def test_a_guide_of_several_folders_is_a_menu_of_them_with_the_first_steps_first(tmp_path: Path) -> None:
    for name in ("index.md", "decisions/0001-why.md", "tutorial/first.md", "house-rules/ours.md"):
        page = tmp_path / "guide" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# {page.stem}\n", encoding="utf-8")
    folder = site(tmp_path / "s", str(EXAMPLE), "--guide", str(tmp_path / "guide"))
    said = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    places = [
        said.index(f"guide/{name}") for name in ("index.md", "tutorial/first.md", "decisions/0001-why.md", "house-rules/ours.md")
    ]
    assert places == sorted(places)
    assert "House rules" in (folder / "site/guide/index.html").read_text(encoding="utf-8")


def test_a_team_can_include_the_pages_in_a_site_of_its_own(example: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Ours\n\nThe [rules](rules/index.md).\n", encoding="utf-8")
    for name, content in sources(example / "docs").items():
        target = tmp_path / "docs/rules" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: ours\nplugins: []\nmarkdown_extensions: [attr_list]\nextra_css: [rules/assets/perpspec.css]\n"
        "extra_javascript: [rules/assets/perpspec.js]\n",
        encoding="utf-8",
    )
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=True))
    assert (tmp_path / "site/rules/harbor/funding/index.html").is_file()


def test_unlike_names_get_unlike_slugs() -> None:
    names = ["a", "A", "a.b", "a-b", "a/b", "../a", "", "…", "con", "x" * 300, "x" * 301]
    assert len({slug(name) for name in names}) >= len(names) - 1  # `a.b` and `a-b` never name things of one kind
    assert all(part not in slug(name) for name in names for part in "/.\\ ")


def test_shown_text_has_no_sign_that_markdown_or_html_would_read() -> None:
    every = "".join(map(chr, range(32, 127))) + "\x00\u202e"
    assert not set(shown(every)) & set('<>"\\`*_{}[]()|~!$:^@=+\x00\u202e')
