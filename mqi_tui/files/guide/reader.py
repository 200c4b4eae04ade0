"""Reading a planning guide from top to bottom: which words answer what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from mqi_tui.domain.guide import load_guide
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.files.guide.answers import Answers
from mqi_tui.files.guide.asking import Way, anywhere, beside, elsewhere, here, in_print, is_second
from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.head import apart
from mqi_tui.files.guide.labels import ALONE, HEAD_KEYS, aside, clip_in, label, names_clip
from mqi_tui.files.guide.printed import (  # fmt: skip
    after_preparation,
    asked_in_print,
    is_form,
    is_somewhere,
    leads,
    says_enough,
)
from mqi_tui.files.guide.public import is_public
from mqi_tui.files.guide.sections import follows, part_title
from mqi_tui.files.guide.where import Where, first_clip
from mqi_tui.files.guide.wording import EMAIL, NOTES, START, Place, says, words_of

ITEMISED = ("list", "codes", "annotations", "responses")
"""Kinds of fields whose lines stand each for itself, and need no numbers."""
ENOUGH = 3
"""Words of a question of the form that may come again; a word alone is soon one of an answer."""
_ASKS = re.compile(r"[:?](?=\s|$)")
_LASTS = re.compile(r"\((\d{1,3})\s?min(?:ute)?s?\.?\)", re.IGNORECASE)
_ENTRY = re.compile(r"\(?(\d{1,2})[.)]\s+(.*)")


@dataclass(slots=True)
class Reader:
    """Where in the guide the reading stands, and what was gathered."""

    official: bool = False
    """Whether the guide asks in the form's own words: what has others is the coach's."""
    answers: Answers = field(default_factory=Answers)
    letter: list[str] = field(default_factory=list)
    """What stands in the section of the e-mail, blank lines included."""
    _at: Where = field(default_factory=Where)
    _key: str | None = ""
    """What is asked; empty where nothing is yet, None where no field is for it."""
    _asked: set[str] = field(default_factory=set)
    _in_items: bool = False
    """Whether the last line was an entry of a list."""
    _about: int = 0
    """The clip of the lesson that was spoken of last; 0 where that was the stock clip."""
    _count: int = 0
    """The number of the last entry of a list with numbers."""
    _blank: int = 0
    """Blank lines at the beginning of a quoted answer."""
    _above: str = ""
    """The line above, where it is the form's."""

    def take(self, block: Block) -> None:
        """One line: the beginning of a section, a label, an answer, or something else."""
        self._blank *= block.quoted
        if block.quoted and self._at.place == EMAIL:
            self.answers.email.append(block.text)
        elif block.quoted:
            self._quoted(block.text)
        elif block.text.strip():
            for words in self._apart(block.text):
                self._read(replace(block, text=words))
        elif self._at.place == EMAIL:
            self.letter.append("")

    def _quoted(self, line: str) -> None:
        """A line that is certainly an answer; one to write on, and blank, is none."""
        if not line.strip() and not self.answers.said.get(self._key or ""):
            self._blank += 1
            return
        for one in [""] * self._blank + [line]:
            self.answers.keep(self._key, one)
        self._blank = 0

    def _apart(self, line: str) -> list[str]:
        if self._at.place != START:
            return [line]
        return apart(line, goes_on=self._key in HEAD_KEYS)

    def _read(self, block: Block) -> None:
        block = self._entry(block)
        if aside(block.text):
            self._key, self._above = "", block.text
        elif not self._tells(block) and not self._begins(block):
            self._say(block)
        self._in_items = block.item

    def _entry(self, block: Block) -> Block:
        """An entry of a list with numbers, among answers, is one without: an item."""
        if block.stands_out or (self._count == 0 and self._key in self.answers.said):
            return block
        words = self._counted(block.text)
        if words is None:
            return block
        begun = self._at.heading(block)[0]
        if begun and (
            begun.place == follows(self._at.place) or says_enough(block.text, begun.place)
        ):
            return block
        self._count += 1
        return replace(block, text=words, item=True)

    def _counted(self, text: str) -> str | None:
        """What the next entry of a list with numbers says; with its number where that is needed."""
        found = _ENTRY.fullmatch(text)
        if not self._key or not found or int(found[1]) != self._count + 1:
            return None
        return found[2] if self._kind in ITEMISED else text

    @property
    def _kind(self) -> str:
        """The kind of the field that is asked for."""
        return FIELDS[self._key].kind if self._key and self._key in FIELDS else ""

    # Where a section begins

    def _tells(self, block: Block) -> bool:
        """Whether the line is one in which the form tells of itself."""
        before = self._at.place
        told = self._at.tells(block, among_answers=bool(self._key) and self._key not in HEAD_KEYS)
        if self._at.place != before:
            self._start()
        return told

    def _begins(self, block: Block) -> bool:
        """Whether the line begins a part or a section; then the reading stands there."""
        if block.item and not block.numbered:
            return False
        if part := part_title(block.text, stands_out=block.stands_out):
            self._at.go(part, headed=self._at.headed)
            self._start()
            return True
        found, tail = self._at.heading(block)
        if not found or self._at.is_no_heading(found, block):
            return False
        if self._at.may_be_label(found, block) and self._asks(block):
            return True
        self._at.go(found.place, numbered=found.sure)
        self._start()
        self._lasts(block.text)
        if tail:
            self._say(replace(block, text=tail, stands_out=False))
        return True

    def _lasts(self, heading: str) -> None:
        """Minutes in the heading of a step, where they are others than the guide's."""
        part, number = self._at.place
        told = _LASTS.search(heading)
        if part == "talk" and told and int(told[1]) != load_guide().step(number).minutes:
            self.answers.keep(f"steps.{number}.minutes", told[1])

    def _start(self) -> None:
        """At the beginning of a section nothing is asked yet."""
        self._key, self._above, self._count = "", "", 0

    # What a section asks, and what is answered

    def _say(self, block: Block) -> None:
        words = after_preparation(block.text)
        if self._at.place == EMAIL:
            self.letter.append((block.typed or block.text) if words is None else words)
            return
        if words is not None:
            self._key, self._above = "", ":" if words or self._at.place[0] == "prepare" else ""
            block = replace(block, text=words)
        above = self._above
        self._above = above if not block.text else ""
        if names_clip(block.text):
            self._about = clip_in(block.text) or 0
        if self._at.place == NOTES and names_clip(block.text) and not block.item:
            self._at.clip, self._key = clip_in(block.text) or 1, ""
        elif self._explains(block.text, above):
            self._key, self._above = "", block.text
        elif block.text and not self._asks(block) and not self._asks_more(block.text):
            if self._is_form(block.text, above):
                self._above = block.text
            else:
                self._answered(block)

    def _explains(self, text: str, above: str) -> bool:
        """Whether the form says what a section is for, or gives an example."""
        if self._at.place[0] != "talk" or self._is_among_answers or not leads(text):
            return False
        return is_form(text, self._at.place, above) or (self.official and is_somewhere(text))

    def _is_form(self, text: str, above: str) -> bool:
        """Whether a line that answers nothing is the form's own."""
        nothing_asked = not self._key or self._key in HEAD_KEYS
        return nothing_asked and (is_form(text, self._at.place, above) or is_somewhere(text))

    def _asks_more(self, text: str) -> bool:
        """Whether it is the second question of what was just asked."""
        if not self._key or self._key in self.answers.said:
            return False
        return is_second(text, self._key, self._at.place)

    def _answered(self, block: Block) -> None:
        """An answer; or, where it stands out and looks like it, something no field is for."""
        is_question = block.text.rstrip().endswith("?") and self._kind == "list"
        marked = self._marks(block.text) and not is_question and not self._may_be_slanted(block)
        if block.stands_out and (marked or not block.only_bold):
            self._key = None
        elif self._key == "" and ALONE.get(self._at.place) not in self._asked:
            self._key = ALONE.get(self._at.place, "")
        self.answers.keep(self._key, block.text)

    def _may_be_slanted(self, block: Block) -> bool:
        """Whether a question in italics may be an answer: not where others see what is answered."""
        return block.slanted and bool(self._key) and not is_public(self._key or "")

    def _marks(self, text: str) -> bool:
        """Whether a line ends as a label does; in the form as printed, its questions are known."""
        return text.rstrip().endswith(":") or (text.rstrip().endswith("?") and not self.official)

    def _asks(self, block: Block) -> bool:
        """Whether the line is a label; what follows on it is the answer's beginning."""
        if self._is_one_more_question(block):
            return False
        ends = [match.end() for match in _ASKS.finditer(block.text)]
        if block.stands_out or not ends:
            ends = [*ends, len(block.text)]
        heads = [block.text[:end] for end in ends[:2]]
        ways = (here, in_print, elsewhere) if self._at.headed else (anywhere,)
        return any(self._asks_by(head, block, way) for way in ways for head in heads)

    def _asks_by(self, head: str, block: Block, way: Way) -> bool:
        """Whether the line is a label with `head`, where this way of looking finds what it is."""
        tail = block.text[len(head) :].strip()
        found, place = self._of_clip(head, block, *way(head, block, self._at.place, self._asked))
        is_label = bool(tail) or block.stands_out or head.endswith((":", "?"))
        if not found or not (is_label or found in HEAD_KEYS):
            return False
        clip = self._clip_of(found, head, place)
        key = found.replace("N", str(clip))
        if not self._may_ask(key, place, head, block):
            return False
        self._key, self._count = key, 0
        if key.startswith(("clips.", "stock_clip")):
            self._about = int(key[6]) if key.startswith("clips.") else 0
        self._at.ask(place, clip)
        self._asked.add(key)
        self._rest_of(tail)
        return True

    def _of_clip(self, head: str, block: Block, found: str, place: Place) -> tuple[str, Place]:
        """What is asked of the stock clip, though a clip of the lesson is spoken of: of that."""
        if not self._about or not found.startswith("stock_clip") or says(head, "stock|master"):
            return found, place
        if asked_in_print(head, found, place) or place == self._at.place != START:
            return found, place
        there = anywhere(f"{head} clip {self._about}", block, self._at.place, self._asked)
        return there if there[0] else (found, place)

    def _clip_of(self, found: str, head: str, place: Place) -> int:
        """The clip that a label is about, where it may be about either."""
        now = self._at.clip if place == self._at.place else first_clip(place)
        if "N" not in found:
            return now
        another = found == "clips.N" and f"clips.{now}" in self._asked
        return min(clip_in(head) or now + another, 2)

    def _may_ask(self, key: str, place: Place, head: str, block: Block) -> bool:
        """Whether a line that has the words of a label is one, and no answer that has them too."""
        again = key in self._asked
        if asked_in_print(head, key, place):
            return not again or len(words_of(head)) >= ENOUGH
        if key in HEAD_KEYS and not block.stands_out and self._is_among_answers:
            return False
        if block.stands_out and (self._marks(head) or not block.only_bold):
            return True
        return not again and not (self.official and self._is_among_answers)

    @property
    def _is_among_answers(self) -> bool:
        """Whether something is asked, that is no part of a guide's head."""
        return self._at.place != START and bool(self._key) and self._key not in HEAD_KEYS

    def _is_one_more_question(self, block: Block) -> bool:
        """In a list of questions, one that looks like those above it asks for no field."""
        is_list = self._kind == "list" and not is_public(self._key or "")
        if not is_list or block.stands_out or not block.text.rstrip().endswith("?"):
            return False
        heads = [block.text[: match.end()] for match in _ASKS.finditer(block.text)]
        if any(asked_in_print(head, label(head, self._at.place), self._at.place) for head in heads):
            return False
        return block.item or (self._key in self.answers.said and block.item == self._in_items)

    def _rest_of(self, tail: str) -> None:
        """What stands behind a label on its line."""
        tail = beside(tail, self._key or "", self._at.place)
        words = self._counted(tail)
        self._count += words is not None
        if tail:
            self.answers.keep(self._key, words or tail)
