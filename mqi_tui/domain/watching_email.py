"""The watching assignment: the e-mail that the teacher gets before the conversation.

Of the plan, only what the e-mail names passes here: names, date, the times of the clips, the stock
clip's title and codes. What is missing stands there as a gap to fill.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from mqi_tui.data import shipped
from mqi_tui.domain.private.blanks import to_choose
from mqi_tui.domain.private.plan import Clip, Plan, video
from mqi_tui.domain.private.ready import ENDS_EARLY, ends_early
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.video import at_second
from mqi_tui.text.clean import listed
from mqi_tui.text.dates import FORMAT, in_words, time_of_day

SUBJECT = "Subject:"
NO_SUBJECT = f"the subject, in the first line: “{SUBJECT} …”"
CHANGED = "changed since you copied, opened or saved it"
HANDED = {"copied": "you copied it", "opened": "your mail program had it", "saved": "you saved it"}
"""How it was handed on, in words."""
_WEEKS = 2
"""Before a conversation, in which the day it is has a word of its own in the e-mail."""
_GAP = re.compile(r"\[([^\[\]\n]{1,60})\?\]")
_NEAR = {0: "today, ", 1: "tomorrow, "}
_WEEK = {0: "this week ", 1: "next week "}


class Draft(NamedTuple):
    """The e-mail as one text, its subject in the first line, and what is still to be filled in."""

    text: str
    gaps: tuple[str, ...] = ()


def draft(plan: Plan, template: str = "", today: date | None = None, last_when: str = "") -> Draft:
    """The e-mail that follows from a plan.

    Args:
        plan: of which the e-mail names a little.
        template: a programme's own.
        today: the day it is; a day of this week or the week after is called that.
        last_when: when the conversation before was agreed on; what repeats that is usual.
    """
    facts = _facts(plan, today, last_when)
    filled = string.Template(template or shipped("email.md")).safe_substitute(facts)
    text = re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"
    return Draft(text, gaps(text))


def gaps(text: str) -> tuple[str, ...]:
    """What is marked as missing, such as `when we talk` for `[when we talk?]`."""
    return tuple(dict.fromkeys(_GAP.findall(text)))


def to_fill_in(text: str) -> tuple[str, ...]:
    """What is still to be filled in: gaps, and the subject where there is none."""
    return gaps(text) if parts(text)[0] else (*gaps(text), NO_SUBJECT)


def parts(text: str) -> tuple[str, str]:
    """Subject and body of an e-mail that is one text."""
    first, _, rest = text.strip().partition("\n")
    if first.casefold().startswith(SUBJECT.casefold()):
        return first[len(SUBJECT) :].strip(), rest.strip() + "\n"
    return "", text.strip() + "\n"


class Standing(NamedTuple):
    """How the e-mail stands. `made`: as the template makes it from the plan as it is now."""

    text: str = ""
    made: str = ""
    before: str = ""
    """As the coach had edited it before it was made anew; empty: never."""
    to_fill_in: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    """Facts of an edited e-mail of which the plan says something else by now."""
    to_choose: str = ""
    """What the teacher is to look at and nobody chose yet."""
    wrong: tuple[str, ...] = ()
    """What it says of a clip that cannot be."""
    is_old: bool = False
    """Whether it says something else by now than when it was handed on last."""
    handed: str = ""
    """How and when that was: `you copied it Tue 24 Nov 2026, 3:55 pm`; empty: never."""

    @property
    def is_edited(self) -> bool:
        return self.text != self.made

    @property
    def to_do(self) -> tuple[str, ...]:
        """What to look at before it is sent, a line each."""
        told = (
            ("to fill in", self.to_fill_in),
            ("perhaps out of date, the plan changed", self.outdated),
        )
        return tuple(f"{words}: {', '.join(which)}" for words, which in told if which)

    @property
    def not_ready(self) -> tuple[str, ...]:
        """Why it cannot go yet: what the plan has to say first, then what is to do in it."""
        return (*filter(None, (self.to_choose,)), *self.wrong, *self.to_do)

    @property
    def to_see(self) -> tuple[str, ...]:
        """The same, and whether it has to go once more."""
        changed = f"changed since {self.handed}" if self.handed else CHANGED
        return (*self.not_ready, *[changed] * self.is_old)


def standing(half: Private, template: str = "", today: date | None = None) -> Standing:
    """The e-mail as the coach edited it, or as the template makes it, and what is left to do."""
    made = draft(half.plan, template, today, half.last_when).text
    text = half.email or made
    outdated = _outdated(text, half.email_facts, half.plan) if half.email else ()
    left = to_choose(half.plan, half.drafts, half.guide)
    return Standing(
        text, made, half.email_before, to_fill_in(text), outdated, left,
        tuple(_wrong(text, half.plan)), _is_old(half, text, template), _handed(half),
    )  # fmt: skip


def _wrong(text: str, plan: Plan) -> Iterator[str]:
    """Of each clip that ends before it begins, as the text says it: that the plan's form warns."""
    for number, clip in enumerate(plan.clips, 1):
        if ends_early(clip) and _times(clip) in text:
            yield f"clip {number}: {ENDS_EARLY}"


def _handed(half: Private) -> str:
    how = HANDED.get(half.email_way, "")
    return f"{how} {in_words(half.email_when)}".rstrip() if how else ""


