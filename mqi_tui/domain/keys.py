"""Which key does what, after the config file: how keys are written, and which cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from mqi_tui.domain.deeds import (
    ALL,
    BESIDE,
    CONVERSATION,
    EVERYWHERE,
    HOME,
    IN_THE_MENU,
    PLAN,
    YIELDS,
    Deed,
)
from mqi_tui.text.complaints import nearest, unknown

Keymap = Mapping[str, str]
"""Id to keys, as a config file has them; what it leaves out is as shipped."""
SHIPPED: Keymap = MappingProxyType({})
NEVER = ("ctrl+w", "ctrl+r", "f5", "ctrl+d", "ctrl+e")
"""Pressed with the call in front by mistake, these would end or disturb it."""
RESTING, LETTER = ".resting", ".menu"
"""Behind an id: its keys while no field has focus; its letter in the menu, where it has a key."""


def letter_id(deed: Deed) -> str:
    """What the letter of a deed in the go menu is called in a config file."""
    return f"{deed.id}{LETTER}" if deed.keys else deed.id


def letter(deed: Deed, keymap: Keymap) -> str:
    """What stands for a deed in the go menu; empty where it is not in there."""
    return keymap.get(letter_id(deed), deed.letter) if deed.letter else ""


def ways(deed: Deed, keymap: Keymap) -> str:
    """Every way to a deed by keys, as people read them: `ctrl+u · F9`, `ctrl+g s`."""
    return " · ".join(filter(None, (pressed(deed, keymap), in_the_menu(deed, keymap))))


def pressed(deed: Deed, keymap: Keymap) -> str:
    """The keys of its own, as people read them; empty where it has none."""
    return spoken(keymap.get(deed.id, deed.keys)) if deed.keys else ""


def in_the_menu(deed: Deed, keymap: Keymap) -> str:
    """The way to it in the go menu: `ctrl+g s`; empty where it is not in there."""
    return f"{named('go', keymap)} {letter(deed, keymap)}" if deed.letter else ""


def named(id_: str, keymap: Keymap) -> str:
    """The first way to a deed by keys: `ctrl+n`, `ctrl+g u`; empty where it has none."""
    return ways(ALL[id_], keymap).partition(" · ")[0]


def spoken(keys: str) -> str:
    """Keys as people read them: `→ · PgDn`."""
    return " · ".join(_spoken(key) for key in keys.split(",") if key)


def _spoken(key: str) -> str:
    key = key.strip()
    return _NAMES.get(key, key.upper() if _FUNCTION.fullmatch(key) else key)


def written(keys: str) -> str:
    """Keys as a binding has them, of keys as people write them: `Ctrl+N, F6` is `ctrl+n,f6`."""
    names = {name.lower(): key for key, name in _NAMES.items()}
    found = (key.strip().lower() for key in keys.split(","))
    return ",".join(names.get(key, key) for key in found)


_FUNCTION = re.compile(r"f([1-9]|1\d|2[0-4])")
_NAMES = {
    "right": "→", "left": "←", "up": "↑", "down": "↓", "pagedown": "PgDn", "pageup": "PgUp",
    "plus": "+", "equals_sign": "=", "minus": "-", "question_mark": "?", "space": "Space",
    "enter": "Enter", "insert": "Insert", "delete": "Delete", "escape": "Esc", "tab": "Tab",
    "backspace": "Backspace", "home": "Home", "end": "End",
}  # fmt: skip

# What cannot be

_CTRL = re.compile(r"ctrl\+[a-z]")
_WRITES = {*(f"ctrl+{letter}" for letter in "acvxyzhijm"), "escape", "tab", "shift+tab"}
"""What edits, leaves a field, or is one of these to a terminal."""
_RESTING = {
    "space", "enter", "backspace", "delete", "insert", "home", "end", "up", "down", "left",
    "right", "pageup", "pagedown", "plus", "minus", "equals_sign", "question_mark", "comma",
    "full_stop", "slash", "backslash", "colon", "semicolon", "asterisk", "underscore",
}  # fmt: skip
"""What writes or moves the caret, and is free while no field has focus."""


def _known(deeds: Iterable[Deed]) -> Iterator[tuple[str, str]]:
    """Every id with its keys; `next.resting` is for while no field has focus."""
    for deed in deeds:
        if deed.keys:
            yield deed.id, deed.keys
        if deed.resting:
            yield f"{deed.id}{RESTING}", deed.resting


_LETTERS = {letter_id(one): one.letter for one in IN_THE_MENU if one.letter.isalpha()}
_SHIPPED = {**_LETTERS, **dict(_known(ALL.values()))}
IDS = tuple(_SHIPPED)
"""Everything that a config file can give other keys."""
_TOGETHER = (
    (*CONVERSATION, *BESIDE, *EVERYWHERE),
    (*HOME, *EVERYWHERE),
    (*(one for one in CONVERSATION if one.id in ("next", "go")), *PLAN, *EVERYWHERE),
)
"""Deeds whose keys are in force at the same time; so are all letters of the menu."""


def complaints(keymap: Keymap) -> list[str]:
    """What is wrong with a config file's keys, a line each: unknown ids, forbidden, clashes."""
    strangers = (name for name in keymap if name not in _SHIPPED)
    found = [unknown(name, "a key of this app", nearest(name, _SHIPPED)) for name in strangers]
    ours = {name: keys for name, keys in keymap.items() if name in _SHIPPED}
    for name, keys in ours.items():
        wrong = (_wrong(name, key) for key in keys.split(","))
        found += [f'"{name}": {words}' for words in wrong if words]
    groups = [*(dict(_known(deeds)) for deeds in _TOGETHER), _LETTERS]
    return found or list(dict.fromkeys(_clashes(groups, ours)))


def _clashes(groups: Iterable[Mapping[str, str]], ours: Keymap) -> Iterator[str]:
    given = {key for keys in ours.values() for key in keys.split(",")}
    for group in groups:
        taken: dict[str, str] = {}
        here = {
            name: keys for name, keys in group.items() if name not in YIELDS or keys not in given
        }
        for name, keys in here.items():
            for key in ours.get(name, keys).split(","):
                if taken.setdefault(key, name) != name:
                    yield f'"{name}" and "{taken[key]}" are both on {_spoken(key)}'


def _wrong(name: str, key: str) -> str:
    """Why `key` cannot do what `name` stands for; empty where it can."""
    if name in _LETTERS:
        is_letter = re.fullmatch("[a-z]", key)
        return "" if is_letter else f"{_spoken(key)} is no letter from a to z, as the menu has them"
    return "" if key in _SHIPPED[name].split(",") else _taken(name, key)


def _taken(name: str, key: str) -> str:
    if key in NEVER:
        return f"{_spoken(key)} would disturb the call if typed in its window"
    if key in _WRITES or len(key) == 1:
        return f"{_spoken(key)} is needed for writing"
    if key in _RESTING and not name.endswith(RESTING):
        return f"{_spoken(key)} is needed for writing"
    if key in _RESTING or _CTRL.fullmatch(key) or _FUNCTION.fullmatch(key):
        return ""
    return f"{_spoken(key)} is no key that can be used here; such as ctrl+n or F6"
