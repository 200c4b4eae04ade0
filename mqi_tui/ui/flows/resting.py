"""What is typed while no field has the focus: a command, or the beginning of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._time import get_time

from mqi_tui.domain.private import clock_actions
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.flows import menu

if TYPE_CHECKING:
    from mqi_tui.ui.app import MqiApp

REMEMBERED = 8
"""Commands of which it is known whether they moved the clock: more than signs begin a word."""


async def command(app: MqiApp, action: str) -> None:
    """Do what a key is for, and remember whether it moved the clock."""
    before = app.work.session and app.work.session.events
    await app.run_action(f"app.{action}")
    moved = app.work.session is not None and app.work.session.events is not before
    app.moved_at_rest = [*app.moved_at_rest, moved][-REMEMBERED:]


def take_back(app: MqiApp, signs: str) -> None:
    """The last commands were signs that began a note: what they did to the clock is undone."""
    moved = app.moved_at_rest[-len(signs) :]
    for has_moved in moved:
        if has_moved:
            app.move(clock_actions.undo)
    app.moved_at_rest = []
    if any(moved):
        app.tell(f"“{signs}” begins the note: the clock is as it was")


def number(app: MqiApp, digit: str) -> None:
    """The go menu with a digit, in which a letter makes a note of all that was typed."""
    if not (app.live and app.work.session):
        return
    signs, proposal = app.live.take_signs(get_time()).removesuffix(digit), app.view.glance.proposal

    def answered(answer: str | None) -> None:
        if answer and answer.startswith(GoMenu.NOTE):
            begin(answer.removeprefix(GoMenu.NOTE))
        elif answer:
            menu.carry_out(app, answer, proposal)

    def begin(words: str) -> None:
        if app.live:
            app.live.begin_note(signs + words)
        if signs:
            take_back(app, signs)

    app.push_screen(GoMenu(menu.offer(app), digit, at_rest=True), answered)