def _is_old(half: Private, text: str, template: str) -> bool:
    """Whether it was handed on and says something else now, which time alone does not make it."""
    then = half.email_handed
    if then in ("", text):
        return False
    return bool(half.email) or then not in _on_other_days(half, template)


def _on_other_days(half: Private, template: str) -> set[str]:
    """The e-mail that follows from a plan, as it was on the days before the conversation."""
    plan = half.plan
    if not plan.when:
        return set()
    last = datetime.strptime(plan.when, FORMAT).date()
    days = (last - timedelta(days=days) for days in range(7 * _WEEKS))
    return {draft(plan, template, day, half.last_when).text for day in (None, *days)}


def kept(
    half: Private, typed: str, template: str = "", today: date | None = None
) -> dict[str, Any]:
    """What of the private half becomes another when the e-mail is `typed`.

    A fact that still stands in it as it was is one of then; any other the coach has seen now.
    """
    if typed == draft(half.plan, template, today, half.last_when).text:
        return {"email": ""}
    old = half.email_facts
    facts = {
        name: old[name] if old.get(name) and old[name] in typed else now
        for name, now in _stated(half.plan).items()
    }
    return {"email": typed, "email_facts": facts}


def _outdated(text: str, before: Mapping[str, str], plan: Plan) -> tuple[str, ...]:
    """Facts that the plan has changed, and of which the text does not say what is so now."""
    facts = ((name, before.get(name, ""), now) for name, now in _stated(plan).items())
    return tuple(name for name, old, now in facts if old != now and not _says(text, old, now))


def _says(text: str, old: str, now: str) -> bool:
    """Whether a text says `now`, and not only as a part of `old`; where nothing is now, nothing."""
    if not now:
        return old not in text
    return now in text and not (now in old and old in text)


def _stated(plan: Plan) -> dict[str, str]:
    """Each fact of the plan that the e-mail states, by its name, as it stands there."""
    stock = plan.stock_clip
    clips = [_linked(_times(clip), video(plan, clip)) for clip in plan.clips]
    return {
        "the teacher": plan.teacher,
        "your name": plan.coach,
        "when you talk": _moment(plan.when) if plan.when else "",
        "clip 1": clips[0] if clips else "",
        "clip 2": clips[1] if len(clips) > 1 else "",
        "the stock clip": stock.title if stock else "",
        "its codes": listed(stock.codes) if stock else "",
    }


def _facts(plan: Plan, today: date | None, last_when: str) -> dict[str, str]:
    return {
        "teacher": plan.teacher or "[name?]",
        "coach": plan.coach or "[your name?]",
        "when": _moment(plan.when, today) if plan.when else "[when we talk?]",
        "usual": _usual(plan, last_when),
        "clips": _clips(plan),
        "stock_clip": _stock(plan),
    }


def _usual(plan: Plan, last_when: str) -> str:
    """Said where weekday and hour are those of the conversation before."""
    if plan.is_first or not (plan.when and last_when):
        return ""
    now, then = (datetime.strptime(when, FORMAT) for when in (plan.when, last_when))
    is_usual = (now.weekday(), now.time()) == (then.weekday(), then.time())
    return "at our usual time, " if is_usual else ""


_LOOK = "Before we talk, please log into the video platform and look at"
_READ = " My annotations stand beside the video there."


def _clips(plan: Plan) -> str:
    """A sentence with the clips' times, and that there are annotations; none without clips."""
    times = [_linked(_times(clip), video(plan, clip)) for clip in plan.clips]
    if not times:
        return ""
    read = _READ if any(clip.annotations for clip in plan.clips) else ""
    if len(times) == 1:
        return f"{_LOOK} one short clip of your lesson: {times[0]}.{read}"
    return f"{_LOOK} two short clips of your lesson: 1) {times[0]}, and 2) {times[1]}.{read}"


def _times(clip: Clip) -> str:
    return f"{clip.start or '[from?]'} to {clip.end or '[to?]'}"


def _linked(words: str, address: str) -> str:
    return f"{words} ({address})" if address else words


def _stock(plan: Plan) -> str:
    """A sentence about the stock clip; none where there is none."""
    if plan.stock_clip is None:
        return ""
    title = plan.stock_clip.title or "[which stock clip?]"
    clip = _linked(f"“{title}”", at_second(plan.stock_clip.video, 0))
    codes = listed(plan.stock_clip.codes) or "[which codes?]"
    return (
        f"Please watch the stock clip {clip} as well, and score it on {codes}; "
        "we compare our scores when we talk."
    )


def _moment(when: str, today: date | None = None) -> str:
    """`on Tuesday 1 December, 5:00 pm`; as seen from `today`, `tomorrow, on …`."""
    moment = datetime.strptime(when, FORMAT)
    seen = _seen_from(today, moment.date()) if today else ""
    return f"{seen}on {moment:%A} {moment.day} {moment:%B}, {time_of_day(moment)}"


def _seen_from(today: date, day: date) -> str:
    """What people say before a date that is near; weeks begin on Monday."""
    ahead = (day - today).days
    if ahead in _NEAR:
        return _NEAR[ahead]
    weeks = (ahead + today.weekday()) // 7
    return _WEEK.get(weeks, "") if ahead > 0 else ""
