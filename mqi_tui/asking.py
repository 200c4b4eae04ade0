"""The questions the app asks, in words; the safe answer comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from mqi_tui.private.events import Reading
from mqi_tui.private.fields import date_and_time
from mqi_tui.private.words import face, span
from mqi_tui.screens.ask import Ask
from mqi_tui.text import several


def late_start(when: int, now: Reading, minutes: int) -> Ask:
    """The start is not when it was agreed: which end holds? Times in UTC milliseconds."""
    off = now.utc - when
    question = f"It is {span(off)} {'after' if off > 0 else 'before'} the time you agreed on."
    full, kept = face(now.utc + minutes * 60_000), face(when + minutes * 60_000)
    return Ask(
        question,
        "ctrl+n or Enter takes the first.",
        {"full": f"Full {minutes} min from now: ends {full}", "keep": f"Keep the end: {kept}"},
    )


def gap(missed: Mapping[int, int]) -> Ask:
    """`missed`: step to the milliseconds that nobody was here while it ran."""
    return Ask(
        f"You were away for {span(sum(missed.values()))}. Does it count?",
        "The step's clock has gone on meanwhile.",
        {"count": "Count it: we went on talking", "leave": "Leave it out: we stood still"},
    )


def end() -> Ask:
    return Ask(
        "End the conversation?",
        "The clock stops for good. The log stays open for writing.",
        {"": "Go on talking", "end": "End it"},
    )


def quit_running() -> Ask:
    return Ask(
        "The conversation is still running. Leave?",
        "Everything is saved; the clock goes on. mqi and Enter take you back to it.",
        {"": "Stay", "quit": "Leave"},
    )


def leave_sample() -> Ask:
    return Ask(
        "Leave the sample?",
        "It was for trying mqi: nothing of it is kept, and nothing of your own is in it.",
        {"leave": "Leave it", "": "Stay"},
    )


def quit_unsaved(reason: str) -> Ask:
    return Ask(
        f"NOT SAVED – {reason}. Leave all the same?",
        "What was written since then would be lost. Copy the log first, or make room and wait.",
        {"": "Stay, and go on trying to save", "quit": "Leave and lose it"},
    )


def reveal() -> Ask:
    return Ask(
        "Reveal the master scores?",
        "First the teacher's scores, then yours, then these.",
        {"": "Not yet", "reveal": "Reveal them"},
    )


def other_running(about: str) -> Ask:
    return Ask(
        f"{about} is still running.",
        "One conversation at a time.",
        {"continue": "Go on with it", "end": "End it, then open the other"},
    )


def next_date(choices: Iterable[tuple[str, str]]) -> Ask:
    """`choices`: date as `YYYY-MM-DD HH:MM`, and in words."""
    answers = {**dict(choices), "": "Not now"}
    return Ask("When do you meet next?", "It goes into the log, too.", answers)


def dates(when: str, today: str) -> list[tuple[str, str]]:
    """The same weekday and time in two, one and three weeks from now, whenever it was planned for.

    `when`, `today`: local time `YYYY-MM-DD HH:MM`; an empty `when` is as today.
    """
    planned, now = (datetime.strptime(one, _DATE) for one in (when or today, today))
    first = planned + timedelta(weeks=round((now - planned) / timedelta(weeks=1)))
    later = [(weeks, first + timedelta(weeks=weeks)) for weeks in (2, 1, 3)]
    return [
        (f"{moment:%Y-%m-%d %H:%M}", f"{spelled(moment)} (in {several(weeks, 'week')})")
        for weeks, moment in later
    ]


_DATE = "%Y-%m-%d %H:%M"


def moment(when: str) -> datetime:
    """A local time `YYYY-MM-DD HH:MM`."""
    return datetime.strptime(when, _DATE)


def is_date(line: str) -> tuple[bool, str]:
    """Whether a line is a date and time, and what it means in words, or what is wrong."""
    try:
        return True, spelled(moment(date_and_time(line)))
    except ValueError as error:
        return False, str(error)


def spelled(moment: datetime) -> str:
    """`Tue 8 Dec 2026, 4:00 pm`."""
    hour = f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"
    return f"{moment:%a} {moment.day} {moment:%b %Y}, {hour}"
