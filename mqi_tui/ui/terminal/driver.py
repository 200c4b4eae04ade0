"""How the program sits in its terminal and its process: which driver, and quiet memory."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from mqi_tui.systems import here

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

STOCK_DRIVER = "MQI_STOCK_DRIVER"
"""Environment variable; with 1, Textual's own driver is used."""


def driver_class() -> type[Driver] | None:
    """The driver for `App(driver_class=…)`, or None where Textual's own must do."""
    on_terminal = sys.__stdin__ is not None and sys.__stdin__.isatty()
    if not (here.IS_AWAKENED and on_terminal) or os.environ.get(STOCK_DRIVER) == "1":
        return None
    from mqi_tui.ui.terminal.blocking import BlockingDriver

    return BlockingDriver


LARGE = 16 * 1024
"""Bytes from which on memory is given back at once: the text of a long log, at each key."""


def freeze_after_first_frame(app: App[Any]) -> None:
    """Call when `app` mounts. What start-up made is never searched for garbage again.

    A full search stops typing for some 20 ms, and nearly all it visits is what start-up made.
    Headless apps are left alone: tests run many in a process, whose remains must go.
    """
    gc.disable()
    app.call_after_refresh(_freeze, app)


def _freeze(app: App[Any]) -> None:
    """Only now is it known where the app runs: it has no driver when it mounts."""
    if not app.is_headless:
        here.part_large(LARGE)
        gc.freeze()
    gc.enable()
