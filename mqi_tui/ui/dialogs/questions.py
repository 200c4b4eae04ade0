"""The questions the app asks, in words; the safe answer comes first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from mqi_tui.domain.private.events import Reading, whole_minutes
from mqi_tui.domain.private.time_text import face, span
from mqi_tui.text.clean import several
from mqi_tui.text.dates import FORMAT, Said, brief, read, told_if_before
from mqi_tui.text.weeks import declined, monday, told_if_declined
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.once import NONE, Draft

HALF_A_YEAR = 180
"""Days ahead from which on a date of what was held is that of the year before."""
IN_A_WORD = {"date": "the date", "due": "film days", "steps": "steps"}
"""What only both can settle, by its key, where there is little room."""
TO_INSTALL = (
    "The simplest way, the program cloudflared, is not on this computer: install it, or ask who "
    "looks after your computers. Sharing your screen works without it."
)


def late_start(when: int, now: Reading, minutes: int, spare: int = 0) -> Ask[str]:
    """The start is not when it was agreed: which end holds? Times in UTC milliseconds.

    `spare`: minutes of the conversation that no step has, so that it may end before.
    """
    off = now.utc - when
    question = f"It is {_long(off)} {'after' if off > 0 else 'before'} the time you agreed on."
    full, kept = face(now.utc + minutes * 60_000), face(when + minutes * 60_000)
    less = f" (the steps take {minutes - spare})" if spare else ""
    return Ask(
        question,
        "ctrl+n or Enter takes the first.",
        {
            "full": f"Full {minutes} min from now: ends {full}{less}",
            "keep": f"Keep the end: {kept}",
        },
    )


def reach(found: Collection[str]) -> Ask[str]:
    """By which program that is on this computer guests come from elsewhere."""
    missing = "" if "cloudflared" in found else f"\n\n{TO_INSTALL}"
    ways = {
        "cloudflared": "cloudflared: for this time; Cloudflare could read the log",
        "ssh": "ssh, through a computer you name: who runs that could read it",
    }
    return Ask(
        "Let guests come from outside this computer?",
        "What travels is the log and its guests' names: never your plan, notes or scores. It runs "
        "until you stop sharing. Who looks after the computers of your programme can set up a way "
        f"that is always there: tunnel or relay, in config.toml.{missing}",
        {"": "No: links open on this computer alone", **{one: ways[one] for one in found}},
    )


def early_start(when: str, now: datetime) -> Ask[str]:
    """`when`: the time agreed on, local time `YYYY-MM-DD HH:MM`."""
    return Ask(
        f"It is planned for {brief(moment(when), now)}. Start it now?",
        "The clock starts, with the full time. The log, the e-mail and what is saved of them say "
        "the date of the plan.",
        {
            "": "Not yet",
            "today": "Start it now: it is held today, and dated so",
            "start": "Start it now; the date of the plan stays as it is",
        },
    )


def _long(ms: int) -> str:
    """`9 minutes`, `1 h 36 min`: what looks like `9:20` would be taken for a time of day."""
    hours, minutes = divmod(abs(whole_minutes(ms)), 60)
    return f"{hours} h {minutes} min" if hours else several(minutes, "minute")


def gap(missed: Mapping[int, int]) -> Ask[str]:
    """`missed`: step to the milliseconds that nobody was here while it ran."""
    return Ask(
        f"You were away for {span(sum(missed.values()))}. Does it count?",
        "The step's clock has gone on meanwhile.",
        {"count": "Count it: we went on talking", "leave": "Leave it out: we stood still"},
    )


def end(missing: Mapping[str, str], days: str = "", *, briefly: bool = False) -> Ask[str]:
    """`missing`: what only both can settle, key to words; `days`: proposed to film by.

    `briefly`: where there is little room, all of it is to be seen at once.
    """
    if briefly:
        open_ = ", ".join(IN_A_WORD.get(key, key) for key in missing)
        dated = {"date": "Set the next date"} if "date" in missing else {}
        due = {"due": "Film days: into the log"} if days else {}
        return Ask(
            "End the conversation?",
            f"Open: {open_}" if open_ else "The clock stops for good.",
            {"": "Go on talking", "end": "End it", **dated, **due},
        )
    told = "".join(f"\n☐ {words}" for words in missing.values())
    dated = {"date": "Set the date of the next conversation"} if "date" in missing else {}
    due = {"due": f"Write into the log: {days}"} if days else {}
    return Ask(
        "End the conversation?",
        f"The clock stops for good. The log stays open for writing.{told}",
        {"": "Go on talking", "end": "End it", **dated, **due},
    )


def quit_running(*, paused: bool) -> Ask[str]:
    how, clock = ("paused", "stays paused") if paused else ("still running", "goes on")
    return Ask(
        f"The conversation is {how}. Leave?",
        f"Everything is saved; the clock {clock}. mqi and Enter take you back to it.",
        {"": "Stay", "quit": "Leave"},
    )


def leave_sample() -> Ask[str]:
    return Ask(
        "Leave the sample?",
        "It was for trying mqi: nothing of it is kept, nor of what you wrote in it. Your own "
        "conversations stay as they are.",
        {"": "Stay", "leave": "Leave it"},
    )


def before_leaving(waiting: Mapping[str, str]) -> Ask[str]:
    """`waiting`: what is open, key to words."""
    return Ask(
        "Before you leave: this is still open.",
        "It is told this once; the recap shows it whenever you come back.",
        {"later": "Leave it for later", **waiting},
    )


def the_log(*, exported: bool, gone: Collection[str], outdated: bool) -> Ask[str]:
    """What becomes of the log, or became of it outside of mqi.

    `gone`: whether it is `uploaded`, `sent`; `outdated`: whether it was, before it was changed.
    """
    choices = {"export": "Export it again" if exported else "Export it into a folder"}
    if "uploaded" not in gone:
        choices["uploaded"] = "It is on the video platform"
    if "sent" not in gone:
        choices["sent"] = "I have sent it to the teacher"
    if exported or gone or outdated:
        choices["open"] = "It is still to be done"
    return Ask("Where is the log?", "The teacher gets it, or finds it on the platform.", choices)


def quit_unsaved(reason: str) -> Ask[str]:
    return Ask(
        f"NOT SAVED – {reason}. Leave all the same?",
        "What was written since then would be lost. Copy the log first, or make room and wait.",
        {"": "Stay, and go on trying to save", "quit": "Leave and lose it"},
    )


def video() -> Ask[str]:
    return Ask(
        "Open the video in your browser?",
        "The log is shared: if your whole screen is, the teacher sees the browser, too.",
        {"open": "Open it", "": "Not now"},
    )


def reveal() -> Ask[str]:
    return Ask(
        "Reveal the master scores?",
        "First the teacher's scores, then yours, then these.",
        {"": "Not yet", "reveal": "Reveal them"},
    )


def delete_for_good(what: str, exported: Sequence[str]) -> Ask[str]:
    """`what`: whose conversation, of which day, in words. `exported`: folders with what stays."""
    goes = "Nothing brings it back: log, plan, notes, every earlier state and backup of it go."
    stays = f" Exported files are yours and stay: {', '.join(exported)}" if exported else ""
    return Ask(
        f"Delete {what} for good?", goes + stays, {"": "Keep it", "delete": "Delete for good"}
    )


def other_running(running: str, other: str) -> Ask[str]:
    return Ask(
        f"The conversation with {running} is still running.",
        "One conversation is held at a time; its clock goes on meanwhile.",
        {
            "continue": f"Go on with {running}",
            "prepare": f"Only look at the plan for {other}",
            "end": f"End it, then open {other}",
        },
    )


def share_instead(now: str, other: str) -> Ask[str]:
    """`now`: whose log is shared, and who is in it, in words; `other`: whose is to be."""
    return Ask(
        f"Share the log with {other} instead?",
        f"Now: {now}. Your second window goes over to the other log, and whoever sees that window "
        "sees it then. Links into the log of now end.",
        {"": "Go on as it is", "instead": f"Share {other} instead"},
    )


def end_share(who: str, seen_by: str) -> Ask[str]:
    return Ask(
        f"Stop sharing the log with {who}?",
        f"Now: {seen_by}. Whoever has it open keeps seeing it as it is then, and can type nothing "
        "there any more; all its links end.",
        {"": "Go on sharing it", "end": "Stop sharing it"},
    )


def next_date(
    when: str, now: datetime, draft: Draft = NONE, to_settle: str = "", own: str = ""
) -> WhenScreen:
    """`when`: the date agreed on for this one, `YYYY-MM-DD HH:MM`, or empty.

    `to_settle`: what the coach has prepared to say of it. `own`: this one's date; none that is
    offered lies before it.
    """
    later = max(now, moment(own)) if own else now
    weeks = declined(to_settle, now.date())
    offered = dates(when, later, weeks)
    usual = offered[0].time() if when else None
    prepared = f"\n{to_settle}" if to_settle else ""
    return WhenScreen(
        f"When do you meet next? It goes into the log, too.{prepared}",
        offered,
        now,
        lambda line: told_if_declined(told_if_before(read(line, now, usual), own), weeks),
        draft,
    )


def another_date(
    when: str, now: datetime, draft: Draft = NONE, *, held: bool = False
) -> WhenScreen:
    """`when`: the date so far, or empty. `held`: whether it is over, and so lies behind."""
    usual = moment(when).time() if when else None
    return WhenScreen(
        "When did you talk?" if held else "When do you talk?",
        [moment(when)] if when else [],
        now,
        lambda line: _behind(line, read(line, now, usual, past=True), now, held=held),
        draft,
    )


def _behind(line: str, said: Said, now: datetime, *, held: bool) -> Said:
    """`28 Nov`, said the day after of what was held: not the one in a year."""
    ahead = now + timedelta(days=HALF_A_YEAR)
    far = {one for one in said.moments if held and one > ahead and str(one.year) not in line}
    meant = (_a_year_before(one) if one in far else one for one in said.moments)
    return replace(said, moments=tuple(meant))


def _a_year_before(one: datetime) -> datetime:
    return one.replace(year=one.year - 1, day=min(one.day, 28) if one.month == 2 else one.day)


def dates(when: str, now: datetime, but: Collection[date] = ()) -> list[datetime]:
    """The same weekday and time some weeks from now, whenever it was planned for.

    The usual distance of two weeks comes first; never the conversation's own date, nor one that is
    past. `when`: local time `YYYY-MM-DD HH:MM`; empty, it is as now. `but`: Mondays of weeks that
    are not wanted.
    """
    now = now.replace(second=0, microsecond=0)
    planned = moment(when) if when else now
    first = planned + timedelta(weeks=round((now - planned) / timedelta(weeks=1)))
    offered = (first + timedelta(weeks=weeks) for weeks in (2, 1, 3, 4))
    ahead = [one for one in offered if one > now and one.date() != planned.date()]
    return ([one for one in ahead if monday(one.date()) not in but] or ahead)[:3]


def moment(when: str) -> datetime:
    """A local time `YYYY-MM-DD HH:MM`."""
    return datetime.strptime(when, FORMAT)
