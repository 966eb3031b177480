"""Which venues are looked at in a browser: the example, and every one of the library?"""

from __future__ import annotations

from perpspec.load.documents import venue_folders
from tests.pages.sites import EXAMPLE, ROOT

VENUES = (EXAMPLE, *venue_folders([ROOT / "specs"]))
