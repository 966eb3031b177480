"""What does ``python -m perpspec`` do? The same as the command."""

from __future__ import annotations

import sys

from .cli import main

sys.exit(main(sys.argv[1:]))
