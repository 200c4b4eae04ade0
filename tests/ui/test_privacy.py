"""A canary in everything private: nothing of it in the share view, or in the shared file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from textual.widget import Widget
from textual.widgets import Input

from mqi_tui.domain.guide import load_guide
from mqi_tui.domain.private.record import Desk, Private
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.log_pane import LogPane
from mqi_tui.ui.widgets.note_entry import NoteEntry
from tests.ui.stage import Stage, Theatre, sample
from tests.unit.domain.test_disclosure import MAY_PASS, Canaries, found


def planted() -> tuple[Canaries, Private]:
    """A private half in which every field holds something found nowhere else, ready to start."""
    canaries = Canaries()
    half = canaries.fill(Private, "private")
    clips = tuple(replace(one, start="41:07", end="43:59") for one in half.plan.clips)
    plan = replace(half.plan, when="2026-11-24 16:00", minutes=60, steps={}, clips=clips)
    return canaries, replace(half, plan=plan, state="prepared", events=(), desk=Desk())


def words_of(widget: Widget) -> Iterator[str]:
    """All that a widget could show: its picture, titles, tooltip, value."""
    yield from (line.text for line in widget.render_lines(widget.size.region))
    for name in ("border_title", "border_subtitle", "tooltip", "value", "placeholder", "name"):
        yield str(getattr(widget, name, "") or "")


def shown(app: Any) -> str:
    """Everything of the screen at the top, and what the app itself carries about."""
    screen = app.screen
    words = [word for widget in screen.walk_children(with_self=True) for word in words_of(widget)]
    strips = [strip.text for strip in screen._compositor.render_strips()]
    toasts = [f"{one.title} {one.message}" for one in app._notifications]
    return "\n".join([*words, *strips, *toasts, app.title, app.sub_title, screen.title or ""])


def in_share_view(theatre: Theatre, scene: Any) -> tuple[set[str], str]:
    """What of the canaries `scene` sees, a `(stage, half) -> str`; and the shared file."""
    canaries, half = planted()

    async def run(stage: Stage) -> tuple[str, str]:
        await stage.start()
        session = stage.session
        session.change(notes=half.notes, asked=half.asked, next_when=half.next_when)
        session.reveal()
        await stage.press("ctrl+o")
        await stage.write("canary in a note")
        await stage.press("enter")
        await stage.wait("9:00")
        await stage.press("ctrl+g", "w")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        seen = await scene(stage)
        await stage.app.close()
        [entry] = stage.app.work.library.entries()
        return seen, entry.path.read_text(encoding="utf-8")

    seen, file = theatre.play(run, plan=half.plan)
    assert "canary in a note" not in seen + file
    assert found(canaries, file) <= MAY_PASS
    return found(canaries, seen), seen


def test_the_canary_is_seen_where_it_belongs(theatre: Theatre) -> None:
    canaries, half = planted()

    async def scene(stage: Stage) -> str:
        await stage.start()
        seen = shown(stage.app)
        for step in "23678":
            await stage.press(step, "enter")
            seen += shown(stage.app)
        return seen

    seen = found(canaries, theatre.play(scene, plan=half.plan, size=(160, 120)))
    assert {"plan.notes", "plan.review", "plan.clips.notes.learn", "plan.extra"} <= seen
    assert "plan.stock_clip.master_scores" not in seen


def test_the_share_view_holds_nothing_private(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> str:
        seen = shown(stage.app)
        for key in ("ctrl+n", "ctrl+t", "ctrl+u", "ctrl+s", "ctrl+b", "ctrl+k"):
            stage.now.wait(1_000)
            await stage.press(key)
            seen += shown(stage.app)
        stage.app.tell("canary in a note")
        await stage.press("f1")
        await stage.sees("ctrl+f leaves", "ctrl+n Next", "F1 hides this")
        seen += shown(stage.app)
        await stage.press("f1")
        await stage.until(lambda: "ctrl+n" not in stage.text(), "the keys are gone")
        await stage.press("ctrl+o")
        await stage.write("canary in a note")
        await stage.sees("4:09 pm · planned until 5:00 pm")
        return seen + stage.text()

    seen, words = in_share_view(theatre, scene)
    assert seen <= MAY_PASS
    assert not [step.short for step in load_guide().steps[5:7] if f"{step.short} ·" in words]
    assert "SHARED" in words
    assert "PRIVATE" not in words


def test_no_private_widget_is_mounted_in_the_share_view(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> str:
        kinds = {type(one).__name__ for one in stage.app.screen.walk_children()}
        private = ("StepPane", "Timeline", "Countdown", "TopLine", "KeysLine")
        assert not kinds & set(private)
        assert {"LogPane", "LogEditor"} <= kinds
        note = stage.app.screen.query_one(NoteEntry)
        assert (note.password, note.value, note.display) == (True, "", False)
        assert not any(isinstance(one, LiveScreen) for one in stage.app.screen_stack)
        assert len(list(stage.app.screen.query(LogPane))) == 1
        return ""

    in_share_view(theatre, scene)


def test_nothing_opens_over_the_share_view_and_esc_stays(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> str:
        for key in (
            "ctrl+p",
            "f1",
            "f3",
            "ctrl+g",
            "ctrl+q",
            "escape",
            "5",
            "?",
            "enter",
            "x",
            "escape",
        ):
            await stage.press(key)
            assert stage.sharing, key
            assert isinstance(stage.app.screen, ShareScreen), key
        stage.now.wait(10 * 60_000)
        stage.app.tick()
        await stage.settle()
        assert stage.sharing, "an absence is not asked about here"
        return stage.text()

    seen, _ = in_share_view(theatre, scene)
    assert seen <= MAY_PASS


@pytest.mark.parametrize("ended", [False, True], ids=["at the last step", "after the end"])
def test_the_key_that_ends_the_hour_leads_nowhere_while_others_look_on(
    theatre: Theatre, ended: bool
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("0:10")
        await stage.press("0", "enter")
        if ended:
            await stage.press("ctrl+n", "down", "enter")
            await stage.on(RecapScreen)
            await stage.press("ctrl+l")
            await stage.on(LiveScreen)
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.press("ctrl+n")
        assert stage.sharing

    theatre.play(scene)


def test_a_note_of_the_share_view_is_gone_from_its_field(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> str:
        await stage.press("ctrl+o")
        await stage.write("canary in a note")
        await stage.press("escape")
        assert stage.app.screen.query_one(Input).value == ""
        return shown(stage.app)

    in_share_view(theatre, scene)


def test_the_palette_offers_no_picture_and_no_word(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> list[str]:
        found = stage.commands.values()
        return [f"{one.shown.plain} {one.help.plain}" for one in found]

    words = " ".join(theatre.play(scene, plan=sample()))
    assert "creenshot" not in words
    assert "Rivera" not in words
