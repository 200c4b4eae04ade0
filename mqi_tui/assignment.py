"""The watching assignment: the e-mail that the teacher gets before the conversation.

Of the plan, only what the e-mail names passes here: names, date, the times of the clips, the stock
clip's title and codes. What is missing stands there as a gap to fill.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import datetime

from mqi_tui.data import shipped
from mqi_tui.private.plan import Clip, Plan
from mqi_tui.text import listed

SUBJECT = "Subject: "
_GAP = re.compile(r"\[([^\[\]\n]{1,60})\?\]")


@dataclass(frozen=True, slots=True)
class Draft:
    """The e-mail as one text, its subject in the first line, and what is still to be filled in."""

    text: str
    gaps: tuple[str, ...] = ()


def draft(plan: Plan, template: str = "") -> Draft:
    """The e-mail that follows from a plan; `template`: a programme's own."""
    filled = string.Template(template or shipped("email.md")).safe_substitute(_facts(plan))
    text = re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"
    return Draft(text, gaps(text))


def gaps(text: str) -> tuple[str, ...]:
    """What is marked as missing, such as `when we talk` for `[when we talk?]`."""
    return tuple(dict.fromkeys(_GAP.findall(text)))


def parts(text: str) -> tuple[str, str]:
    """Subject and body of an e-mail that is one text."""
    first, _, rest = text.partition("\n")
    if first.startswith(SUBJECT):
        return first.removeprefix(SUBJECT).strip(), rest.strip() + "\n"
    return "", text.strip() + "\n"


def _facts(plan: Plan) -> dict[str, str]:
    return {
        "teacher": plan.teacher or "[name?]",
        "coach": plan.coach or "[your name?]",
        "when": _moment(plan.when) if plan.when else "[when we talk?]",
        "clips": _clips(plan.clips),
        "stock_clip": _stock(plan),
    }


def _clips(clips: tuple[Clip, ...]) -> str:
    """A sentence with the clips' times; none where there are no clips."""
    times = [f"{clip.start or '[from?]'} to {clip.end or '[to?]'}" for clip in clips]
    if not times:
        return ""
    if len(times) == 1:
        return f"Please look at one short clip of it before we talk: {times[0]}."
    both = f"1) {times[0]}, and 2) {times[1]}"
    return f"Please look at two short clips of it before we talk: {both}."


def _stock(plan: Plan) -> str:
    """A sentence about the stock clip; none where there is none."""
    if plan.stock_clip is None:
        return ""
    title = plan.stock_clip.title or "[which stock clip?]"
    codes = listed(plan.stock_clip.codes) or "[which codes?]"
    return (
        f"Please watch the stock clip “{title}” as well, and score it on {codes}; "
        "we compare our scores when we talk."
    )


def _moment(when: str) -> str:
    """`on Tuesday 1 December, 5:00 pm`."""
    moment = datetime.strptime(when, "%Y-%m-%d %H:%M")
    hour = f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"
    return f"on {moment:%A} {moment.day} {moment:%B}, {hour}"
