"""Make what the documentation shows from the program itself: pictures, list of keys, man page.

    python3 run.py docs

The pictures are of a rehearsal at a fixed date, so they change only when the screens do.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mqi_tui.domain.private.plan import Plan
    from mqi_tui.store.library import Library
    from mqi_tui.ui.rehearsal import FakeClock

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "pictures"
MOMENTS = {"step 6": "live.svg", "share": "share.svg"}
LOOKS = 10
"""How often, one after the other, a screen must be found at rest."""
WHEN = "2026-11-24 16:00"
"""The sample's date, in a time zone of its own: UTC."""


def keys_page() -> str:
    """The list of keys, as a page."""
    from mqi_tui.domain.cheat_sheet import cheat_sheet

    lines = ["# Keys", "", "Made from the program: `mqi keys` tests them in your terminal."]
    lines += [
        "",
        "Each that has a name can be another key: in `config.toml`, under `[keys]`, such as",
    ]
    lines += ['`next = "F6"`, `skip = "k"` or, with a dot in the name, `"next.resting" = "→"`.']
    for title, rows in cheat_sheet({}).items():
        lines += ["", f"## {title}", "", "| key | what it does | its name |", "|---|---|---|"]
        lines += [f"| {_code(one.keys)} | {one.words} | {_code(one.id)} |" for one in rows]
    return "\n".join(lines) + "\n"


def man_page() -> str:
    """What the command line says of itself, as a page for `man`; nothing in it is of today."""
    from argparse_manpage.manpage import Manpage

    from mqi_tui import __version__
    from mqi_tui.commands.cli import parser
    from mqi_tui.data import shipped

    about = {"date": " ", "project_name": "mqi", "version": __version__, "manual_title": "mqi"}
    page = Manpage(parser(), about, format="single-commands-section")
    page.description = shipped("help.txt").split("\n")[0].removeprefix("mqi – ")
    return str(page)


def _code(words: str) -> str:
    return f"`{words}`" if words else ""


async def pictures() -> None:
    """Rehearse the sample, and keep what the screens show at some moments."""
    from mqi_tui.services.conversations import sample_plan, utc
    from mqi_tui.store.home import Home
    from mqi_tui.store.library import Library
    from mqi_tui.ui.app import MqiApp
    from mqi_tui.ui.rehearsal import FakeClock, rehearse

    clock = FakeClock(utc(WHEN) or 0)

    async def look(moment: str, app: MqiApp) -> None:
        if moment in MOMENTS:
            await still(app)
            picture = app.export_screenshot(title="mqi")
            (PICTURES / MOMENTS[moment]).write_text(picture, encoding="utf-8")

    with tempfile.TemporaryDirectory() as folder:
        home = Home.find(Path(folder))
        library = Library(home, now=lambda: datetime.fromtimestamp(clock().utc / 1000, UTC))
        plan = replace(sample_plan(clock), when=WHEN)
        await prepare(library, plan, clock)
        await rehearse(library, plan, clock, look)


async def prepare(library: Library, plan: Plan, clock: FakeClock) -> None:
    """Keep how the planning guide shows a plan whose second clip has no end yet."""
    from mqi_tui.services import conversations
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.app import MqiApp
    from mqi_tui.ui.rehearsal import SIZE
    from mqi_tui.ui.routes import Plan
    from mqi_tui.ui.screens.plan import PlanScreen

    first, second = plan.clips
    plan = replace(plan, clips=(first, replace(second, end="")), focus_relation="")
    session = conversations.add(library, plan, "", clock)
    app = MqiApp(Workspace(library, session, clock))
    try:
        async with app.run_test(size=SIZE):
            await app.go(Plan())
            if isinstance(app.screen, PlanScreen):
                app.screen.section = 1
            await still(app)
            picture = app.export_screenshot(title="mqi")
            (PICTURES / "prepare.svg").write_text(picture, encoding="utf-8")
    finally:
        session.keeper.close()


async def still(app: object) -> None:
    """Wait until all is saved, laid out and drawn, and no message stands on the keys' line."""
    from mqi_tui.ui.app import MqiApp
    from mqi_tui.ui.widgets.keys_line import KeysLine

    assert isinstance(app, MqiApp)
    if app.work.session:
        await asyncio.to_thread(app.work.session.keeper.flush, 5)
    app.tick()
    quiet = 0
    while quiet < LOOKS:
        await asyncio.sleep(0.1)
        screen = app.screen
        waits = screen._layout_required or screen._dirty_widgets or screen._callbacks
        is_telling = any(line.told for line in screen.query(KeysLine))
        quiet = 0 if waits or is_telling else quiet + 1


def rooms() -> str:
    """The picture of who imports whom, as an SVG."""
    from docs.house import picture

    return picture()


def main() -> None:
    os.environ["TZ"] = "UTC"
    time.tzset()
    PICTURES.mkdir(exist_ok=True)
    (HERE / "keys.md").write_text(keys_page(), encoding="utf-8")
    (HERE / "mqi.1").write_text(man_page(), encoding="utf-8")
    (PICTURES / "rooms.svg").write_text(rooms(), encoding="utf-8")
    asyncio.run(pictures())
    print(f"{HERE / 'keys.md'}, the man page and the pictures beside it are as the program is now.")


if __name__ == "__main__":
    main()
