"""From the lines of a planning guide to a plan: found, blank, not recognised; all is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mqi_tui.paper.blocks import Block
from mqi_tui.paper.dates import moment
from mqi_tui.paper.labels import (
    START,
    Place,
    aside,
    clip_in,
    heading,
    label,
    names_clip,
    says,
    words_of,
)
from mqi_tui.private.fields import CLIP_TIMES
from mqi_tui.private.form import FIELDS, Drafts, fill, shown
from mqi_tui.private.form_kinds import SHORT
from mqi_tui.private.plan import Plan

ALSO_ASKED = "how relate|why salient|why choose"
"""Second questions of a label, which are not the answer to its first."""
BETWEEN = frozenset(["from", "to", "until", "till", "and", "min", "minutes", "clip"])
LONGEST_SHORT = 2_000
"""Letters of a name, a focus or a date: what is longer is kept in the notes."""
NONE: Drafts = {}
NOTES: Place = ("prepare", 3)
TO_CORRECT = " (to be corrected)"
_CLIP = re.compile(r"clips\.(\d)|stock_clip")
_ASKS = re.compile(r"[:?](?=\s|$)")
_LASTS = re.compile(r"\b\d{1,2} ?min(?:ute)?s?\b", re.IGNORECASE)
_ASIDE = re.compile(r"^\s*\([^()]*[?.]?\)\s*[:?]?\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, what of it was found (label and words), what is blank, what was not recognised.

    What was not recognised is in the plan's private notes as well. `drafts`: what stands in the
    right place, and cannot be read yet. `said`: the fields that it speaks of.
    """

    plan: Plan
    drafts: Drafts
    found: tuple[tuple[str, str], ...]
    blank: tuple[str, ...]
    unrecognised: tuple[str, ...]
    said: frozenset[str] = frozenset()


def match(blocks: Iterable[Block]) -> Found:
    """What a planning guide says."""
    reader = _Reader()
    for block in blocks:
        if block.text.strip() or block.quoted:
            reader.take(block)
    plan, drafts, more = Plan(""), NONE, list[str]()
    for key, lines in reader.answers.items():
        words, whole = _value(key, lines)
        if FIELDS[key].kind in SHORT and len(words) > LONGEST_SHORT:
            words, whole = "", False
        plan, drafts = fill(plan, drafts, key, words)
        more += [] if whole else [f"{_name(key)}: {' '.join(lines)}"]
    rest = (*reader.rest, *more)
    notes = "\n".join(part for part in (plan.notes, *rest) if part)
    return found(replace(plan, notes=notes), drafts, rest, frozenset(reader.answers))


def found(
    plan: Plan, drafts: Drafts, rest: tuple[str, ...], said: frozenset[str] = frozenset()
) -> Found:
    """What a plan holds, and what it lacks; not what a plan says of itself, such as 60 minutes."""
    nothing = Plan("")
    has, blank = [], []
    for key in FIELDS:
        words = shown(plan, drafts, key)
        if words != shown(nothing, NONE, key):
            has.append((_name(key) + (TO_CORRECT if key in drafts else ""), words))
        elif not words and not key.startswith("steps."):
            blank.append(_name(key))
    return Found(plan, drafts, tuple(has), tuple(_absent(plan, blank)), rest, said)


def _name(key: str) -> str:
    """A field's label, with the clip that it is about."""
    label, clip = FIELDS[key].label, _CLIP.match(key)
    if not clip or _clip_name(clip).casefold() in label.casefold():
        return label
    return f"{_clip_name(clip)}: {label}"


def _clip_name(clip: re.Match[str]) -> str:
    return f"Clip {clip[1]}" if clip[1] else "Stock clip"


def _absent(plan: Plan, blank: Iterable[str]) -> Iterable[str]:
    """A clip of which nothing is there, in one word."""
    missing = [f"Clip {number}" for number in (1, 2) if number > len(plan.clips)]
    missing += [] if plan.stock_clip else ["Stock clip"]
    return dict.fromkeys(_first_of(name, missing) for name in blank)


def _first_of(name: str, missing: list[str]) -> str:
    return next((one for one in missing if one in name), name)


def _value(key: str, lines: list[str]) -> tuple[str, bool]:
    """What is filled into a field, and whether that is all that was said."""
    kind = FIELDS[key].kind
    words = (" " if kind in SHORT else "\n").join(lines)
    if kind == "when":
        when, more = moment(words)
        return when or words, not when or not more
    return _codes(words) if kind == "codes" else words, True


def _codes(words: str) -> str:
    """Codes as the form takes them, where an `and` or `;` parts them."""
    for tried in (words, words.replace(";", ","), re.sub(r";| and |/|&", ",", words)):
        if not fill(Plan(""), {}, "stock_clip.codes", tried)[1]:
            return tried
    return words


