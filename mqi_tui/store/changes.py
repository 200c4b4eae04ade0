"""From one state of a conversation to the next, as plain JSON.

A change is a list: `[path]` removes, `[path, value]` sets, and
`[path, start, deleted, inserted]` splices a text or a list (indices count code points or items).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mqi_tui.store.errors import Refused

Tables = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Table name to document id ("1", "2", …) to document."""
State = dict[str, Any]
"""Half ("shared", "private") to its tables."""
Change = list[Any]

SHORT = 60
"""Characters up to which a text is set whole."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def encode(value: Any) -> bytes:
    """`value` as compact JSON. Lone surrogates, which no file can hold, become U+FFFD.

    Raises:
        Refused: for anything that would not come back from JSON as it went in.
    """
    return through_json(value)[0]


def through_json(value: Any) -> tuple[bytes, Any]:
    """`value` as `encode` writes it, and as it comes back from there, in objects of its own.

    Raises:
        Refused: as for `encode`.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        back = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise Refused(f"a document that cannot be written ({error})") from error
    if back != value:
        raise Refused("a document that cannot be written (a key that is no text, or a tuple)")
    data = to_utf8(text)
    return data, json.loads(data) if _SURROGATE.search(text) else back


def to_utf8(text: str) -> bytes:
    """`text` in UTF-8, each lone surrogate as U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def copied(value: Any) -> Any:
    """A copy of JSON data that shares nothing that can change."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value


def changes(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[Change]:
    """The changes, in order, that make `old` equal to `new`."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() - new.keys():
            yield [[*path, key]]
        for key, item in new.items():
            if key in old:
                if old[key] != item:
                    yield from changes(old[key], item, (*path, key))
            else:
                yield [[*path, key], item]
    elif isinstance(new, (str, list)) and type(old) is type(new) and len(new) > SHORT:
        yield [[*path], *_splice(old, new)]
    else:
        yield [[*path], new]


def apply(state: State, steps: list[Change]) -> None:
    """Change `state` in place by `steps`."""
    for step in steps:
        *above, key = step[0]
        holder = state
        for name in above:
            holder = holder[name]
        match step[1:]:
            case []:
                del holder[key]
            case [value]:
                holder[key] = value
            case [start, deleted, inserted]:
                whole = holder[key]
                holder[key] = whole[:start] + inserted + whole[start + deleted :]


def _splice(old: Any, new: Any) -> tuple[int, int, Any]:
    start = _common(old, new)
    tail = _common(old[start:][::-1], new[start:][::-1])
    return start, len(old) - start - tail, new[start : len(new) - tail]


def _common(one: Any, other: Any) -> int:
    """Length of the common beginning, by halving: comparing slices is fast, items are not."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
