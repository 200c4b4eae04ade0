"""What of a Word file is not the guide's text: comments, footnotes, hidden text, pictures.

None of it answers a question of the form, and none is dropped without a word: it is told on the
review, and kept in the private notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mqi_tui.files.guide.styles import W
from mqi_tui.text.clean import listed, several

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_INK = "{http://schemas.microsoft.com/office/word/2010/wordml}"
PAGE = "embedded page"
LEFT_OUT = {
    f"{_DRAWING}picture}}pic": "picture",
    f"{_DRAWING}chart}}chart": "chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "chart",
    f"{_DRAWING}diagram}}relIds": "diagram",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    f"{_OFFICE}OLEObject": "embedded object",
    f"{W}control": "control",
    f"{W}contentPart": "drawing by hand",
    f"{_INK}contentPart": "drawing by hand",
    f"{W}altChunk": PAGE,
    f"{W}subDoc": "document in another file",
    f"{W}movie": "film",
}
"""What has no words that could be read here, and what people call it."""
EQUATION = "equation of an old kind"
SYMBOL = "symbol of an unknown font"
LONGEST = 60
"""Letters of the line to which a note belongs."""

Ref = tuple[str, str]
"""The kind of a note (`comment`, `footnote`, `endnote`), and its id."""


@dataclass(slots=True)
class Beside:
    """Gathered while the text is read."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    """Where the links of the text lead, by their ids."""
    left: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    lines: dict[Ref, str] = field(default_factory=dict)
    """The line to which each note belongs."""

    def leave_out(self, element: Any) -> None:
        """Count what has no words, by what it is."""
        old = element.get("ProgID", "").startswith("Equation")
        self.left[EQUATION if old else LEFT_OUT[element.tag]] += 1

    def unread(self, number: int) -> None:
        """Count symbols that no table knows."""
        if number:
            self.left[SYMBOL] += number

    def hide(self, words: str) -> None:
        """Keep what Word does not show."""
        if words.strip():
            self.hidden.append(words.strip())

    def belongs(self, refs: list[Ref], words: str) -> None:
        """Keep, for each of `refs`, the line that it stands beside, the first that there is."""
        line = " ".join(words.split())
        cut = line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"
        self.lines.update({ref: cut for ref in refs if ref not in self.lines})

    def told(self) -> str:
        """`1 picture and 2 embedded pages`; empty where nothing is left out."""
        return listed([several(number, what) for what, number in self.left.items()])