@dataclass(slots=True)
class _Reader:
    """Where in the guide the reading stands, and what was gathered."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    _place: Place = START
    _clip: int = 1
    _key: str = ""
    _in_items: bool = False
    """Whether the last line was an entry of a list."""
    _asked: set[str] = field(default_factory=set)

    def take(self, block: Block) -> None:
        """One line: the beginning of a section, a label, an answer, or something else."""
        if block.quoted:
            self._answer(block.text)
        else:
            self._read(block)
        self._in_items = block.item

    def _answer(self, line: str) -> None:
        """A line that is certainly an answer; one to write on, and blank, is none."""
        if line.strip() or self.answers.get(self._key):
            self._keep(line)

    def _read(self, block: Block) -> None:
        if aside(block.text):
            self._key = ""
            return
        place, tail = (None, "") if block.item else self._heading(block)
        if place and (place != self._place or not self._asks(block)):
            self._place, self._key, self._clip = place, "", 1
            if tail:
                self._keep(tail)
        elif block.stands_out and self._place == NOTES and names_clip(block.text):
            self._clip, self._key = clip_in(block.text) or 1, ""
        elif not place and not self._asks(block):
            if block.stands_out and _ends(block) and self._key in self.answers:
                self._key = ""  # it asks for something that no field is for
            self._keep(block.text)

    def _heading(self, block: Block) -> tuple[Place | None, str]:
        """The section that a line begins, and what else stands on it, behind a colon."""
        head, _, tail = block.text.partition(": ")
        for title, rest in ((head, tail.strip()), (block.text, "")):
            if place := heading(title, stands_out=block.stands_out, part=self._place[0]):
                return place, rest
        return None, ""

    def _asks(self, block: Block) -> bool:
        """Whether the line is a label; what follows on it is the answer's beginning."""
        if self._is_one_more_question(block):
            return False
        ends = [match.end() for match in _ASKS.finditer(block.text)]
        if block.stands_out or not ends:
            ends = [*ends, len(block.text)]
        for end in ends[:2]:
            head, tail = block.text[:end], block.text[end:].strip()
            if aside(head) and len(words_of(head)) < 8:
                self._key = ""
                return self._rest_of(tail)
            key = self._field(head, is_label=end < len(block.text) or _ends(block))
            if key and (block.stands_out or key not in self._asked):
                self._key = key
                self._asked.add(key)
                return self._rest_of(tail)
        return False

    def _is_one_more_question(self, block: Block) -> bool:
        """In a list of questions, one that looks like those above it asks for no field."""
        is_list = self._key in self.answers and FIELDS[self._key].kind == "list"
        bare = block.text.rstrip().endswith("?") and not block.stands_out
        return is_list and bare and block.item == self._in_items

    def _field(self, head: str, *, is_label: bool) -> str:
        """The field that a line asks for, with its clip; empty where it asks for none."""
        if not is_label:
            return ""
        found = label(head, self._place, self._asked)
        if found == "clips.N":
            other = f"clips.{self._clip}" in self._asked
            self._clip = clip_in(head) or self._clip + other
        elif "N" in found:
            self._clip = clip_in(head) or self._clip
        self._clip = min(self._clip, 2)
        return found.replace("N", str(self._clip))

    def _rest_of(self, tail: str) -> bool:
        """What stands behind a label on its line."""
        tail = _ASIDE.sub("", tail) if tail.startswith("(") and "?)" in tail else tail
        if tail and not (tail.endswith("?") and says(tail, ALSO_ASKED)):
            self._keep(tail)
        return True

    def _keep(self, words: str) -> None:
        """Words that answer what was asked last; where nothing was, they are not recognised."""
        if re.fullmatch(r"clips\.[12]", self._key):
            self._times(words)
        elif self._key and not self._is_answered():
            self.answers.setdefault(self._key, []).append(words)
        else:
            self.rest.append(words)

    def _is_answered(self) -> bool:
        """Whether the field takes no more: a name or a number has one line, a date until it is one.

        A focus may go on for lines.
        """
        said = self.answers.get(self._key)
        if not said or self._key == "focus" or FIELDS[self._key].kind not in SHORT:
            return False
        return self._key != "when" or bool(moment(" ".join(said))[0])

    def _times(self, words: str) -> None:
        """From when to when a clip goes; words that say more are not recognised."""
        ends = (f"{self._key}.start", f"{self._key}.end")
        blank = [key for key in ends if key not in self.answers]
        times = CLIP_TIMES.findall(words)
        fit = 0 < len(times) <= len(blank)
        if fit:
            self.answers.update({key: [time] for key, time in zip(blank, times, strict=False)})
        others = set(words_of(_LASTS.sub(" ", CLIP_TIMES.sub(" ", words)))) - BETWEEN
        if not fit or others:
            self.rest.append(f"Clip {self._key[-1]}: {words}")


def _ends(block: Block) -> bool:
    return block.stands_out or block.text.rstrip().endswith((":", "?"))
