"""Which files make up a site: every page, the menu, the search, the scripts, and what mkdocs is told?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from ..report.frame import Lines
from ..report.json import document
from .calculator import calculator_pages
from .changes import changes_page
from .checkpages import check_pages
from .compare import compare_page
from .examples import examples_page
from .findings import findings_pages
from .funding import funding_page
from .home import home_page
from .liquidation import liquidation_page
from .markup import title
from .orders import orders_page
from .overview import overview_page
from .prices import prices_page
from .questions import questions_page
from .sections import section_page
from .site import Menu, Page, as_json, pages_of
from .sources import sources_page
from .states import states_page
from .subject import Subject
from .tiers import tier_pages

_MARGIN = "What a position needs to be opened and to be kept, and what counts as equity."
_CONTRACTS = "What is traded: the form, the size and the steps of each contract."
THEME = ("perpspec.css", "perpspec.js")


def assembled(subjects: Sequence[Subject], lines: Lines, guide: Path | None = None) -> dict[str, str]:
    """Return every file of the site source by its path below the folder."""
    found: dict[str, str] = {}
    menus: list[Page | Menu] = [home_page(subjects, guide is not None)]
    hidden: list[Page] = []
    for subject in subjects:
        menu, quiet, extra = _venue(subject, lines)
        menus.append(menu)
        hidden += quiet
        found |= extra
    listed, single = check_pages(subjects)
    menus += [compare_page(subjects), listed]
    pages = [*pages_of(menus), *hidden, *single]
    found |= {f"docs/{page.path}.md": page.text for page in pages}
    guides = dict(_guide(guide)) if guide is not None else {}
    found |= {f"docs/guide/{name}": text for name, text in guides.items()}
    found |= {f"docs/assets/{name}": _theme(name) for name in THEME}
    found["docs/assets/search.js"] = _search(pages, guides)
    found["theme/main.html"] = _theme("main.html")
    found["mkdocs.yml"] = configuration(menus, sorted(guides), [page.path for page in (*hidden, *single)])
    return found


def _theme(name: str) -> str:
    return (files(__package__) / "theme" / name).read_text(encoding="utf-8")


def _venue(subject: Subject, lines: Lines) -> tuple[Menu, tuple[Page, ...], dict[str, str]]:
    tiers, tables = tier_pages(subject)
    findings, single = findings_pages(subject, lines)
    calculator, scripts = calculator_pages(subject)
    pages = [
        (("tiers",), tiers),
        (("margin",), section_page(subject, "margin", "margin", "Margin", _MARGIN)),
        (("index", "mark_price", "feeds"), prices_page(subject)),
        (("funding",), funding_page(subject)),
        (("orders", "position_modes", "limits"), orders_page(subject)),
        (("liquidation",), liquidation_page(subject)),
        (("contracts",), section_page(subject, "contracts", "contracts", "Contracts", _CONTRACTS)),
        (("states",), states_page(subject)),
    ]
    rules = [page for names, page in pages if any(subject.spec.venue.section(name) is not None for name in names)]
    about = (findings, calculator, examples_page(subject), questions_page(subject), changes_page(subject), sources_page(subject))
    items = [page for page in (overview_page(subject), *rules, *about) if page is not None]
    overview = Page(items[0].path, "Overview", items[0].text, items[0].words + " " + subject.title)
    name = f"{subject.title}{f' {subject.spec.venue.as_of}' if subject.spec.venue.as_of else ''}"
    extra = {f"docs/{path}": text for path, text in scripts.items()}
    extra[f"docs/{subject.folder}/report.json"] = as_json(_timeless(document(subject.report)))
    return Menu(name, (overview, *items[1:])), (*tables, *single), extra


def _timeless(report: dict[str, object]) -> dict[str, object]:
    """Return a report without the seconds that each answer took, which differ from run to run."""
    outcomes = report["outcomes"]
    assert isinstance(outcomes, list)
    return report | {"outcomes": [outcome | {"seconds": 0} for outcome in outcomes]}


def _guide(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*.md")):
        yield file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")


def _search(pages: Sequence[Page], guides: Mapping[str, str]) -> str:
    """Return the index of the search as a script: what is found, where, and the words it is found by."""
    entries = [
        {"t": title(market), "u": f"{path}.html", "p": f"tiers of {path.partition('/')[0]}", "w": ""}
        for page in pages
        for market, path in page.finds
    ]
    entries += [{"t": title(page.name), "u": f"{page.path}.html", "p": page.path, "w": page.words} for page in pages]
    entries += [{"t": _first_line(text), "u": f"guide/{name[:-3]}.html", "p": "guide", "w": ""} for name, text in guides.items()]
    return f"window.PERPSPEC_SEARCH={json.dumps(entries, separators=(',', ':'))};\n"


def _first_line(text: str) -> str:
    return title(text.lstrip("# \n").partition("\n")[0])


_SETTINGS = """site_name: perpspec
docs_dir: docs
site_dir: site
use_directory_urls: false
strict: true
plugins: []
theme:
  name: null
  custom_dir: theme
extra: {search: true}
extra_css: [assets/perpspec.css]
extra_javascript: [assets/perpspec.js]
markdown_extensions: [attr_list, fenced_code, tables, toc]
validation:
  nav: {omitted_files: ignore}
  links: {anchors: warn}
"""


def configuration(menus: Sequence[Page | Menu], guides: Sequence[str], quiet: Sequence[str]) -> str:
    """Return the settings of mkdocs with the whole menu; pages of one table, finding or check are in no menu."""
    nav = [_entry(item) for item in menus]
    if guides:
        nav.append({"Guide": _guide_menu(guides)})
    hidden = "".join(f"  /{path}.md\n" for path in quiet)
    return f"{_SETTINGS}not_in_nav: |\n{hidden or '  /none.md'}\nnav: {json.dumps(nav)}\n"


_FOLDERS = ("tutorial", "how-to", "reference", "explanation", "decisions")  # as one reads: first steps first


def _guide_menu(names: Sequence[str]) -> list[object]:
    """Return the pages of a guide: those at its top, its index first, and a group for each of its folders."""
    folders: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda n: (n.rpartition("/")[2] != "index.md", n)):
        folders.setdefault(name.partition("/")[0] if "/" in name else "", []).append(f"guide/{name}")
    rank = {folder: place for place, folder in enumerate(_FOLDERS)}
    ordered = sorted((f for f in folders if f), key=lambda f: (rank.get(f, len(rank)), f))
    return [*folders.get("", ()), *({title(f.replace("-", " ").capitalize()): folders[f]} for f in ordered)]


def _entry(item: Page | Menu) -> object:
    if isinstance(item, Menu):
        return {title(item.name): [_entry(inner) for inner in item.items]}
    return {title(item.name): f"{item.path}.md"}
