"""Guests from elsewhere: which program leads them here is asked, and nothing begins by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mqi_tui.services import tunnel
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.dialogs.line import AskLine

if TYPE_CHECKING:
    from mqi_tui.services.sharing_host import Sharing
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once

DETAIL = (
    "Guests come by that one to this computer: ask who looks after it whether it may be so. ssh "
    "asks it for the way, and asks you nothing: your key has to be known there, and its sshd has "
    "to let others come in (GatewayPorts)."
)


def ask(screen: Once, work: Workspace, then: Callable[[], None]) -> None:
    """Ask by which program; `then`: what is shown afterwards, whatever was answered."""
    shared = work.windows
    assert shared

    def answered(name: str | None) -> None:
        if name == "ssh":
            _ask_where(screen, shared, then)
            return
        if name:
            _dig(shared, tunnel.COMMANDS[name])
        then()

    screen.ask(questions.reach(tunnel.found()), answered)


def _ask_where(screen: Once, shared: Sharing, then: Callable[[], None]) -> None:
    def answered(goal: str | None) -> None:
        if goal:
            _dig(shared, tunnel.COMMANDS["ssh"] + goal)
        then()

    screen.ask(AskLine("Through which computer?", DETAIL, _checked), answered)


def _checked(goal: str) -> tuple[bool, str]:
    good = bool(tunnel.GOAL.fullmatch(goal))
    return good, f"ssh to {goal}" if good else "such as log.example.org, or okafor@log.example.org"


def _dig(shared: Sharing, command: str) -> None:
    shared.ways.dig(command)
    shared.look()
