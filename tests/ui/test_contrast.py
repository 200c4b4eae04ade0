"""Every word on every screen stands out from what is behind it, in every theme, as painted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.shared.carets import Caret
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.codes import CodesScreen
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.dialogs.guests import GuestsScreen
from mqi_tui.ui.dialogs.help import HelpScreen
from mqi_tui.ui.dialogs.history import HistoryScreen
from mqi_tui.ui.dialogs.invite import InviteScreen
from mqi_tui.ui.dialogs.line import AskLine
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.dialogs.promote import Into, Promote
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.dialogs.review import Review, ReviewScreen
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.once import Palette
from mqi_tui.ui.screens.email import EmailScreen
from mqi_tui.ui.screens.follow_up import FollowUpScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.scores import ScoresScreen
from mqi_tui.ui.screens.search import SearchScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.screens.teacher_history import TeacherHistoryScreen
from mqi_tui.ui.themes import THEMES
from tests.contrast import too_faint
from tests.snapshots.test_pictures import in_step_4, late_in_step_6, preparing
from tests.ui.dialogs.test_history import apart
from tests.ui.screens.test_home import BROWN, held
from tests.ui.screens.test_teacher_history import three_cycles
from tests.ui.stage import Stage, Theatre, sample
from tests.ui.test_bursts import ELSEWHERE, WAYS, ours

Act = Callable[[Stage], Awaitable[Any]]
TASTE = (
    "# A heading\n## Another\n- [ ] A step - Rivera, by 8 Dec\n- [x] Done\nWhat we noticed:\n"
    "Rivera: the bars\nOkafor: yes\nRivera + Okafor: so be it\n"
)
"""A log with everything in it that is set off."""


async def live(stage: Stage) -> None:
    await in_step_4(stage)
    stage.editor.replace(TASTE, (0, 0), (0, 0))
    replica = stage.session.replica
    replica.authors.begin(replica.text, {4: "Lindqvist"})
    stage.editor.see_others([Caret(1, "Lindqvist", 3), Caret(2, "Ms. Rivera", 20)])
    await stage.settle()


async def late(stage: Stage) -> None:
    await late_in_step_6(stage)


async def paused(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.press("ctrl+t")


async def share(stage: Stage) -> None:
    await live(stage)
    await stage.press("ctrl+f")
    await stage.on(ShareScreen)


async def note_over_share(stage: Stage) -> None:
    await share(stage)
    await stage.press("ctrl+o")


async def go(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.press("ctrl+g", "2")


async def ask(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.press("ctrl+g", "e")
    await stage.on(Ask)


async def when(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.press("ctrl+g", "d")
    await stage.on(WhenScreen)


async def when_wrong(stage: Stage) -> None:
    await when(stage)
    await stage.write("blah")


async def help_(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.press("f1")
    await stage.on(HelpScreen)


async def history(stage: Stage) -> None:
    await stage.start()
    before = stage.log
    await apart(stage, before.replace("## Since last time", "Ask Bo first\n\n## Since last time"))
    await apart(stage, before + "\nAnother idea")
    await stage.press("ctrl+g", "o")
    await stage.on(HistoryScreen)
    await stage.press("down")
    await stage.sees("+ Ask Bo first", "- Another idea")


async def notes(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.app.go(routes.Notes())
    await stage.on(NotesScreen)
    await stage.press("delete")


async def promote(stage: Stage) -> None:
    await in_step_4(stage)
    stage.app.push_screen(Promote("wanted them to see the half", Into("Clip 1")))
    await stage.on(Promote)


async def recap(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.press("ctrl+g", "e", "down", "enter")
    await stage.on(RecapScreen)
    await stage.sees("Stock clip")


async def scores(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.app.go(routes.Scores())
    await stage.on(ScoresScreen)
    await stage.press("3", "down", "1")


async def since(stage: Stage) -> None:
    await in_step_4(stage)
    steps = (OldStep("Ask why — Rivera, by 8 Dec", "done", "three times"),
             OldStep("Plan two more — Okafor", "partly"), OldStep("Film — Rivera"))  # fmt: skip
    stage.session.change(since=steps)
    await stage.app.go(routes.FollowUp())
    await stage.on(FollowUpScreen)


async def reader(stage: Stage) -> None:
    await in_step_4(stage)
    stage.app.push_screen(ReaderScreen("Last time", "# Log\nSome words\n- [ ] a step"))
    await stage.on(ReaderScreen)


async def codes(stage: Stage) -> None:
    await in_step_4(stage)
    stage.app.push_screen(CodesScreen(("Explanations",)))
    await stage.on(CodesScreen)


async def prepare(stage: Stage) -> None:
    await preparing(stage)


async def prepare_wrong(stage: Stage) -> None:
    await preparing(stage)
    screen = await stage.on(PlanScreen)
    screen.action_jump(1, "clips.1.end")
    await stage.settle()
    await stage.write("x")
    await stage.press("tab")
    await stage.until(lambda: "▲" in stage.text(), "it is wrong")


async def email(stage: Stage) -> None:
    await stage.app.go(routes.Plan())
    await stage.on(PlanScreen)
    await stage.app.go(routes.Email())
    await stage.on(EmailScreen)
    await stage.sees("12:40 to 17:55")


async def palette(stage: Stage) -> None:
    await in_step_4(stage)
    await stage.press("ctrl+p")
    await stage.on(Palette)
    await stage.write("col")
    await stage.sees("Colours: light")


async def home(stage: Stage) -> None:
    await stage.on(HomeScreen)
    await stage.sees("open action steps")


async def home_undone(stage: Stage) -> None:
    await home(stage)
    await stage.press("down", "delete")
    stage.app.notify("something is wrong", severity="error", markup=False)
    stage.app.notify("something is so", markup=False)
    await stage.sees("something is so")


async def new(stage: Stage) -> None:
    await home(stage)
    await stage.press("insert")
    screen = await stage.on(NewScreen)
    await stage.until(lambda: screen._known == "Ms. Rivera", "looked up")


async def review(stage: Stage) -> None:
    await home(stage)
    found = (("Teacher", "Ms. Rivera"), ("Focus of this conversation", "Explanations"))
    stage.app.push_screen(
        ReviewScreen(Review("Rivera.docx", found, ("When", "Clip 2"), ("Room:", "12 b"), "Ms. Ray"))
    )
    await stage.on(ReviewScreen)


async def path(stage: Stage) -> None:
    await home(stage)
    await stage.press("ctrl+o")
    await stage.on(AskLine)
    await stage.write("nowhere.docx")
    await stage.press("enter")
    await stage.until(lambda: "▲" in stage.text() or "nowhere" in stage.text(), "it is told")


async def thread(stage: Stage) -> None:
    await stage.on(HomeScreen)
    await stage.press("ctrl+l")
    await stage.on(TeacherHistoryScreen)
    await stage.sees("what became of them")


async def search(stage: Stage) -> None:
    await home(stage)
    await stage.press("f3")
    screen = await stage.on(SearchScreen)
    await stage.write("riv")
    await stage.until(lambda: screen.found.query, "it has looked")


HOUR: dict[str, tuple[type[Screen[Any]], Act]] = {
    "live": (LiveScreen, live), "late": (LiveScreen, late), "paused": (LiveScreen, paused),
    "share": (ShareScreen, share), "note over share": (ShareScreen, note_over_share),
    "go": (GoMenu, go), "ask": (Ask, ask), "when": (WhenScreen, when),
    "when wrong": (WhenScreen, when_wrong), "help": (HelpScreen, help_),
    "history": (HistoryScreen, history), "notes": (NotesScreen, notes),
    "promote": (Promote, promote), "recap": (RecapScreen, recap), "scores": (ScoresScreen, scores),
    "since": (FollowUpScreen, since), "reader": (ReaderScreen, reader),
    "codes": (CodesScreen, codes),
    "prepare": (PlanScreen, prepare), "prepare wrong": (PlanScreen, prepare_wrong),
    "email": (EmailScreen, email), "palette": (Palette, palette),
    "invite": (InviteScreen, WAYS[InviteScreen]), "guests": (GuestsScreen, WAYS[GuestsScreen]),
}  # fmt: skip
AT_HOME: dict[str, tuple[type[Screen[Any]], Act]] = {
    "home": (HomeScreen, home), "home undone": (HomeScreen, home_undone), "new": (NewScreen, new),
    "review": (ReviewScreen, review), "path": (AskLine, path),
    "thread": (TeacherHistoryScreen, thread), "search": (SearchScreen, search),
}  # fmt: skip


def test_every_screen_has_a_scene_here() -> None:
    scenes = {kind for kind, _ in (HOUR | AT_HOME).values()}
    assert ours() - scenes == ELSEWHERE


@pytest.mark.parametrize("name", HOUR)
@pytest.mark.some(3)
def test_in_the_hour(theatre: Theatre, name: str, is_long: bool) -> None:
    kind, act = HOUR[name]
    themes = THEMES if is_long else one_of_them(name)

    async def scene(stage: Stage) -> None:
        await act(stage)
        assert await faint(stage, kind, themes) == {}

    theatre.play(scene)


@pytest.mark.parametrize("name", AT_HOME)
def test_at_home(theatre: Theatre, name: str, is_long: bool) -> None:
    kind, act = AT_HOME[name]
    themes = THEMES if is_long else one_of_them(name)
    three_cycles(theatre)
    if name != "thread":
        theatre.open(BROWN).keeper.close()
        theatre.open(replace(sample(), when="", teacher="")).keeper.close()
        held(theatre, started=True)

    async def scene(stage: Stage) -> None:
        await act(stage)
        assert await faint(stage, kind, themes) == {}

    theatre.play(scene, home=True)


def one_of_them(name: str) -> Sequence[Theme]:
    """Another theme for each scene that follows: each has its turn."""
    number = [*HOUR, *AT_HOME].index(name)
    return THEMES[number % len(THEMES) :][:1]


async def faint(stage: Stage, kind: type[Screen[Any]], themes: Sequence[Theme]) -> dict[str, Any]:
    """Theme to what is too faint in it, wherever the focus is on the screen that is shown."""
    screen = await stage.on(kind)
    found: dict[str, Any] = {}
    for theme in themes:
        stage.app.theme = theme.name
        await stage.settle()
        for _ in standpoints(screen):
            await stage.settle()
            if faint := too_faint(stage.app):
                found.setdefault(theme.name, set()).update(faint)
    return found


def standpoints(screen: Screen[Any]) -> Iterator[None]:
    """The screen as it is, then with each kind of widget focused, all selected, rows marked."""
    yield
    kinds = {(type(one), one.classes): one for one in screen.focus_chain}
    for widget in kinds.values():
        screen.set_focus(widget)
        yield
        yield from _marked(widget)


def _marked(widget: Widget) -> Iterator[None]:
    if isinstance(widget, (Input, TextArea)):
        widget.action_select_all()
        yield
        widget.action_cursor_right() if isinstance(widget, Input) else widget.move_cursor((0, 0))
    elif isinstance(widget, OptionList):
        able = [row for row, one in enumerate(widget.options) if not one.disabled]
        for row in {*able[:2], *able[-1:]}:
            widget.highlighted = row
            yield
