"""What is still to be done once the hour is over; each thing can be settled, and each skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import Any, NamedTuple, Protocol

from mqi_tui.domain.private.notes import FOR_THE_LOG, Note, shown
from mqi_tui.domain.private.record import Private
from mqi_tui.text.clean import several
from mqi_tui.text.dates import in_words


class Todo(NamedTuple):
    """One thing. `key`: what settles it; `words`: what it is, or how it stands."""

    key: str
    words: str
    done: bool = False


class Step(Protocol):
    """What matters of an action step here: what is done, by whom and by when; empty: not said."""

    @property
    def what(self) -> str: ...

    @property
    def who(self) -> str: ...

    @property
    def by(self) -> str: ...


SHORT = 28
"""Characters of a step that tell which one it is."""
WAYS = ("uploaded", "sent")
"""How a log comes to the teacher: names of fields of the private half."""


def todos(
    half: Private,
    steps: Sequence[Step],
    *,
    date_gone: bool = False,
    days_lack: bool = False,
    proposed: str = "",
) -> tuple[Todo, ...]:
    """In the order in which they matter, those that are done as well.

    A question that was not asked is none of it: the hour to ask it in is over.

    Args:
        half: of the conversation that was held.
        steps: the action steps of its log.
        date_gone: whether the log says nothing of the date of the next conversation.
        days_lack: whether the log leaves blank by when to film and to upload.
        proposed: these days, as they are proposed, where that is to be said.
    """
    days = [_days(proposed)] if days_lack else []
    found = [_date(half, gone=date_gone), *days, _steps(steps), _log(half)]
    if waiting := unpromoted(half):
        words = f"{several(len(waiting), 'note')} for the log or a next step, not in the log"
        found.append(Todo("notes", words))
    return tuple(found)


def unpromoted(half: Private) -> tuple[Note, ...]:
    """Notes that were meant for the log, and are not in it."""
    notes = (note for note in shown(half.notes) if note.kind in FOR_THE_LOG)
    return tuple(note for note in notes if not note.promoted)


def _date(half: Private, *, gone: bool) -> Todo:
    if half.next_when and gone:
        return Todo("date", f"next conversation: {in_words(half.next_when)} · not in the log")
    if half.next_when:
        return Todo("date", f"next conversation: {in_words(half.next_when)}", done=True)
    return Todo("date", "no date for the next conversation yet")


def _days(proposed: str) -> Todo:
    words = "no days to film and upload by"
    return Todo("due", f"{words} · proposed: {proposed}" if proposed else words)


def _steps(steps: Sequence[Step]) -> Todo:
    if not steps:
        return Todo("steps", "no action steps in the log: each is a line under Steps")
    lacking = [*_lacking(steps)]
    count = several(len(steps), "action step")
    if not lacking:
        return Todo("steps", f"{count}, each with who and when", done=True)
    return Todo("steps", f"{count} · {' · '.join(lacking)}")


def _lacking(steps: Sequence[Step]) -> Iterator[str]:
    """`2 without a name (Ask a second student …)`: how many, and the first of them.

    Where what comes next names the same one, it is named there alone.
    """
    nameless, undated = ([one for one in steps if not getattr(one, it)] for it in ("who", "by"))
    if nameless:
        is_named_next = nameless[:1] == undated[:1]
        yield f"{len(nameless)} without a name{'' if is_named_next else _first(nameless)}"
    if undated:
        yield f"{len(undated)} without a date{_first(undated)}"


def _first(steps: Sequence[Step]) -> str:
    what = shorten(steps[0].what, SHORT, placeholder="…")
    return f" ({what})" if what else ""


def _log(half: Private) -> Todo:
    """Done once it is where the teacher finds it, and says what it says here."""
    gone = " and ".join(name for name in WAYS if getattr(half, name))
    if is_gone(half):
        return Todo("log", f"the log is {gone}", done=True)
    if gone:
        again = "exported again, not uploaded yet" if half.exported else "not exported since"
        return Todo("log", f"the log was changed after it was {gone}: {again}")
    if half.exported:
        return Todo("log", "the log is exported, not uploaded yet")
    if half.exported_when:
        when = in_words(half.exported_when)
        return Todo("log", f"the log was changed since it was exported ({when})")
    return Todo("log", "the log is neither exported nor uploaded")


def is_gone(half: Private) -> bool:
    """Whether the log, as it is now, is uploaded or sent."""
    return (half.uploaded or half.sent) and not half.outdated


def marked(half: Private, what: str) -> dict[str, Any]:
    """What changes when the coach says that the log is `uploaded` or `sent`, or `open` again.

    What was uploaded or sent before the log was changed is not so of this one.
    """
    if what == "open":
        nothing = dict.fromkeys(("exported", "uploaded", "sent", "outdated"), False)
        return {**nothing, "exported_when": ""}
    others = {"uploaded": False, "sent": False} if half.outdated else {}
    return {**others, what: True, "outdated": False}


def outdated(half: Private) -> dict[str, bool]:
    """What changes when the log does: what was exported, uploaded or sent is not this one."""
    changes = {"exported": False} if half.exported else {}
    return {**changes, "outdated": True} if is_gone(half) else changes
