"""Every key of the app, once: bindings, the cheat-sheet and the key tester are made from here.

The keys of a conversation work while typing, so they take precedence over the editor's own. Those
for when no field has focus go through `resting`, which does nothing while someone types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from mqi_tui.text.complaints import nearest, unknown


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


def _done_by(pump: str, *keys: Key) -> tuple[Key, ...]:
    """The keys, with the part of the app that does what they are for: the screen, or the app."""
    return tuple(replace(key, action=f"{pump}.{key.action}") for key in keys)


CONVERSATION = _done_by(
    "screen",
    Key("next", "next", "ctrl+n", "right,pagedown", "Next", "Start, then the next step"),
    Key("back", "step_back", "ctrl+b", "left,pageup", "Back", "The step before", False),
    Key("pause", "pause", "ctrl+t", "space", "Pause", "Pause the clock, or go on"),
    Key("plus", "plus", "ctrl+u,f9", "plus,equals_sign", "+1 min", "One minute more for this step"),
    Key("minus", "minus", "ctrl+k,f8", "minus", "−1 min", "One minute less for this step", False),
    Key("note", "note", "ctrl+o,f2", "", "Note", "A private quick note; any letter starts one"),
    Key("log", "log", "ctrl+l", "enter", "Log", "Into the log, and back to the steps"),
    Key("speaker", "speaker", "f7", "", "Speaker", "Whose words this line is, in turn", False),
    Key("restore", "restore", "f3", "", "Restore", "Bring back what was deleted in the log", False),
    Key("video", "video", "f6", "", "Video", "The clip in the browser, at its second", False),
    Key("share", "share", "ctrl+f,f4", "", "Share", "The log alone, safe to screen-share"),
    Key("go", "go", "ctrl+g", "", "Go…", "Go to a step, skip, back-date, who pays, undo, end"),
)  # fmt: skip
BESIDE = _done_by(
    "screen",
    Key("plan", "plan", "f12", "", "Plan", "The private plan in the log's place, and back"),
)
"""Of the hour with all of it on the screen."""
EVERYWHERE = _done_by(
    "app",
    Key("save", "save", "ctrl+s", "", "Save", "All is saved as you type; this says when", False),
    Key("commands", "command_palette", "ctrl+p", "", "Commands", "Everything by name", False),
    Key("help", "help", "f1", "question_mark", "Help", "All keys on one page"),
    Key("quit", "quit", "ctrl+q", "", "Quit", "Asks while a conversation runs"),
)  # fmt: skip
ALL = (*CONVERSATION, *BESIDE, *EVERYWHERE)

IN_THE_GO_MENU = (
    ("1 – 9, 0", "to that step, Enter (0 is 10)"),
    ("s", "skip this step"),
    ("b 1 – 9", "began minutes ago, as in b 2"),
    ("w", "who pays"),
    ("a 1 – 9", "asked: tick, as in a 2"),
    ("i", "if they say → then I"),
    ("f", "film: the clip in the browser, at its second"),
    ("l", "the log, at this section"),
    ("g", "guests: a link for the teacher, who is here"),
    ("n", "notes: edit, into the log"),
    ("t", "last time's steps: done, partly, not yet"),
    ("c", "codes of the stock clip: score them"),
    ("v", "reveal the master scores"),
    ("d", "date of the next conversation"),
    ("u", "undo the last time change"),
    ("r", "restore in the log what was deleted"),
    ("o", "older states of the log: look, bring back"),
    ("e", "end the conversation"),
    ("p", "the plan: look through it, change it"),
    ("h", "all conversations; the clock goes on"),
)
"""What is typed there, and what it does. Digits after a letter: a number goes with it."""
WHILE_WRITING = (
    ("Esc", "leave the field"),
    ("ctrl+z · ctrl+y", "undo, redo what you typed"),
    ("ctrl+c · ctrl+x · ctrl+v", "copy, cut, paste"),
    ("Tab", "the next field"),
)
AT_HOME = (
    ("letters", "search"),
    ("Enter", "open"),
    ("ctrl+n · Insert", "a new conversation"),
    ("ctrl+o", "import a filled planning guide"),
    ("ctrl+t", "try the sample"),
    ("F3", "search all logs and notes"),
    ("ctrl+l", "from cycle to cycle with this teacher; past logs"),
    ("F6", "another date, cancelled, archive, trash, the report"),
    ("Delete · ctrl+z", "to the trash, and back"),
)
IN_THE_PLAN = (
    ("Tab", "the next field"),
    ("PgDn · PgUp", "the next part, the one before"),
    ("F3", "what is blank or wrong next"),
    ("ctrl+l", "last time's log"),
    ("F6", "in a field of codes, all of them; else the video, at its second"),
    ("F7", "my timing: take it, give it back"),
    ("ctrl+g", "the list of parts"),
    ("ctrl+n", "to the hour; there it starts the clock"),
)
NEVER = ("ctrl+w", "ctrl+r", "f5", "ctrl+d", "ctrl+e")
"""Pressed with the call in front by mistake, these would end or disturb it."""


def caret(key: str) -> str:
    """A key as the screen names it: `^n`, `F1`."""
    first = key.split(",", maxsplit=1)[0]
    return f"^{first[5:]}" if first.startswith("ctrl+") else first.capitalize()


def named(id_: str, keymap: Mapping[str, str]) -> str:
    """The first key of an action as the screen names it, after the config file: `^n`."""
    return caret(keymap.get(id_, _KNOWN[id_]))


def complaints(keymap: Mapping[str, str]) -> list[str]:
    """What is wrong with a config file's keys, a line each: unknown ids, forbidden, clashes."""
    strangers = (name for name in keymap if name not in _KNOWN)
    found = [unknown(name, "a key of this app", nearest(name, _KNOWN)) for name in strangers]
    taken: dict[str, str] = {}
    set_here = {name: keys for name, keys in keymap.items() if name in _KNOWN}
    given = {key.strip() for keys in set_here.values() for key in keys.split(",")}
    ours = {name: keys for name, keys in _KNOWN.items() if name not in YIELDS or keys not in given}
    for name, keys in {**ours, **set_here}.items():
        for key in (one.strip() for one in keys.split(",")):
            if wrong := _wrong(name, key):
                found.append(f'"{name}": {wrong}')
            elif taken.setdefault(key, name) != name:
                found.append(f'"{name}" and "{taken[key]}" are both on {key}')
    return found


