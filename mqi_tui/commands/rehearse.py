"""`mqi rehearse [PLAN] [--minutes N]`: the whole hour in seconds; prints what became of it."""

from __future__ import annotations

import asyncio
import time
from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from mqi_tui.commands import Refused, library, plan_in, say, settle

if TYPE_CHECKING:
    from mqi_tui.domain.private.plan import Plan
    from mqi_tui.services.session import Session

WIDTH = 80
"""Columns of what is printed."""


def run(options: Namespace) -> None:
    plan = _plan(options)
    settle(options.home)
    from mqi_tui.services.conversations import path, utc
    from mqi_tui.services.system_clock import read
    from mqi_tui.ui.rehearsal import FakeClock, NotReached, rehearse

    conversations, began = library(options.home), time.monotonic()
    clock = FakeClock(utc(plan.when) or read().utc)
    try:
        session = asyncio.run(rehearse(conversations, plan, clock))
    except NotReached as error:
        raise Refused(str(error)) from None
    minutes, seconds = session.outline.total, time.monotonic() - began
    who = session.conversation.log.header.who
    say(f"Rehearsed {who}: {minutes} minutes in {seconds:.0f} seconds.")
    _tell(session, path(conversations, session.conversation.id))


def _plan(options: Namespace) -> Plan:
    from mqi_tui.domain.guide import CannotFit
    from mqi_tui.domain.private.plan import outline
    from mqi_tui.services.conversations import sample_plan
    from mqi_tui.services.system_clock import read

    plan = plan_in(options.plan) if options.plan else sample_plan(read)
    if options.minutes is not None:
        plan = replace(plan, minutes=options.minutes)
    try:
        outline(plan)
    except CannotFit as error:
        raise Refused(str(error)) from None
    return plan


def _tell(session: Session, path: str) -> None:
    from mqi_tui.services.recap_content import blocks

    for title, lines in blocks(session, path, "", WIDTH).items():
        say()
        say(title)
        for line in lines:
            say(f"  {line}")
