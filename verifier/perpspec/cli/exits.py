"""Which exit codes are there, and what ends a verb early?"""

CLEAN = 0
FOUND = 1
NOT_UNDERSTOOD = 2
INTERNAL = 3
UNDECIDED = 4
INTERRUPTED = 130

EXIT_CODES = """exit codes:
  0  clean: nothing found at or above the level of --fail-on, every question decided
  1  a finding at or above that level that nobody has accepted
  2  wrong usage, or a document that cannot be understood
  3  an internal fault of perpspec
  4  some question was not decided, and nothing gives 1"""


class UsageError(Exception):
    """What was asked for does not exist or cannot be; ``help`` says what can be done about it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help
