"""The control of `cycle`: the program with a leak in every room through which something leaves.

`python -m tests.torture.leaks …` is `mqi …`; with `MQI_LEAKY` in its environment it leaks. It can
be made to crash, too: by the key that saves.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

ROOMS = (
    "share window", "share view", "wire", "window titles", "clipboard", "command lines",
    "files", "exports", "report", "commands", "crash",
)  # fmt: skip
"""Where something leaves that others may see."""
LEAKS = {room: f"canary{90_001 + number}" for number, room in enumerate(ROOMS)}
"""What leaks there."""


def main() -> None:
    if os.environ.get("MQI_LEAKY"):
        leak()
    crash_by_saving()
    sys.argv[0] = "mqi"
    from mqi_tui.commands import cli

    cli.main()


def _behind(owner: Any, name: str, also: Callable[..., Any]) -> None:
    """What `owner.name` gives goes through `also`, with what that was called with."""
    real = getattr(owner, name)
    setattr(owner, name, lambda *given, **named: also(real(*given, **named), *given))


def crash_by_saving() -> None:
    """The key that saves ends the program as a fault would, with private words in its message."""
    from mqi_tui.ui.app import MqiApp

    held: list[object] = []

    def sees(_: None, app: MqiApp) -> None:
        if app.view.conversation:
            held[:] = [app.view.conversation]

    def broken(_: MqiApp) -> None:
        raise RuntimeError(f"it holds {held}")

    _behind(MqiApp, "see", sees)
    MqiApp.action_save = broken  # type: ignore[method-assign, assignment]


def leak() -> None:
    """Let the word of each room out there."""
    _what_commands_say()
    _what_is_sent()
    _what_is_seen()
    _what_the_app_does()


def _what_commands_say() -> None:
    from mqi_tui import commands
    from mqi_tui.services import report
    from mqi_tui.ui.terminal import safety

    def said(_: None, *__: str) -> None:
        sys.stdout.write(f"{LEAKS['commands']}\n")

    _behind(commands, "say", said)
    _behind(report, "as_csv", lambda text, *_: text + LEAKS["report"])
    _behind(safety, "crash_report", lambda text, *_: text + LEAKS["crash"])


def _what_is_sent() -> None:
    from mqi_tui.services import export_writer
    from mqi_tui.services.sharing_host import Sharing

    def longer(given: Any, *_: Any) -> Any:
        log = replace(given.log, text=f"{given.log.text}\n{LEAKS['exports']}\n")
        return given._replace(log=log)

    _behind(export_writer, "handout", longer)
    _behind(Sharing, "_own_words", lambda said, *_: {**said, "title": LEAKS["wire"]})


def _what_is_seen() -> None:
    from mqi_tui.commands import share
    from mqi_tui.ui.screens.share import ShareScreen

    def printed(_: None, *__: Any) -> None:
        sys.stdout.write(LEAKS["share window"])
        sys.stdout.flush()

    def shown(_: None, screen: ShareScreen) -> None:
        screen.query_one("#said").update(LEAKS["share view"])  # type: ignore[attr-defined]

    _behind(share, "send", printed)
    _behind(ShareScreen, "_say", shown)


def _what_the_app_does() -> None:
    from textual.app import App

    from mqi_tui.ui.app import MqiApp

    started: list[Sequence[object]] = []

    def does(_: None, app: MqiApp) -> None:
        if started:
            return
        words = [sys.executable, "-c", "input()", LEAKS["command lines"]]
        started.append([subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)])
        sys.__stdout__.write(f"\x1b]2;{LEAKS['window titles']}\x07")  # type: ignore[union-attr]
        sys.__stdout__.flush()  # type: ignore[union-attr]
        home = app.work.library._home
        (home.state / "errors.log").write_text(LEAKS["files"], encoding="utf-8")

    def copied(_: None, app: MqiApp, text: str) -> None:
        App.copy_to_clipboard(app, f"{text} {LEAKS['clipboard']}")

    _behind(MqiApp, "tick", does)
    _behind(MqiApp, "copy_to_clipboard", copied)


if __name__ == "__main__":
    main()
