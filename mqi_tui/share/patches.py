"""Changes of a text in bytes of UTF-8: as the engine tells them, or as two texts differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mqi_tui.text.clean import differing

NOBODY = 0
"""The number of no replica: what several wrote, or nobody."""


class Patch(NamedTuple):
    """At byte `at`, `deleted` bytes gave way to `text`."""

    at: int
    deleted: int
    text: str
    by: int = NOBODY
    """The number of the replica, elsewhere, in which `text` was written."""


def patches(delta: list[dict[str, object]], by: int = NOBODY) -> Iterator[Patch]:
    """A delta of the engine as patches, to be applied one after the other."""
    at = deleted = 0
    for step in delta:
        if "retain" in step:
            if deleted:
                yield Patch(at, deleted, "", by)
            at, deleted = at + int(str(step["retain"])), 0
        elif "delete" in step:
            deleted += int(str(step["delete"]))
        else:
            text = str(step["insert"])
            yield Patch(at, deleted, text, by)
            at, deleted = at + len(text.encode()), 0
    if deleted:
        yield Patch(at, deleted, "", by)


def difference(old: str, new: str) -> Patch | None:
    """The one patch that makes `old` `new`; None where they are equal."""
    if old == new:
        return None
    start, old_end, new_end = differing(old, new)
    gone = old[start:old_end]
    return Patch(len(old[:start].encode()), len(gone.encode()), new[start:new_end])


def taken_out(old: str, new: str) -> str:
    """What of `old` is no more in `new`; the lines of it in one."""
    start, old_end, _ = differing(old, new)
    return " ".join(old[start:old_end].split())
