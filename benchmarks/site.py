"""How long does it take to build the site of a large venue, and to find that nothing of it has changed?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from .made_venue import write_venue
from .measure import Benchmark, Measured, command, has, missing, perpspec, seconds

MARKETS = 500
LIBRARY = Path(__file__).parent.parent / "specs"
PLAIN = "site_name: plain\nuse_directory_urls: false\nplugins: []\nmarkdown_extensions: [attr_list, fenced_code, tables, toc]\n"


def _run(quick: bool) -> Iterator[Measured]:
    if not has("mkdocs"):
        yield missing("perpspec docs site, which needs mkdocs")
        return
    times = 1 if quick else 3
    with TemporaryDirectory() as place:
        out, venue = Path(place) / "site", write_venue(Path(place) / "made", MARKETS, distinct=True)
        build = perpspec("docs", "site", str(venue), "--out", str(out))
        yield Measured(f"perpspec docs site, {MARKETS} tables of their own", _anew(build, out, times), aim=30)
        yield Measured("the same again, nothing changed", command(build, times), aim=3)
        (out / "plain.yml").write_text(PLAIN, encoding="utf-8")
        plain = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "-f",
            str(out / "plain.yml"),
            "-d",
            str(Path(place) / "plain"),
        ]
        yield Measured("mkdocs alone, the same Markdown in its own theme", command(plain, times))
        shared = write_venue(Path(place) / "shared", MARKETS, distinct=False)
        one = perpspec("docs", "site", str(shared), "--out", str(Path(place) / "one"))
        yield Measured(f"perpspec docs site, {MARKETS} markets with one table", _anew(one, Path(place) / "one", times))
        whole = perpspec("docs", "site", str(LIBRARY), "--out", str(Path(place) / "library"))
        yield Measured("perpspec docs site specs", _anew(whole, Path(place) / "library", times), aim=30)


def _anew(build: list[str], out: Path, times: int) -> float:
    """Return the median of how long a build takes into a folder that is not there yet."""

    def work() -> None:
        rmtree(out, ignore_errors=True)
        subprocess.run(build, capture_output=True, check=True)

    return seconds(work, times)


BENCHMARK = Benchmark("site", f"seconds to build the site of {MARKETS} markets with 10 tiers, in a new process", _run)
