"""Every key of the app, once: the bindings, the cheat-sheet and the key tester are made from here.

The keys of a conversation work while typing, so they take precedence over the editor's own. Those
for when no field has focus go through `resting`, which does nothing while someone types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """One promise: `keys` anywhere, `resting` only while no field has focus."""

    id: str
    action: str
    keys: str
    resting: str
    label: str
    tooltip: str
    show: bool = True


CONVERSATION = (
    Key("next", "next", "ctrl+n", "right,pagedown", "Next", "Start, then the next step"),
    Key("back", "step_back", "ctrl+b", "left,pageup", "Back", "The step before", False),
    Key("pause", "pause", "ctrl+t", "space", "Pause", "Pause the clock, or go on"),
    Key("plus", "plus", "ctrl+u,f9", "plus,equals_sign", "+1 min", "One minute more for this step"),
    Key("minus", "minus", "ctrl+k,f8", "minus", "−1 min", "One minute less for this step", False),
    Key("note", "note", "ctrl+o,f2", "", "Note", "A private quick note; any letter starts one"),
    Key("log", "log", "ctrl+l", "enter", "Log", "Into the log, and back to the steps"),
    Key("speaker", "speaker", "f7", "", "Speaker", "Whose words this line is, in turn", False),
    Key("share", "share", "ctrl+f,f4", "", "Share", "The log alone, safe to screen-share"),
    Key("go", "go", "ctrl+g", "", "Go…", "Go to a step, skip, back-date, who pays, undo, end"),
)  # fmt: skip
EVERYWHERE = (
    Key("save", "save", "ctrl+s", "", "Save", "All is saved as you type; this says when", False),
    Key("commands", "command_palette", "ctrl+p", "", "Commands", "Everything by name", False),
    Key("help", "help", "f1", "question_mark", "Help", "All keys on one page"),
    Key("quit", "quit", "ctrl+q", "", "Quit", "Asks while a conversation runs"),
)  # fmt: skip
ALL = (*CONVERSATION, *EVERYWHERE)

IN_THE_GO_MENU = (
    ("1 – 9, 0", "go to that step, then Enter (0 is step 10)"),
    ("s", "skip this step"),
    ("b 1 – 9", "back-date: this step began so many minutes ago"),
    ("w", "who pays: accept what is proposed"),
    ("a 1 – 9", "asked: tick that question"),
    ("i", "if they say → then I"),
    ("l", "the log, at this step's section"),
    ("n", "the notes: edit, delete, put into the log"),
    ("v", "reveal the master scores"),
    ("u", "undo the last step or time change"),
    ("e", "end the conversation"),
)
WHILE_WRITING = (
    ("Esc", "leave the field"),
    ("ctrl+z · ctrl+y", "undo, redo what you typed"),
    ("ctrl+c · ctrl+x · ctrl+v", "copy, cut, paste"),
    ("Tab", "the next field"),
)
NEVER = ("ctrl+w", "ctrl+r", "f5", "ctrl+d", "ctrl+e")
"""Pressed with the call in front by mistake, these would end or disturb it."""


def bindings(keys: Iterable[Key], *, resting: bool = True) -> list[Binding]:
    """Textual bindings for `keys`; those for when no field has focus, too, unless left out."""
    made = []
    for key in keys:
        made.append(
            Binding(
                key.keys, f"app.{key.action}", key.label,
                id=key.id, tooltip=key.tooltip, show=key.show, priority=True,
            )
        )  # fmt: skip
        if resting and key.resting:
            action = f"app.resting({key.action!r})"
            made.append(Binding(key.resting, action, key.label, id=f"{key.id}.resting", show=False))
    return made


def caret(key: str) -> str:
    """A key as the screen names it: `^n`, `F1`."""
    first = key.split(",", maxsplit=1)[0]
    return f"^{first[5:]}" if first.startswith("ctrl+") else first.capitalize()


def complaints(keymap: Mapping[str, str]) -> list[str]:
    """What is wrong with a config file's keys, a line each: unknown ids, forbidden, clashes."""
    from difflib import get_close_matches

    known = {key.id: key.keys for key in ALL}
    found = []
    for name in keymap:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            found.append(f'"{name}" is not a key of this app{hint}')
    taken: dict[str, str] = {}
    for name, keys in {**known, **{k: v for k, v in keymap.items() if k in known}}.items():
        for key in (one.strip() for one in keys.split(",")):
            if key in NEVER:
                found.append(f'"{name}": {key} would disturb the call if typed in its window')
            elif taken.setdefault(key, name) != name:
                found.append(f'"{name}" and "{taken[key]}" are both on {key}')
    return found


def cheat_sheet(keymap: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Groups of (keys, words), for the help page, the documentation and the key tester."""
    anywhere, resting = [], []
    for key in ALL:
        keys = keymap.get(key.id, key.keys)
        anywhere.append((spoken(keys), f"{key.label} · {key.tooltip}"))
        if key.resting:
            resting.append((spoken(key.resting), key.label))
    resting += [("any letter", "a private quick note"), ("0 – 9", "go to that step: Enter goes")]
    return {
        "Anywhere, typing too": anywhere,
        "While no field has focus (Esc leaves a field)": resting,
        "ctrl+g, then": list(IN_THE_GO_MENU),
        "While writing": list(WHILE_WRITING),
        "A note's first character": [
            ('"', "the teacher said"), ("!", "noticed"), (">", "for the log"),
            ("→ or -", "next step"), ("#", "a code of the rubric, by a few letters"),
        ],
    }  # fmt: skip


def spoken(keys: str) -> str:
    """Keys as people read them: `→ PgDn`."""
    return " ".join(_NAMES.get(key, key) for key in keys.split(","))


_NAMES = {
    "right": "→", "left": "←", "pagedown": "PgDn", "pageup": "PgUp", "plus": "+",
    "equals_sign": "=", "minus": "-", "question_mark": "?", "space": "Space", "enter": "Enter",
}  # fmt: skip
