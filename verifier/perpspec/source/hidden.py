"""Which characters of a text can a reader not see, or not trust to be shown where they stand?"""

import re
import unicodedata
from collections.abc import Iterator

# U+0085, U+2028 and U+2029 are among them because YAML takes them for line ends: lines would be counted
# differently here and there.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the name, such as "`U+200B` (zero width space)", of each hidden character."""
    if text.isascii() and text.isprintable():
        return
    for found in _HIDDEN.finditer(text):
        character = found.group()
        name = unicodedata.name(character, "control character").lower()
        yield found.start(), f"`U+{ord(character):04X}` ({name})"
