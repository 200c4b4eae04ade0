"""Lines of the planning guide: how ready a part is, and what is missing before going live."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from mqi_tui.domain.private.blanks import Missing
from mqi_tui.domain.private.plan import Part
from mqi_tui.domain.private.planning_guide import SECTIONS, Section, key_is_public
from mqi_tui.domain.private.ready import State
from mqi_tui.domain.watching_email import Standing
from mqi_tui.ui.widgets.rows import fitted

MARKS = {"ready": "✓", "blank": "○", "wrong": "▲", "not today": "–", "empty": "·"}
NOTHING_MISSING = "Nothing is missing: each field is filled in, or not wanted"
WIDTH = 36
"""Columns of a part's line; a long title pushes its minutes on."""


def part_line(place: int, state: State) -> Content:
    """One part in the list of parts."""
    part = SECTIONS[place]
    words = f"{MARKS[state.word]} {part.number:>2} {state.title}"
    left = "to look at" if state.word == "wrong" else f"{state.blank} blank"
    tail = left if state.blank else state.lacks
    if state.lacks and tail:
        words = fitted(words, WIDTH - len(tail) - 1)
    if not tail and state.minutes:
        tail = f"{state.minutes} min"
    elif not tail and state.word == "not today":
        tail = "not today"
    style = "bold $warning" if state.word == "wrong" else ""
    room = max(WIDTH - len(words), len(tail) + 1)
    return Content.styled(f"{words}{tail:>{room}}", style)


def place_of(part: Section) -> str:
    """Where a part stands in the guide; what counts from one twice is told apart by a word."""
    return f"{'Preparation' if part.part == 'prepare' else 'Step'} {part.number}"


def whose(place: int) -> str:
    """Who reads what stands in a part."""
    is_both = any(key_is_public(field.key) for field in SECTIONS[place].fields)
    return "notes are PRIVATE" if is_both else "PRIVATE"


def titles(whose: str, place: str, title: str) -> tuple[str, ...]:
    """What a part is called over its fields, the longest first: where it is gives way."""
    return (f"{whose} · {place} · {title}", f"{whose} · {title}", f"{whose} · {place}", whose)


def purpose_lines(goal: str, prompts: Sequence[str]) -> Content:
    """What a part is for, and what the guide says to it."""
    lines = [Content(goal), *(Content(f"· {words}") for words in prompts)]
    return Content("\n").join(lines)


def part_lines(parts: Sequence[Part]) -> Content:
    """What was prepared elsewhere, each thing below its label."""
    lines = [
        line
        for one in parts
        for line in (
            Content.styled(one.label.upper(), "$label"),
            *(Content(f"  {words}") for words in one.lines),
        )
    ]
    return Content("\n").join(lines)


def todo(missing: Sequence[Missing], room: int, key: str = "") -> Content:
    """What is wrong or blank, each a way to its field; as many as fit into so many cells.

    The first is always told, be it cut. `key`: what leads to the next one; empty, none does now.
    """
    if not missing:
        return Content.styled(f"✓ {NOTHING_MISSING}", "$on-track")
    wrong = any(one.wrong for one in missing)
    first = f"{len(missing)} to look at: " if wrong else "Blank: "
    room -= len(first) + len(_more(len(missing), key))
    parts = []
    for one in missing:
        if len(one.words) + 5 > room:
            break
        room -= len(one.words) + 5
        parts.append(_way(one))
    parts = parts or [_way(missing[0]).truncate(max(room, 1), ellipsis=True)]
    rest = len(missing) - len(parts)
    tail = Content.styled(_more(rest, key), "$label") if rest else Content("")
    return Content.assemble((first, "bold"), Content(" · ").join(parts), tail)


def _way(one: Missing) -> Content:
    words = Content.styled(f"▲ {one.words}" if one.wrong else one.words, "$warning" * one.wrong)
    return words.stylize(Style.from_meta({"@click": f"screen.jump({one.section}, {one.key!r})"}))


def _more(count: int, key: str) -> str:
    return f" … and {count} more" + (f": {key}" if key else "")


def mail_lines(mail: Standing) -> Content:
    """What the e-mail to the teacher is, and what is left to do in it."""
    how = "edited by you" if mail.is_edited else "as the template makes it"
    lines = [
        Content("The watching assignment, made from this plan: the teacher reads it."),
        Content(f"It is {how}."),
        *(Content.styled(f"▲ {words[:1].upper()}{words[1:]}", "$warning") for words in mail.to_see),
    ]
    if not mail.not_ready:
        lines.append(Content("✓ Nothing is left open in it."))
    if mail.handed and not mail.is_old:
        lines.append(Content(f"✓ {mail.handed[:1].upper()}{mail.handed[1:]}."))
    return Content("\n").join(lines)


def link(words: str, action: str) -> Content:
    """Words that can be clicked."""
    return Content(words).stylize(Style.from_meta({"@click": action}) + Style(underline=True))
