"""Everything that can be done by name: keys, go menu, palette, help and documentation show this.

The keys of a conversation work while typing, so they take precedence over the editor's own. Those
for when no field has focus go through `resting`, which does nothing while someone types.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import get_args

from mqi_tui.domain.kinds import Look


@dataclass(frozen=True, slots=True)
class Deed:
    """One promise: `keys` anywhere, `resting` only while no field has focus.

    `id` is what it is called in a config file; `label` names it, `words` say more. `letter` stands
    for it in the go menu, and `number` says what may be typed behind that.
    """

    id: str
    label: str
    words: str
    keys: str = ""
    resting: str = ""
    action: str = ""
    letter: str = ""
    number: str = ""
    show: bool = False
    """Whether the last line of a screen names it."""


def _done_by(pump: str, *deeds: Deed) -> tuple[Deed, ...]:
    """The deeds, with the part of the app that does them: the screen, or the app."""
    return tuple(
        replace(one, action=f"{pump}.{one.action or one.id.replace('-', '_')}") for one in deeds
    )


CONVERSATION = _done_by(
    "screen",
    Deed("next", "Next", "Start, then the next step", "ctrl+n", "right,pagedown", show=True),
    Deed("back", "Back", "The step before", "ctrl+b", "left,pageup", "step_back"),
    Deed("pause", "Pause", "Pause the clock, or go on", "ctrl+t", "space", show=True),
    Deed("plus", "+1 min", "One minute more for this step", "ctrl+u,f9", "plus,equals_sign",
         show=True),
    Deed("minus", "−1 min", "One minute less for this step", "ctrl+k,f8", "minus"),
    Deed("note", "Note", "A private quick note; any letter starts one", "ctrl+o,f2", show=True),
    Deed("log", "Log", "Into the log, and back to the steps", "ctrl+l", "enter", show=True),
    Deed("speaker", "Speaker", "The line's speaker, in turn; or type a name, first or last", "f7"),
    Deed("restore", "Bring back what was deleted", "In the log, by whomever", "f3", letter="r"),
    Deed("video", "Video", "The clip in the browser, at its second", "f6", letter="f"),
    Deed("share", "Share", "The log alone, safe to screen-share", "ctrl+f,f4", show=True),
    Deed("go", "Go…", "The menu: time, step, log, together, leave", "ctrl+g", show=True),
)  # fmt: skip
BESIDE = _done_by(
    "screen",
    Deed("plan", "Plan", "The private plan in the log's place, and back", "f12", show=True),
)
"""Of the hour with all of it on the screen."""
EVERYWHERE = _done_by(
    "app",
    Deed("save", "Save", "All is saved as you type; this says when", "ctrl+s"),
    Deed("commands", "Commands", "Everything by name", "ctrl+p", action="command_palette"),
    Deed("help", "Help", "The keys that work here; in the hour, all", "f1", "question_mark",
         show=True),
    Deed("quit", "Quit", "Asks while a conversation runs", "ctrl+q", show=True),
)  # fmt: skip
_HELD = {one.id: one for one in CONVERSATION}
STEP = Deed("step", "Go to a step", "by its number; 0 is step 10", letter="1-9", number="0 – 9")
"""A digit goes with nothing else: it is the one line of the menu that has no letter."""
MENU = {
    "time": (
        Deed("who-pays", "Who pays", "steps that have not begun give the minutes over", letter="w"),
        Deed("back-date", "This step began earlier", "b 2 Enter: two minutes ago", letter="b",
             number="1 – 9"),
        Deed("undo", "Undo the last time change", "as if it had not been", letter="u"),
    ),
    "step": (
        STEP,
        Deed("skip", "Skip this step", "7 s skips step 7, or takes it in", letter="s"),
        Deed("asked", "Tick a question as asked", "a 2 Enter: the second", letter="a",
             number="1 – 9"),
        Deed("responses", "If they say → then I", "what you prepared for it", letter="i"),
        _HELD["video"],
        Deed("notes", "My notes", "edit, delete, put into the log", letter="n"),
    ),
    "log": (
        Deed("section", "The log, at this step", "into its section, which is made", letter="l"),
        _HELD["restore"],
        Deed("older", "Earlier states of the log", "look, bring back", letter="o"),
    ),
    "together": (
        Deed("guests", "Invite the teacher to type", "guests: a link, who is here", letter="g"),
        Deed("last-steps", "Last time's action steps", "done, partly, not yet", letter="t"),
        Deed("scores", "Score the stock clip", "the teacher's codes, yours, agreed", letter="c"),
        Deed("reveal", "Reveal the master scores", "asks first", letter="v"),
        Deed("next-date", "Date of the next conversation", "goes into the log", letter="d"),
    ),
    "leave": (
        Deed("end", "End the conversation", "asks first", letter="e"),
        Deed("prepare", "The plan", "the guide; in the hour, at its step", letter="p"),
        Deed("home", "All conversations", "the clock goes on", letter="h"),
    ),
}  # fmt: skip
"""The go menu, by groups. Here, and only here, letters are commands."""
IN_THE_MENU = tuple(chain.from_iterable(MENU.values()))

LATER_END = Deed("later-end", "A later end", "the plan, part 6: Minutes in all")
SHARING = (
    Deed("share-time", "Share: show step and time", "the teacher sees them below the log"),
    Deed("share-this", "Share: this one instead", "other windows show the log on your screen"),
    Deed("share-end", "Share: end it", "other windows keep the log as it is then"),
)
LOG = (
    Deed("due", "Film and upload by: into the log", "as it is proposed"),
    Deed("export", "Export the log", "Word, page, e-mail, calendar: all into its folder"),
    Deed("folder", "Open the folder of exports", "in the system's own program for files"),
    Deed("message", "Copy the log as a message", "in short lines, for a chat"),
)
HOME = _done_by(
    "screen",
    Deed("new", "New", "A new conversation", "ctrl+n,insert", show=True),
    Deed("import", "Import", "A planning guide that you filled in", "ctrl+o", show=True),
    Deed("sample", "The sample", "Try mqi with a conversation that is not kept", "ctrl+t"),
    Deed("search", "Search", "In all logs, plans and notes", "f3", show=True),
    Deed("thread", "Past cycles", "Goals, steps, scores, past logs with one teacher", "ctrl+l",
         show=True),
    Deed("more", "More…", "Another date, cancelled, archive, trash, the report", "f6", show=True),
    Deed("trash", "To the trash", "For 30 days it can be brought back", "delete"),
    Deed("take-back", "Undo", "The last change: trash, archive, date, what became of it", "ctrl+z",
         action="undo"),
)  # fmt: skip
PLAN = _done_by(
    "screen",
    Deed("blank", "Next blank", "What is blank or wrong next", "f3", action="next_blank",
         show=True),
    Deed("last-log", "Last log", "Last time's log, to be read", "ctrl+l", show=True),
    Deed("timing", "My timing", "The minutes that steps take with you: take them, give them back",
         "f7"),
)  # fmt: skip
IN_THE_PLAN = {"next": "Go live", "go": "Parts"}
"""What keys of a conversation are called in the plan, by id."""
FROM_THE_PLAN = {"next": "to the hour; there it starts the clock", "go": "the list of them"}
"""What is said of them there."""
THE_NEXT = {"new": "Plan the next", "prepared": "Open the next", "sample": "Plan your own"}
"""What the key of a new conversation is called in the recap: by what there is to go on with."""
FROM_THE_RECAP = {"new": "with what is carried over", "log": "read it, go on writing in it"}
"""What is said of keys in the recap, by id."""
EMAIL = Deed("email", "E-mail to the teacher", "what to watch before you talk: see it, change it")
OWN_NOTES = Deed("notes-file", "My notes as a file", "PRIVATE: to read or export; for you alone")
WRITE_NOTES, WRITE_PLAN = "mqi notes {} -o notes.md", "mqi plan {} --format docx -o plan.docx"
"""The commands for both, of the conversation with an id, as they are typed."""
OWN_PLAN = Deed("plan-file", "The plan as a file", "PRIVATE: to print or export the guide, in Word")
CODES = Deed("codes", "All codes", "The whole rubric, in a field of codes", "f6", "", "all_codes")
ONE = (
    Deed("when", "Another date", "for the conversation that is marked"),
    Deed("cancelled", "It was cancelled", "the conversation that is marked"),
    Deed("no-show", "Nobody came", "to the conversation that is marked"),
    Deed("prepared", "It takes place after all", "the conversation that is marked"),
    Deed("archive", "To the archive", "the conversation that is marked"),
    Deed("bring-back", "Bring it back", "from the trash, or the archive"),
    Deed("version", "Read it, both halves", "the version that is marked"),
    Deed("own", "Make it a conversation of its own", "the version that is marked"),
    Deed("delete", "Delete for good", "what is marked in the trash"),
)
"""What can be done at home to one conversation, and has no key."""
ALL_OF_THEM = (
    Deed("current", "Show: conversations", "those to come, and those that were"),
    Deed("archived", "Show: archive", "those you put aside"),
    Deed("trashed", "Show: trash", "those of the last 30 days"),
    Deed("empty", "Empty the trash", "asks first"),
    Deed("report", "Report for a programme", "see what would leave"),
)
COLOURS = tuple(
    Deed(f"colours-{look}", f"Colours: {look}", "now, and at the next start")
    for look in get_args(Look)
)

YIELDS = ("video", "plan", CODES.id)
"""What gives its key up to whatever a config file gives that to: each can be had otherwise, too."""

AT = {
    "in the hour": (*CONVERSATION, *BESIDE, *IN_THE_MENU, LATER_END, *SHARING, *LOG, OWN_NOTES),
    "in the plan": (*PLAN, CODES, EMAIL, OWN_PLAN),
    "at home": (*HOME, *ONE, *ALL_OF_THEM),
    "anywhere": (*EVERYWHERE, *COLOURS),
}
"""Where each of them is done."""
ALL = {one.id: one for one in chain.from_iterable(AT.values())}
"""Each by its id."""
