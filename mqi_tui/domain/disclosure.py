"""The one door from the private half to the shared half.

What passes: names, date, goals, focus, the titles, codes, times and web addresses of clips, last
time's action steps when a log begins; a note that the coach promotes, after seeing exactly what
will stand there; and when and how long the next conversation is, and how often that date was
changed, for what is sent to the teacher. Nothing else of the plan ever becomes part of the log.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mqi_tui.data import shipped
from mqi_tui.domain.private.follow_up import line_of
from mqi_tui.domain.private.notes import Note
from mqi_tui.domain.private.plan import Clip, Plan, next_minutes, video
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.shared.action_steps import as_step
from mqi_tui.domain.shared.header_lines import followed
from mqi_tui.domain.shared.log import ACTION_PLAN, Header, Log, without
from mqi_tui.domain.shared.next_meeting import Meeting, meeting
from mqi_tui.domain.shared.speakers import speaker
from mqi_tui.domain.video import Film, at_second
from mqi_tui.text.dates import in_words


def header(plan: Plan) -> Header:
    """The log's header as the plan has it; the codes of the stock clip and the clips, each once."""
    codes = [*(plan.stock_clip.codes if plan.stock_clip else ())]
    codes += [code for clip in plan.clips for code in clip.codes]
    films = tuple(film for film in _films(plan) if film.address)
    each = tuple(dict.fromkeys(codes))
    return Header(plan.teacher, plan.coach, plan.cycle, plan.when, each, films)


def _films(plan: Plan) -> Iterator[Film]:
    """The videos of the lesson, the clips and the stock clip, each with its heading in the log."""
    yield Film("", plan.video)
    yield from (Film(f"Clip {n}", clip.video or plan.video) for n, clip in enumerate(plan.clips, 1))
    if plan.stock_clip:
        yield Film("Stock clip", plan.stock_clip.video)


def template(first: bool) -> str:
    """The log's template as shipped: one for a first conversation, one for those that follow."""
    return shipped("log-first.md" if first else "log.md")


def begun(half: Private, log: Log | None = None) -> tuple[Log, Private]:
    """The log that follows from what was prepared, and the half that remembers how it was made.

    A log in which somebody wrote, or whose conversation was held, keeps its text: only its header
    follows the plan, and the lines that say it.
    """
    fresh = opening_log(half.plan, [line_of(step) for step in half.since], half.template)
    if log is None or (half.state == "prepared" and log.text == half.opening):
        return fresh, replace(half, opening=fresh.text)
    text = followed(log.text, log.header, fresh.header)
    return replace(log, header=fresh.header, text=text), half


def opening_log(plan: Plan, last_steps: Sequence[str] = (), text: str = "") -> Log:
    """The log as it stands when the conversation begins.

    Args:
        plan: of which only what the log may hold is read.
        last_steps: the lines of last time's action steps.
        text: a template; as shipped where empty.
    """
    text = text or template(first=plan.is_first and not last_steps)
    text = without(text, [words for words, there in _clips(plan).items() if not there])
    filled = string.Template(text).safe_substitute(_facts(plan, last_steps))
    return Log(header(plan), filled)


def promoted(note: Note, plan: Plan, section: str) -> tuple[str, str]:
    """What a note becomes in the log, and under which heading: shown and edited first.

    Args:
        note: to be promoted.
        plan: for the teacher's name alone.
        section: the heading of the note's step.
    """
    codes = f" ({', '.join(note.codes)})" if note.codes else ""
    if note.kind == "next":
        return as_step(note.text, codes, header(plan).speakers), ACTION_PLAN
    if note.kind == "said":
        return f"{speaker(plan.teacher)}: {note.text}{codes}", section
    return f"- {note.text}{codes}", section


def next_meeting(half: Private, minutes: int = 0) -> Meeting | None:
    """The next conversation; None while no date is set.

    `minutes`: how long it is, where that is planned already.
    """
    return meeting(half.next_when, minutes or next_minutes(half.plan, half.guide), half.next_moved)


def _clips(plan: Plan) -> dict[str, bool]:
    """The headings that are about a clip, and whether there is one."""
    return {
        "Stock clip": plan.stock_clip is not None,
        "Clip 1": len(plan.clips) > 0,
        "Clip 2": len(plan.clips) > 1,
    }


def _facts(plan: Plan, last_steps: Sequence[str]) -> dict[str, str]:
    stock = plan.stock_clip
    return {
        "teacher": plan.teacher,
        "coach": plan.coach,
        "cycle": str(plan.cycle or ""),
        "when": in_words(plan.when),
        "goals": "\n".join(f"- {goal}" for goal in plan.goals),
        "focus": plan.focus,
        "codes": ", ".join(header(plan).codes),
        "stock_clip": _joined(stock.title, at_second(stock.video, 0)) if stock else "",
        "stock_codes": ", ".join(stock.codes) if stock else "",
        "last_steps": "\n".join(last_steps),
        **_clip_facts(plan, 0),
        **_clip_facts(plan, 1),
    }


def _clip_facts(plan: Plan, index: int) -> dict[str, str]:
    clip = plan.clips[index] if index < len(plan.clips) else Clip()
    times = "–".join(time for time in (clip.start, clip.end) if time)
    link = video(plan, clip) if times else ""
    codes = ", ".join(clip.codes)
    return {f"clip{index + 1}": _joined(times, link), f"clip{index + 1}_codes": codes}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
