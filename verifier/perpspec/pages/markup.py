"""How does a text of a spec get into a page so that it is shown, and never read as Markdown or HTML?

Everything but letters, digits and a few harmless signs becomes a numeric entity, which both leave alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from posixpath import dirname, relpath

_HARMLESS = frozenset(" ,./%?'–−·×≤≥\u202f\u00a0")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?Z")
_GROUPED = re.compile(r"(?<=\d)_(?=\d)")
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")  # a number is not broken at the spaces that group it
_LONGEST_SLUG = 60


def shown(text: object) -> str:
    """Return ``text`` on one line, every sign as it stands; a control character is replaced."""
    return "".join(map(_sign, _SPACE.sub(" ", str(text)).strip()))


def _sign(character: str) -> str:
    if (character.isalnum() and character.isprintable()) or character in _HARMLESS:
        return character
    return f"&#{ord(character)};" if character.isprintable() else "\N{REPLACEMENT CHARACTER}"


def number(text: str) -> str:
    """Return a number as people write it in a spec, its digits grouped by a narrow space."""
    return shown(_GROUPED.sub("\u202f", text))


def moment(text: str) -> str:
    """Return a date or an instant such as `2025-09-15T06:30Z` as people write it: `2025-09-15 06:30 UTC`, unbroken."""
    said = _INSTANT.sub(lambda found: f"{found[1]}\u00a0{found[2]}\u00a0UTC", text)
    return f'<span class="ps-date">{shown(said)}</span>' if said else ""


def code(text: object) -> str:
    """Return ``text`` in the face of code."""
    return f"<code>{shown(text)}</code>"


def prose(text: str) -> str:
    """Return a sentence whose words between backticks are set as code."""
    parts = _GROUPED.sub("\u202f", text).split("`")
    whole = len(parts) % 2 == 1
    return "".join(code(p) if i % 2 and whole else _between(p) for i, p in enumerate(parts)) if whole else shown(text)


def _between(text: str) -> str:
    """Return words that stand beside code, with the spaces that part them from it."""
    before, after = (" " if text[end : end + 1].isspace() else "" for end in (0, len(text) - 1))
    return f"{before}{shown(text)}{after}" if text.strip() else " " * bool(text)


def slug(text: str) -> str:
    """Return a name for a file or an anchor: small letters, digits and hyphens; unlike texts get unlike names."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_LONGEST_SLUG]
    same = plain == text.lower().replace(".", "-").replace("_", "-") and text == text.lower()
    return plain if same and plain else f"{plain or 'page'}-{sha256(text.encode()).hexdigest()[:6]}"


def title(text: str) -> str:
    """Return a text for a menu, where other themes show signs as they come: none of it can be a tag."""
    return " ".join(text.replace("<", "\u2039").replace(">", "\u203a").replace("&", "+").split()) or "–"


def link(here: str, there: str, text: str, anchor: str = "") -> str:
    """Return a link between two pages, named by their paths without ending; ``text`` is markup."""
    place = "" if here == there else f"{relpath(there, dirname(here) or '.')}.md"
    return f"[{text}]({place}{f'#{anchor}' if anchor else ''})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """Return a Markdown table of cells that are markup; the columns ``numbers`` stand to the right."""
    right = set(numbers)
    rules = ["---:" if i in right else "---" for i in range(len(head))]
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, rules, *([cell or "–" for cell in row] for row in rows))]
    return "\n".join(lines) + "\n"


def badge(word: str, count: int | None = None) -> str:
    """Return a status, a verdict or a severity as a small mark that says its word, and how many there are."""
    return f'<span class="ps-badge ps-{slug(word)}">{shown(word) if count is None else f"{count} {shown(word)}"}</span>'


def section(name: str, text: str, anchor: str = "", level: int = 2, label: str = "") -> str:
    """Return a heading and what stands below it; ``label`` is its name in the list beside the page, where it is another."""
    mark = " ".join(part for part in (f"#{anchor}" if anchor else "", f'data-toc-label="{label}"' if label else "") if part)
    return f"{'#' * level} {name}{f' {{ {mark} }}' if mark else ''}\n\n{text.strip()}\n"


def note(text: str) -> str:
    """Return a paragraph that is set smaller."""
    return f'<p class="ps-note">{text}</p>\n'


def bullets(items: Iterable[str]) -> str:
    """Return a list of points that are markup."""
    return "".join(f"- {item}\n" for item in items)


def paragraphs(*parts: str) -> str:
    """Return the parts that say something, each apart from the next."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def more(names: Sequence[str], most: int = 6) -> str:
    """Return some names, and how many are left out."""
    rest = len(names) - most
    return ", ".join(code(name) for name in names[:most]) + (f" and {rest} more" if rest > 0 else "")
