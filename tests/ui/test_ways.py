"""What a key costs: how often the expensive things are done on its way, counted and not timed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pycrdt
import pytest
from textual.css.query import DOMQuery
from textual.widgets import OptionList, Static

from mqi_tui.domain import guide
from mqi_tui.domain.private import clock
from mqi_tui.domain.shared import carets, speakers
from mqi_tui.domain.shared.carets import Caret
from mqi_tui.services import view
from mqi_tui.store import changes
from mqi_tui.ui import routes
from mqi_tui.ui.widgets.step_pane import StepPane
from tests.ui.screens.test_preparing import begin, to
from tests.ui.stage import Play, Stage, Theatre, sample

PROMPT, QUERY = OptionList.replace_option_prompt, DOMQuery.__init__


@contextmanager
def counted(stage: Stage, *some: Callable[..., Any]) -> Iterator[Counter[str]]:
    """How often each of these functions is called on this thread meanwhile, by its name."""
    names = {one.__code__: one.__qualname__ for one in some}
    found: Counter[str] = Counter()

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in names:
            found[names[frame.f_code]] += 1

    for timer in stage.app._timers:
        timer.pause()  # no tick comes between
    sys.setprofile(look)
    try:
        yield found
    finally:
        sys.setprofile(None)


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


@pytest.fixture
def play(theatre: Theatre) -> Play:
    return theatre.play


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+b", "ctrl+t", "ctrl+u", "ctrl+k", "space", "+"])
@pytest.mark.some(3)
def test_a_key_that_moves_the_clock_folds_the_events_twice(play: Play, key: str) -> None:
    """Once for what it is about to change, once for what is shown and saved then."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.now.wait(61_000)
        await stage.press("ctrl+n")
        stage.now.wait(61_000)
        before = stage.session.events
        with counted(stage, clock.fold) as found:
            await stage.press(key)
        assert stage.session.events != before
        assert found["fold"] <= 2

    play(scene)


def test_the_plan_of_the_step_that_begins_is_written_once(play: Play) -> None:
    """Where it has another arc, too."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("5", "enter")
        stage.now.wait(61_000)
        with counted(stage, StepPane._show) as found:
            await stage.press("ctrl+n")
        assert found["StepPane._show"] == 1

    play(scene)


def test_a_letter_in_the_plan_fits_the_outline_twice(theatre: Theatre) -> None:
    """Once for the hour, once for what is said of it beside the form."""

    async def scene(stage: Stage) -> None:
        await begin(stage, "Ms. Ray")
        await to(stage, 1, "lesson")
        with counted(stage, guide.fit) as found:
            await stage.press("x")
        assert stage.session.conversation.private.plan.lesson == "x"
        assert found["fit"] <= 2

    theatre.play(scene, home=True)


def test_a_letter_in_the_plan_tells_nothing_anew_and_asks_for_no_field(play: Play) -> None:
    """What it does not change stands as it stood: each line told anew lays the screen out."""

    async def scene(stage: Stage) -> None:
        await stage.press("a")
        with counted(stage, Static.update, PROMPT, QUERY) as found:
            await stage.press("b")
        plan = stage.session.conversation.private.plan
        assert plan.lesson == f"{sample().lesson}ab"
        told = found["Static.update"] + found[PROMPT.__qualname__]
        assert told <= 1, "that it is being saved"
        assert found[QUERY.__qualname__] < 8

    play(scene, first=routes.Plan(field="lesson"), plan=sample())


def test_a_letter_in_the_log_asks_the_document_for_its_text_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "a")
        before = stage.log
        with counted(stage, pycrdt.Text.__str__, clock.fold, changes.encode) as found:
            await stage.press("b")
        assert stage.log != before
        assert found["Text.__str__"] == 1
        assert not found["fold"]

    play(scene)


def test_a_letter_is_looked_at_in_its_own_line_and_its_save_in_none(play: Play) -> None:
    """Whose the other lines are is known; that it was saved a moment later is no news."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "a")
        stage.session.keeper.flush(5)
        await stage.settle()
        before = view.status_words(stage.session.told)
        with counted(stage, speakers.said_by, view.seen) as found:
            await stage.press("b")
            stage.session.keeper.flush(5)
            await stage.settle()
        assert found["said_by"] == 1
        assert found["seen"] <= (view.status_words(stage.session.told) != before)  # a new minute

    play(scene)


def test_of_a_long_log_a_second_asks_only_lines_that_may_name_somebody(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.session.write(stage.log + "- they saw why\n" * 300)
        await stage.press("ctrl+l", "a")
        stage.now.wait(1_000)
        with counted(stage, speakers.begins) as found:
            stage.app.tick()
        assert found["begins"] < 50

    play(scene)


def test_a_letter_costs_no_more_where_guests_write_and_have_written(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "a")
        replica = stage.session.replica
        replica.authors.begin(replica.text, {0: "Ms. Rivera", 5: "Lindqvist"})
        stage.editor.see_others([Caret(1, "Ms. Rivera", 3), Caret(2, "Lindqvist", 99)])
        await stage.settle()
        before = stage.log
        with counted(stage, pycrdt.Text.__str__, clock.fold, carets.place_at) as found:
            await stage.press("b")
        assert stage.log != before
        assert found == {"Text.__str__": 1}

    play(scene)


def test_a_letter_in_the_log_is_written_as_json_once(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On its way to the journal; the library file follows seconds later."""
    written: list[str] = []

    def dumps(value: Any, **options: Any) -> str:
        written.append(real(value, **options))
        return written[-1]

    real = json.dumps

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "a")
        stage.session.keeper.flush(5)
        monkeypatch.setattr(json, "dumps", dumps)
        await stage.press("Ω")
        stage.session.keeper.flush(5)
        monkeypatch.undo()
        assert len([one for one in written if "Ω" in one]) == 1

    play(scene)
