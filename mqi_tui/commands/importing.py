"""`mqi import FILE`: a plan from a filled planning guide; what was found is shown before."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from mqi_tui.commands import Refused, library, say
from mqi_tui.text.clean import clean_line

if TYPE_CHECKING:
    from mqi_tui.domain.private.plan import Plan
    from mqi_tui.files.guide import Found


def run(options: Namespace) -> int:
    from mqi_tui.files.guide import PaperError, read

    try:
        found = read(options.file)
    except PaperError as error:
        raise Refused(str(error)) from None
    if not options.yes and sys.stdin.isatty() and sys.stdout.isatty():
        return _shown(options, found)
    return _taken(options, found)


def _shown(options: Namespace, found: Found) -> int:
    """At home, with what was found in front of it."""
    from mqi_tui.commands.stage import stage

    named = replace(found, plan=_with_teacher(options, found))
    return stage(options.home).show_found(options.file, named)


def _with_teacher(options: Namespace, found: Found) -> Plan:
    return replace(found.plan, teacher=clean_line(options.teacher) or found.plan.teacher)


def _taken(options: Namespace, found: Found) -> int:
    from mqi_tui.services import conversations
    from mqi_tui.services.carry_over import carried_over
    from mqi_tui.services.system_clock import read

    plan = _with_teacher(options, found)
    if not plan.teacher:
        raise Refused(f"{options.file}: no teacher is named in it; add --teacher NAME")
    named = replace(found, plan=plan)
    session, known = conversations.take_in(library(options.home), named, read)
    session.keeper.close()
    _tell(found, [] if known else carried_over(plan, session.conversation.private.plan))
    word = "Added before" if known else "Added"
    say(f"{word} as {session.conversation.id}: mqi live {session.conversation.id} shows it")
    return 0


def _tell(found: Found, carried: list[tuple[str, str]]) -> None:
    for words in found.look:
        say(f"please look     {words}")
    for told, rows in (("found           ", found.found), ("carried over    ", carried)):
        for label, words in rows:
            first, *more = words.split("\n")
            say(f"{told}{label}: {first}{' …' if more else ''}")
    for label in found.blank:
        if label not in dict(carried):
            say(f"blank           {label}")
    for words in found.unrecognised:
        say(f"not recognised  {words}")
    if found.unrecognised:
        say("What was not recognised is kept in the private planning notes.")
