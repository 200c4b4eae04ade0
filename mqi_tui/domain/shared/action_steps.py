"""The action steps of a log: every line that says something under *Steps* in its action plan.

People write them as they write lists anywhere: with a box, a dash, a bullet, a number, or as a
plain line. What does not read `what — who, by when` is a step all the same; it only lacks that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from mqi_tui.domain.shared.log import (
    ACTION_PLAN,
    NOTICED,
    Log,
    Section,
    above_prompts,
    added,
    insertion,
    is_label,
    label_above,
    prompted,
    section,
    with_section,
)
from mqi_tui.domain.shared.promises import (
    BY,
    apart,
    parsed,
    promised_below,
    with_deadline,
)
from mqi_tui.domain.shared.speakers import said_by
from mqi_tui.text.clean import several

_BULLETS = "-*+•‣◦▪●○·–—→"
_MARK = re.compile(
    rf"(?:[{re.escape(_BULLETS)}]|\(?\d{{1,3}}[.)])(?=\s|$)"  # as in a list anywhere
    r"|[-+•‣◦▪●○–—→](?=[^\W\d]|\[)"  # the blank behind it forgotten
)
_BOX = re.compile(r"\[\s*([xX✓✔])?\s*\](?!\()|([☑☒✓✔✅])|[☐□]")
_SAYS_NOTHING = " \t-–—_*+.…:|()[]>#~"
_HINT = re.compile(r"[*_]*\(.*\)[*_]*|<!--.*-->")
"""What a template says of how to fill it in."""
_STEPS = re.compile(
    r"[#*_\s]*+(?:(?:action|agreed|next|our|the|my|your)\s++){0,2}steps\b[*_\s]*+"
    r"(?:[^:]*+:[*_\s]*+|(?:\([^)]*\))?[*_\s]*+(?::[*_\s]*+(?P<first>.*))?)",
    re.IGNORECASE,
)
"""The label that steps stand under; the first may stand behind it."""
_ELSEWHERE = re.compile(
    r"[#*_\s]*(?:(?:film|date|notes?)\b"
    r"|(?:what|how|who|when|where|which)\b(?:[:*_\s]*$|.*\b(?:film|record|look|know|meet)))",
    re.IGNORECASE,
)
"""How a label begins that is another prompt: no step stands below it."""
_ASKS = re.compile(
    r"[#*_\s]*(?:what|how|why|who|whom|where|which)\b(?!.*(?:,|\b(?:try|do|does)\b))", re.IGNORECASE
)
"""How a label begins that may be another prompt: plain lines below it are its answer. A list below
it is steps, which it is the title of; so is all below `What we will try:`.
"""
_OWN_WORD = re.compile(
    r"(?:from|until|till|before|after|on|in|at|within|during|starting|every|each)\b", re.IGNORECASE
)
"""How a day begins that no `by` goes before."""


class ActionStep(NamedTuple):
    """One line under *Steps*: `what — who, by when`."""

    what: str
    who: str = ""
    by: str = ""
    done: bool = False
    row: int = 0
    more: str = ""
    """What is indented below it."""

    @property
    def promise(self) -> str:
        """`who, by when`; `who, from tomorrow`, where the day has a word of its own."""
        has_own = not self.by or _OWN_WORD.match(self.by)
        return ", ".join(filter(None, (self.who, self.by if has_own else f"by {self.by}")))

    @property
    def words(self) -> str:
        """`what (more) — who, by when`."""
        what = f"{self.what} ({self.more})" if self.more else self.what
        return what + (f" — {self.promise}" if self.promise else "")

    @property
    def line(self) -> str:
        """The step as a line of the log: `- [x] what (more) — who, by when`."""
        return f"- [{'x' if self.done else ' '}] {self.words}"


@dataclass(frozen=True, slots=True)
class Item:
    """A line as one of a list: what stands before its words, and its words."""

    words: str
    indent: int = 0
    marked: bool = False
    """Whether it has a dash, a bullet or a number."""
    boxed: bool = False
    done: bool = False


Part = tuple[int, Item]
"""A line of a step: its row, and what it says."""


def item(line: str) -> Item:
    """A line without the marks of a list and the boxes that it begins with."""
    rest, wide = line.strip(), line.expandtabs(4)
    found = Item(rest, len(wide) - len(wide.lstrip()))
    while match := _BOX.match(rest) or (None if found.boxed else _MARK.match(rest)):
        is_box = match.re is _BOX
        found = replace(
            found,
            marked=found.marked or not is_box,
            boxed=found.boxed or is_box,
            done=found.done or (is_box and any(match.groups())),
        )
        rest = rest[match.end() :].lstrip()
    return replace(found, words=rest)


def promised(line: str) -> str:
    """What is to be done, of an action step; any other line as it is."""
    found = item(line)
    return parsed(found.words)[0] if found.boxed else line


def as_step(words: str, codes: str, names: Sequence[str]) -> str:
    """`- [ ] what (codes) — who, by when`; who and when are still to be typed where `words` do not
    say them behind a dash. `names`: of those who may promise; behind `—`, it is anybody.
    """
    what, tail = apart(words)
    said = tail and (f" — {tail}" in words or BY.search(tail) or any(n in tail for n in names))
    return f"- [ ] {what if said or not tail else words}{codes} — {tail if said else ''}"


def steps_of(log: Log) -> tuple[ActionStep, ...]:
    """The action steps of a log, in order."""
    return action_steps(log.text, log.header.speakers)


def action_steps(text: str, names: Sequence[str] = ()) -> tuple[ActionStep, ...]:
    """The action steps of a text. `names`: whose words a plain line can be, and then is no step."""
    lines = text.split("\n")
    found = section(lines, ACTION_PLAN)
    return tuple(_steps(lines, found, names)) if found else ()


def unfinished(text: str, names: Sequence[str] = ()) -> ActionStep | None:
    """The first action step that does not say who, or by when."""
    return next((step for step in action_steps(text, names) if not (step.who and step.by)), None)


def counted(text: str, names: Sequence[str] = ()) -> str:
    """`2 steps · 1 without a name`, and what else reads like one; empty where there is nothing."""
    steps = action_steps(text, names)
    nameless, undated = (sum(not getattr(step, it) for step in steps) for it in ("who", "by"))
    parts = (
        several(len(steps), "step") if steps else "",
        f"{nameless} without a name" if nameless else "",
        f"{undated} without a date" if undated else "",
        elsewhere(text),
    )
    return " · ".join(filter(None, parts))


def says_who(lines: Sequence[str], row: int) -> bool:
    """Whether a line is an action step that says who does it behind its words, or waits for one."""
    plan = section(lines, ACTION_PLAN)
    if plan is None or not plan.row < row < plan.end:
        return False
    return item(lines[row]).boxed or any(
        step.who for step in action_steps("\n".join(lines)) if step.row == row
    )


def is_step(lines: Sequence[str], row: int, names: Sequence[str]) -> bool:
    """Whether an action step begins in a line."""
    return any(step.row == row for step in action_steps("\n".join(lines), names))


def elsewhere(text: str) -> str:
    """That lines which answer another prompt read like steps, and how they become some.

    They stay what they are: what people write below a label is an answer to it. Yet one who says
    who does it by when makes a promise, and should know that nobody will be asked about it.
    """
    lines = text.split("\n")
    if (plan := section(lines, ACTION_PLAN)) is None:
        return ""
    taken = {row for row, _ in _under_steps(lines, plan)}
    rows = (lines[row] for row in range(plan.row + 1, plan.end) if row not in taken)
    count = sum(_is_promise(line) for line in rows)
    if count == 1:
        return "1 line reads like a step: put it under Steps"
    return f"{count} lines read like steps: put them under Steps" if count else ""


def _is_promise(line: str) -> bool:
    """Whether a line that is no label says who does it, and by when."""
    if is_label(line) or not says_something(line):
        return False
    tail = apart(item(line).words)[1]
    match = BY.search(tail)
    return bool(match and tail[: match.start()].strip(" ,"))


def line_place(lines: Sequence[str], heading: str, addition: str) -> tuple[tuple[int, int], str]:
    """Where, and as what text, a line is put into a section of the log.

    An action step goes under *Steps*, into the first box that waits for one; anything else that
    goes into the action plan stands above them, or it would be taken for one. In a section that
    asks what was noticed, that is where it goes.
    """
    plan = section(lines, heading)
    if plan is None:
        return insertion(lines, heading, addition)
    label = next((row for row in range(plan.row + 1, plan.end) if _steps_label(lines[row])), None)
    if label is None or not item(addition).boxed:
        above = above_prompts(lines, plan._replace(end=label or plan.end))
        noticed = None if label else prompted(lines, plan, NOTICED)
        return added(lines, noticed or above, addition)
    blank = (row for row in range(label + 1, plan.end) if _waits(lines[row]))
    if (row := next(blank, None)) is not None:
        return (row, len(lines[row])), addition[len(lines[row]) :]
    last = max([label, *(row for row, _ in _under_steps(lines, plan) if row > label)])
    return (last, len(lines[last])), f"\n{addition}"


def label_for(lines: Sequence[str], heading: str, addition: str) -> str:
    """The label that a line put into a section would stand below, in words; empty, below none."""
    is_there = section(lines, heading) is not None
    return label_above(lines, line_place(lines, heading, addition)[0]) if is_there else ""


def written_in(
    lines: Sequence[str], heading: str, order: Sequence[str], addition: str
) -> tuple[tuple[int, int], str]:
    """The same, for a section that is made where there is none; `order`: of the headings."""
    if section(lines, heading) is None:
        return with_section(lines, heading, order, addition)[:2]
    return line_place(lines, heading, addition)


def _waits(line: str) -> bool:
    """Whether a line is a box without words."""
    return line in ("- [ ]", "- [ ] ")


def _steps(lines: Sequence[str], plan: Section, names: Sequence[str]) -> Iterator[ActionStep]:
    """Each line that is one, with what is indented below it, and who does it on a line below."""
    parts, is_said = list[Part](), False
    for row, found in _under_steps(lines, plan):
        if parts and (tail := _tail(lines, (row, found), parts, names)):
            parts.append((row, tail))
        elif parts and _belongs(found, parts[0][1]):
            parts.append((row, found))
        else:
            if parts and not is_said:
                yield _action(parts)
            parts, is_said = [(row, found)], _is_said(lines[row], found, names)
    if parts and not is_said:
        yield _action(parts)


def _tail(
    lines: Sequence[str], below: Part, parts: Sequence[Part], names: Sequence[str]
) -> Item | None:
    """A line below a step as the end of it, where it says who does that, or by when."""
    row, found = below
    head, step = parts[0][1], " ".join(part.words for _, part in parts)
    is_near = bool(lines[row - 1].strip()) or _belongs(found, head)
    if found.boxed or not is_near or parsed(step)[1:] != ("", ""):
        return None
    beside = (lines[parts[0][0]], *lines[row + 1 : row + 2])
    promise = promised_below(step, lines[row], beside, names)
    return Item(f"— {promise}") if promise else None


def _is_said(line: str, found: Item, names: Sequence[str]) -> bool:
    """Whether a line keeps somebody's words, by their name, and promises nothing itself.

    In a list it is a step whatever it begins with: a promise is not lost for a name before it.
    """
    is_listed = found.boxed or found.marked or found.indent
    return not is_listed and bool(said_by(line, names)) and not _is_promise(line)


def _belongs(found: Item, head: Item) -> bool:
    """Whether a line is part of the step above it: indented below it, and no step of its own."""
    least = 2 if found.marked else 1
    return not found.boxed and found.indent >= head.indent + least


def _under_steps(lines: Sequence[str], plan: Section) -> Iterator[tuple[int, Item]]:
    """The lines that say something under *Steps*. Where nothing is called so, the items of a list
    under no other prompt: a plain line there may be talk. A box makes a step of a line anywhere.
    """
    rows = range(plan.row + 1, plan.end)
    is_titled = any(_steps_label(lines[row]) for row in rows)
    is_under, with_plain = not is_titled, is_titled
    for row in rows:
        label = _steps_label(lines[row])
        if label:
            is_under = with_plain = True
        elif is_label(lines[row]):
            is_under = is_under and not _leads_away(lines[row], is_titled)
            with_plain = is_under and is_titled and not _ASKS.match(lines[row])
            continue
        found = item((label["first"] or "") if label else lines[row])
        counts = found.boxed or (is_under and (with_plain or found.marked or found.indent > 0))
        if counts and says_something(found.words):
            yield row, found


def _leads_away(label: str, is_titled: bool) -> bool:
    """Whether no step stands below a label; where none is called so, any that asks is another."""
    return bool(_ELSEWHERE.match(label) or (not is_titled and _ASKS.match(label)))


def _steps_label(line: str) -> re.Match[str] | None:
    return _STEPS.fullmatch(line)


def says_something(words: str) -> bool:
    """Whether words are more than marks, and no hint of a template."""
    return bool(words.strip(_SAYS_NOTHING)) and not _HINT.fullmatch(words.strip())


def _action(parts: Sequence[Part]) -> ActionStep:
    """A step; its line may be broken, and who does it stand in the part below."""
    (row, head), below = parts[0], [part for _, part in parts[1:]]
    more = "".join(f"{'; ' if part.marked else ' '}{part.words}" for part in below).lstrip("; ")
    what, who, by = parsed(head.words)
    if not who and not by and any(parsed(part.words)[1:] != ("", "") for part in below):
        (what, who, by), more = parsed(f"{what} {more}"), ""
    elif more and not any(part.marked for part in below) and not (who or by):
        what, more = f"{what} {more}", ""
    if not by:
        what, by = with_deadline(what)
    return ActionStep(what, who, by, head.done, row, more)
