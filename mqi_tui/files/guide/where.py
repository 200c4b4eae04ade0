"""Where in a planning guide the reading stands."""

from __future__ import annotations

from dataclasses import dataclass

from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.labels import HEAD_KEYS, label
from mqi_tui.files.guide.printed import after_preparation, printed
from mqi_tui.files.guide.sections import Heading, heading, part_title, passage
from mqi_tui.files.guide.wording import OUTLINE, START, Place


@dataclass(slots=True)
class Where:
    """The section, the clip, and how the guide names its sections."""

    place: Place = START
    clip: int = 1
    headed: bool = False
    """Whether the guide names its sections."""
    numbered: bool = False
    """Whether it numbers them."""
    _passage: Place | None = None
    """What the form tells of itself, while it does."""
    _listed: Place | None = None
    """The section that its outline named last."""

    def go(self, place: Place, *, headed: bool = True, numbered: bool = False) -> None:
        """To the beginning of a section."""
        self.ask(place, first_clip(place))
        self.headed = headed
        self.numbered |= numbered

    def ask(self, place: Place, clip: int) -> None:
        """Something is asked in a section, of a clip: the form does not tell of itself any more."""
        self.place, self.clip = place, clip
        self._passage = self._listed = None

    def tells(self, block: Block, *, among_answers: bool) -> bool:
        """Whether a line is one in which the form tells of itself."""
        told = None if block.item or among_answers else passage(block.text)
        if told:
            self._passage, self._listed = told, None
        elif self._passage and printed(block.text, self._passage):
            found = self.heading(block)[0]
            self._listed = found.place if found and self._passage == OUTLINE else self._listed
        else:
            self._leave_outline(block)
            return False
        return True

    def _leave_outline(self, block: Block) -> None:
        """Where words of the coach's follow the outline, they belong to the step named last."""
        if not self._listed or self.heading(block)[0]:
            return
        head = label(block.text.partition(":")[0], START)
        if head not in HEAD_KEYS and not part_title(block.text, stands_out=True):
            self.go(self._listed)

    def heading(self, block: Block) -> tuple[Heading | None, str]:
        """The section that a line begins, and what else stands on it, behind a colon."""
        head, _, tail = block.text.partition(": ")
        whole = self._heading(block.text, block)
        if whole and whole.printed:
            return whole, ""
        found = self._heading(head, block)
        return (found, tail.strip()) if found else (whole, "")

    def _heading(self, title: str, block: Block) -> Heading | None:
        part = self.place[0]
        return heading(title, part, stands_out=block.stands_out, numbered=block.numbered)

    def is_no_heading(self, found: Heading, block: Block) -> bool:
        """Whether it prepares something, is in bold where others have numbers, or leads back."""
        if after_preparation(block.text) is not None:
            return True
        if found.sure:
            return False
        back = self.place[0] == "talk" and found.place[0] == "prepare"
        bold = self.numbered and block.only_bold and not found.printed
        return bold or (back and printed(block.text, self.place))

    def may_be_label(self, found: Heading, block: Block) -> bool:
        """Whether what has a section's words ends as a label does."""
        ends_as_one = block.text.rstrip().endswith((":", "?"))
        return ends_as_one and (not found.sure or found.place == self.place)


def first_clip(place: Place) -> int:
    """The clip that a section speaks of first."""
    return 2 if place == ("talk", 7) else 1
