"""All keys on one page, of the table of deeds: for help and for the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from mqi_tui.domain.deeds import (
    ALL,
    BESIDE,
    CODES,
    CONVERSATION,
    EVERYWHERE,
    FROM_THE_PLAN,
    FROM_THE_RECAP,
    HOME,
    IN_THE_PLAN,
    MENU,
    PLAN,
    THE_NEXT,
    WRITE_NOTES,
    WRITE_PLAN,
    Deed,
)
from mqi_tui.domain.keys import RESTING, Keymap, letter, letter_id, named, spoken, ways


class Line(NamedTuple):
    """Keys, and what they do. `id`: what a config file calls them; empty, they stay as they are."""

    keys: str
    words: str
    id: str = ""


AT_REST = (
    Line("↑ · ↓", "scroll the private plan"),
    Line("any letter", "a private quick note"),
    Line("0 – 9", "go to that step: Enter goes"),
)
WHILE_WRITING = (
    Line("Esc", "leave the field"),
    Line("ctrl+z · ctrl+y", "undo, redo what you typed"),
    Line("ctrl+c · ctrl+x · ctrl+v", "copy, cut, paste"),
    Line("Tab", "the next field"),
)
IN_A_NOTE = (
    Line('"', "the teacher said"),
    Line("!", "noticed"),
    Line(">", "for the log"),
    Line("→ or -", "next step"),
    Line("#", "a code of the rubric, by a few letters"),
)

IN_THE_RECAP = (
    Line("Enter", "do what is marked"),
    Line("Tab", "what was: time, notes, scores; and back to what is to do"),
    Line("PgDn · PgUp", "read on in what was, from what is to do, too"),
    Line("Esc", "all conversations"),
)
IN_THE_EMAIL = (
    Line("Tab", "to the buttons, and back to the text"),
    Line("ctrl+z", "undo, from the buttons, too"),
    Line("Esc", "back to the plan"),
)
COUNTED = (
    "% of words: of today's lines that begin with a name, first or last, or that a guest of "
    "that name wrote; what both say counts half"
)
MARGIN = "letters left of the log: whose line it is, then whose caret is there"
PLAN_BY = "action plan by: begun then, step 9 is over at the planned end"
IN_THE_SCORES = (
    Line("↑ ↓ · ← →", "another code · whose score"),
    Line(
        "0, 1, 2 …",
        "a score that the code has, and on to the next; Space turns it, Backspace none",
    ),
    Line("Enter", "what is agreed on the code, into the log; below the codes, the master scores"),
    Line("Esc", "back"),
)
IN_THE_NOTES = (
    Line("Enter", "change the note; without > or - it is private, and done with; Enter keeps it"),
    Line("→", "into the log, shown before it is"),
    Line("Delete · ctrl+z", "delete it, bring it back"),
    Line("Esc", "back"),
)
IN_SINCE = (
    Line("Space · ← →", "the next mark, the one before"),
    Line("any letter", "what happened, in a few words; Enter keeps them"),
    Line("ctrl+z", "take the last mark back"),
    Line("Esc", "out of the words, which stay half typed; then back"),
)
NOTES_AS_A_FILE = f"your notes, PRIVATE, as a file for you: {WRITE_NOTES.format('ID')}"
ON_PAPER = f"on paper, to read or fill in: {WRITE_PLAN.format('ID')}"
HOME_TITLE, PLAN_TITLE, RECAP_TITLE = "At home", "In the planning guide", "In the recap"
HOUR_TITLE, EMAIL_TITLE = "In the hour, typing too", "In the e-mail"
ANYWHERE_TITLE, WRITING_TITLE = "Anywhere", "While writing"
SCORES_TITLE, NOTES_TITLE = "In the scores", "In the list of notes"
SINCE_TITLE = "In the list of last time's action steps"
Told = Mapping[str, str]
"""What is said of deeds as things stand, by id, instead of what is said of them always."""
AS_ALWAYS: Told = MappingProxyType({})
BOXES = (SCORES_TITLE, NOTES_TITLE, SINCE_TITLE)
"""What stands over a screen: keys of anywhere wait until it is left."""


def of_a_screen(title: str, keymap: Keymap, told: Told = AS_ALWAYS) -> dict[str, list[Line]]:
    """What works on a screen, its own first; in the hour, where there is most of it, all there is.

    `title`: of the screen's own keys; empty, it has none that are told here.
    """
    groups = cheat_sheet(keymap, told)
    if title in BOXES:
        return {title: groups[title]}
    if title != HOUR_TITLE:
        writing = [WRITING_TITLE] if title != RECAP_TITLE else []
        groups = {name: groups[name] for name in (title, ANYWHERE_TITLE, *writing) if name}
    return groups


def cheat_sheet(keymap: Keymap, told: Told = AS_ALWAYS) -> dict[str, list[Line]]:
    """Groups of (keys, words), by their titles."""
    go = named("go", keymap)
    return {
        HOUR_TITLE: [
            *(_line(one, keymap) for one in (*CONVERSATION, *BESIDE)),
            Line("", COUNTED),
            Line("", MARGIN),
            Line("", PLAN_BY),
            Line("", NOTES_AS_A_FILE),
            Line("", f"a later end: {named('prepare', keymap)}, part 6, Minutes in all"),
        ],
        ANYWHERE_TITLE: [_line(one, keymap) for one in EVERYWHERE],
        "While no field has focus (Esc leaves a field)": [*_resting(keymap), *AT_REST],
        **{f"{go}, then: {name}": list(_menu(group, keymap, told)) for name, group in MENU.items()},
        WRITING_TITLE: list(WHILE_WRITING),
        HOME_TITLE: [
            Line("letters", "search"),
            Line("Enter", "open"),
            *(_line(one, keymap) for one in HOME),
        ],
        PLAN_TITLE: [
            Line("Tab", "the next field"),
            Line("PgDn · PgUp", "the next part, the one before: the guide, step by step"),
            *(
                Line(named(id_, keymap), f"{IN_THE_PLAN[id_]} · {words}")
                for id_, words in FROM_THE_PLAN.items()
            ),
            *(_line(one, keymap) for one in (*PLAN, CODES)),
            Line("", ON_PAPER),
        ],
        EMAIL_TITLE: list(IN_THE_EMAIL),
        RECAP_TITLE: [
            *IN_THE_RECAP,
            Line(named("log", keymap), f"the log: {FROM_THE_RECAP['log']}"),
            Line(named("new", keymap), _to_the_next()),
            Line("", NOTES_AS_A_FILE),
        ],
        SCORES_TITLE: list(IN_THE_SCORES),
        NOTES_TITLE: list(IN_THE_NOTES),
        SINCE_TITLE: list(IN_SINCE),
        "A note's first character": list(IN_A_NOTE),
        f"By name alone: {named('commands', keymap)}": [
            Line("", f"{one.label} · {one.words}") for one in ALL.values() if not ways(one, keymap)
        ],
    }  # fmt: skip


def _to_the_next() -> str:
    """`Plan the next · …`: what its key is called, and when it is called otherwise."""
    prepared = f"{THE_NEXT['prepared']}, where it is prepared"
    return f"{THE_NEXT['new']} · {prepared} · {THE_NEXT['sample']}, after the sample"


def _line(deed: Deed, keymap: Keymap) -> Line:
    return Line(spoken(keymap.get(deed.id, deed.keys)), f"{deed.label} · {deed.words}", deed.id)


def _resting(keymap: Keymap) -> Iterator[Line]:
    for one in ALL.values():
        if one.resting:
            id_ = f"{one.id}{RESTING}"
            yield Line(spoken(keymap.get(id_, one.resting)), one.label, id_)


def _menu(group: tuple[Deed, ...], keymap: Keymap, told: Told) -> Iterator[Line]:
    for one in group:
        number = f" {one.number}" if one.number and one.letter.isalpha() else ""
        words = " · ".join(filter(None, (one.label, told.get(one.id, one.words))))
        id_ = letter_id(one) if one.letter.isalpha() else ""
        yield Line(f"{letter(one, keymap)}{number}", words, id_)