def _wrong(name: str, key: str) -> str:
    """Why `key` cannot do what `name` stands for; empty where it can."""
    if key in NEVER:
        return f"{key} would disturb the call if typed in its window"
    if key in _WRITES or len(key) == 1:
        return f"{key} is needed for writing"
    if _ANYWHERE.fullmatch(key) or (name.endswith(RESTING) and key in _RESTING):
        return ""
    if key in _RESTING:
        return f"{key} is needed for writing"
    return f"{key} is no key that can be used here; such as ctrl+n or f8"


Keymap = Mapping[str, str]
"""Action id to keys, as a config file has them; what it leaves out is as shipped."""
SHIPPED: Keymap = MappingProxyType({})

YIELDS = ("video", "plan")
"""What gives its key up to whatever a config file gives that to: each can be had otherwise, too."""
RESTING = ".resting"
_KNOWN = {key.id: key.keys for key in ALL}
_KNOWN |= {f"{key.id}{RESTING}": key.resting for key in ALL if key.resting}
"""Every id to its keys; `next.resting` is for while no field has focus."""
_ANYWHERE = re.compile(r"ctrl\+[a-z]|f([1-9]|1\d|2[0-4])")
_WRITES = {*(f"ctrl+{letter}" for letter in "acvxyzhijm"), "escape", "tab", "shift+tab"}
"""What edits, leaves a field, or is one of these to a terminal."""
_RESTING = {
    "space", "enter", "backspace", "delete", "insert", "home", "end", "up", "down", "left",
    "right", "pageup", "pagedown", "plus", "minus", "equals_sign", "question_mark", "comma",
    "full_stop", "slash", "backslash", "colon", "semicolon", "asterisk", "underscore",
}  # fmt: skip
"""What writes or moves the caret, and is free while no field has focus."""


def cheat_sheet(keymap: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Groups of (keys, words), for the help page, the documentation and the key tester."""
    anywhere, resting = [], []
    for key in ALL:
        keys = keymap.get(key.id, key.keys)
        anywhere.append((spoken(keys), f"{key.label} · {key.tooltip}"))
        if key.resting:
            rests = keymap.get(f"{key.id}{RESTING}", key.resting)
            resting.append((spoken(rests), key.label))
    resting += [
        ("↑ ↓", "scroll the private plan"),
        ("any letter", "a private quick note"),
        ("0 – 9", "go to that step: Enter goes"),
    ]
    return {
        "Anywhere, typing too": anywhere,
        "While no field has focus (Esc leaves a field)": resting,
        "ctrl+g, then": list(IN_THE_GO_MENU),
        "While writing": list(WHILE_WRITING),
        "At home": list(AT_HOME),
        "In the planning guide": list(IN_THE_PLAN),
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
