"""The e-mail on the screen: looked at, edited, copied, saved; gaps told; nothing private in it."""

from __future__ import annotations

import email
from dataclasses import replace
from email.policy import default
from pathlib import Path

import pytest
from textual.widgets import Button

from mqi_tui.domain.private.blanks import EMAIL
from mqi_tui.services.workspace import SAMPLE
from mqi_tui.systems import browser, here
from mqi_tui.ui import routes
from mqi_tui.ui.flows import export_flow
from mqi_tui.ui.screens.email import EmailScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.widgets import editor_clipboard
from mqi_tui.ui.widgets.text_field import TextField
from tests.hostile import HOSTILE
from tests.ui.stage import Stage, Theatre, sample
from tests.ui.test_hostile import plan_of

CANARY = "zq7canary"


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def test_what_is_saved_of_the_sample_goes_with_it_and_says_so(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def show(folder: Path) -> bool:
        seen.append(folder)
        return True

    async def scene(stage: Stage) -> None:
        await stage.app.go(routes.Open(SAMPLE))
        live, work = await stage.on(LiveScreen), stage.app.work
        export_flow.open_folder(live, work)
        await stage.until(lambda: stage.told == export_flow.NO_SAMPLE.capitalize(), "nothing yet")
        await stage.app.go(routes.Plan())
        await opened(stage)
        press(stage, "eml")
        await stage.sees("Saved until you leave the sample: ")
        [saved] = work.holding.exports.rglob("*.eml")
        export_flow.open_folder(live, work)
        await stage.until(lambda: seen == [saved.parent], "its folder is shown")

    monkeypatch.setattr(here, "showed", show)
    theatre.play(scene, home=True)


async def opened(stage: Stage) -> TextField:
    """The e-mail, opened from the plan; its field."""
    await stage.on(PlanScreen)
    await stage.app.go(routes.Email())
    return (await stage.on(EmailScreen)).query_one(TextField)


def press(stage: Stage, name: str) -> None:
    stage.app.screen.query_one(f"#{name}", Button).press()


def test_it_is_saved_as_a_message_to_be_sent(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> bytes:
        await opened(stage)
        press(stage, "eml")
        await stage.sees("Saved: ")
        return next(stage.app.work.library.exports.rglob("*.eml")).read_bytes()

    message = email.message_from_bytes(
        theatre.play(scene, plan=sample(), first=routes.Plan()), policy=default
    )
    assert message["X-Unsent"] == "1"
    assert message["Subject"]
    body = message.get_body()
    assert body is not None
    assert "12:40 to 17:55" in body.get_content()


def test_where_it_is_saved_ends_with_the_file_in_a_narrow_window(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        press(stage, "eml")
        await stage.sees("…/2026-11-24 Ms Rivera 6/assignment.eml")

    theatre.play(scene, plan=sample(), first=routes.Plan(), size=(80, 24))


def test_what_was_handed_on_before_it_changed_says_so_here_and_in_the_plan(
    theatre: Theatre,
) -> None:
    """Also where the date has changed, by which the folder of the file is called."""

    async def scene(stage: Stage) -> None:
        await opened(stage)
        press(stage, "eml")
        await stage.sees("Saved: ")
        assert "hanged since" not in stage.text()
        await stage.press("escape")
        screen = await stage.on(PlanScreen)
        screen.section = EMAIL
        await stage.sees("✓ You saved it Tue 24 Nov 2026, 4:00 pm.")
        plan = stage.session.conversation.private.plan
        stage.session.prepare(plan=replace(plan, when="2026-11-26 16:00"))
        since = "hanged since you saved it Tue 24 Nov 2026, 4:00 pm"
        await stage.sees(f"▲ C{since}")
        assert "✓ You saved it" not in stage.text()
        await stage.app.go(routes.Email())
        await stage.sees(f"▲ c{since}")
        press(stage, "eml")
        await stage.until(lambda: since not in stage.text(), "it is the same again")

    theatre.play(scene, plan=sample(), first=routes.Plan())


def test_what_nobody_took_was_not_handed_on(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "open_address", lambda _: False)

    async def scene(stage: Stage) -> None:
        await opened(stage)
        press(stage, "mailto")
        await stage.sees("No mail program answered")
        assert not stage.session.conversation.private.email_handed

    theatre.play(scene, plan=sample(), first=routes.Plan())


def test_it_is_copied_without_its_subject(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    async def write(text: str) -> bool:
        copied.append(text)
        return True

    async def scene(stage: Stage) -> None:
        monkeypatch.setattr(editor_clipboard, "write", write)
        await opened(stage)
        press(stage, "copy")
        await stage.sees("Copied, without the subject")
        assert "12:40 to 17:55" in copied[0]
        assert "Subject:" not in copied[0]
        assert stage.app.clipboard == copied[0], "it can be pasted here, and by some terminals"

    theatre.play(scene, plan=sample(), first=routes.Plan())


@pytest.mark.parametrize(
    ("answers", "said"),
    [(True, "Handed to your mail program"), (False, "No mail program answered")],
)
def test_a_mail_program_takes_it_or_it_is_told(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, answers: bool, said: str
) -> None:
    asked: list[str] = []

    def open_address(url: str) -> bool:
        asked.append(url)
        return answers

    monkeypatch.setattr(browser, "open_address", open_address)

    async def scene(stage: Stage) -> None:
        await opened(stage)
        press(stage, "mailto")
        await stage.sees(said)
        assert asked[0].startswith("mailto:")

    theatre.play(scene, plan=sample(), first=routes.Plan())


def test_what_is_missing_is_told_until_it_is_filled_in(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        field = await opened(stage)
        await stage.sees("▲ to fill in: your name")
        field.text = field.text.replace("[your name?]", "J. Okafor")
        await stage.sees("✓ nothing is left open")

    theatre.play(scene, first=routes.Plan(), plan=replace(sample(), coach=""))


def test_an_edit_is_kept_and_the_template_can_have_it_back(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.write("Dear friend ")
        await stage.press("escape")
        field = await opened(stage)
        assert field.text.startswith("Dear friend ")
        press(stage, "again")
        await stage.until(lambda: not field.text.startswith("Dear"), "the template's own words")
        await stage.until(lambda: not stage.session.conversation.private.email, "no edit is kept")

    theatre.play(scene, plan=sample(), first=routes.Plan())


async def edit(stage: Stage, words: str) -> TextField:
    """Type words at the beginning of the second line of the e-mail."""
    field = await opened(stage)
    await stage.press("down")
    await stage.write(words)
    return field


async def back(stage: Stage) -> PlanScreen:
    """From the e-mail to its part of the plan."""
    await stage.press("escape")
    screen = await stage.on(PlanScreen)
    screen.section = 4
    await stage.settle()
    return screen


def is_label(stage: Stage, words: str) -> bool:
    return str(stage.app.screen.query_one("#again", Button).label) == words


def test_what_the_template_takes_the_place_of_comes_back_by_undo(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        field = await edit(stage, "Mine.")
        edited = field.text
        await stage.press("tab", "tab", "tab", "tab", "enter")
        await stage.until(lambda: "Mine." not in field.text, "the template's own words")
        await stage.sees("ctrl+z brings your words back")
        await stage.press("shift+tab")  # wherever the focus is
        await stage.press("ctrl+z")
        assert field.text == edited
        await stage.until(lambda: stage.session.conversation.private.email == edited, "it is kept")
        await stage.until(lambda: "brings your words back" not in stage.text(), "it did")

    theatre.play(scene, plan=sample(), first=routes.Plan())


@pytest.mark.parametrize("left", [False, True])
def test_what_the_template_took_the_place_of_is_a_button_away(theatre: Theatre, left: bool) -> None:
    async def scene(stage: Stage) -> None:
        field = await edit(stage, "Mine.")
        edited = field.text
        press(stage, "again")
        await stage.until(lambda: not stage.session.conversation.private.email, "made anew")
        if left:
            await back(stage)
            await stage.app.go(routes.Home())
            await stage.on(HomeScreen)
            (entry,) = stage.app.work.library.entries()
            await stage.app.go(routes.Open(entry.id, "prepare"))
            field = await opened(stage)
        await stage.until(lambda: is_label(stage, "As you had edited it"), "the way back")
        press(stage, "again")
        await stage.until(lambda: stage.session.conversation.private.email == edited, "it is back")
        assert field.text == edited
        await stage.until(lambda: is_label(stage, "As the template makes it"), "and forth again")

    theatre.play(scene, plan=sample(), first=routes.Plan())


def test_the_button_does_nothing_to_a_mail_that_nobody_edited(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        field = await opened(stage)
        before = field.text
        press(stage, "again")
        await stage.sees("It is as the template makes it")
        assert field.text == before
        assert stage.session.conversation.private.email_before == ""

    theatre.play(scene, plan=sample(), first=routes.Plan())


def test_the_plan_says_that_the_mail_is_edited(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await edit(stage, "Mine.")
        await back(stage)
        await stage.sees("It is edited by you.", "✓ Nothing is left open in it.")
        await opened(stage)
        press(stage, "again")
        await back(stage)
        await stage.sees("It is as the template makes it.")

    theatre.play(scene, plan=sample(), first=routes.Plan())


def test_a_mail_with_gaps_is_not_ready(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sees("1 to fill in", "○  5 E-mail to the teacher", "Blank: coach")
        field = await opened(stage)
        field.text = field.text.replace("[your name?]", "J. Okafor")
        await back(stage)
        await stage.sees("✓  5 E-mail to the teacher", "✓ Nothing is left open in it.")

    theatre.play(scene, first=routes.Plan(), plan=replace(sample(), coach=""))


@pytest.mark.parametrize("edited", [False, True])
def test_a_plan_that_changes_after_the_edit_says_so(theatre: Theatre, edited: bool) -> None:
    async def scene(stage: Stage) -> None:
        await edit(stage, "Mine." if edited else "")
        await back(stage)
        clips = (replace(sample().clips[0], end="17:50"), *sample().clips[1:])
        stage.session.prepare(plan=replace(sample(), clips=clips))
        await stage.settle()
        told = "out of date, the plan changed: clip 1"
        if edited:
            await stage.sees(f"▲ Perhaps {told}", f"e-mail perhaps {told}")
        assert (told in stage.text()) is edited
        field = await opened(stage)
        if edited:
            await stage.sees(f"▲ perhaps {told}")
        await stage.settle()
        assert (told in stage.text()) is edited
        field.text = field.text.replace("17:55", "17:50")
        await stage.sees("✓ nothing is left open")

    theatre.play(scene, plan=sample(), first=routes.Plan())


@pytest.mark.parametrize("size", [(40, 12), (60, 40), (80, 24), (120, 36)])
@pytest.mark.some(3)
def test_a_broken_subject_is_told(theatre: Theatre, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.sees("✓ nothing is left open")
        await stage.press("delete")
        await stage.sees("▲ to fill in: the subject")
        await stage.press("S")
        await stage.sees("✓ nothing is left open")

    theatre.play(scene, plan=sample(), first=routes.Plan(), size=size)


@pytest.mark.parametrize("size", [(40, 12), (60, 40), (80, 24), (120, 36)])
@pytest.mark.some(3)
def test_no_button_is_cut(theatre: Theatre, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage)
        await stage.sees("Subject: Our next conversation")
        for button in stage.app.screen.query(Button):
            await stage.sees(str(button.label))
            assert button.region.right <= size[0]

    theatre.play(scene, plan=sample(), first=routes.Plan(), size=size)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
@pytest.mark.some(2)
def test_no_private_word_is_in_it(theatre: Theatre, size: tuple[int, int]) -> None:
    """What the e-mail names is left as it is: the teacher, the coach, the stock clip."""
    plan, seeded = sample(), plan_of(CANARY)
    assert plan.stock_clip
    assert seeded.stock_clip
    named = replace(seeded.stock_clip, title=plan.stock_clip.title, codes=plan.stock_clip.codes)
    plan = replace(seeded, teacher=plan.teacher, coach=plan.coach, stock_clip=named)

    async def scene(stage: Stage) -> None:
        field = await opened(stage)
        assert plan.teacher in field.text
        assert CANARY not in field.text + stage.text()
        press(stage, "eml")
        await stage.until(lambda: [*stage.app.work.library.exports.rglob("*.eml")], "a file")
        (path,) = stage.app.work.library.exports.rglob("*.eml")
        await stage.until(path.read_bytes, "its bytes")
        assert CANARY.encode() not in path.read_bytes()

    theatre.play(scene, first=routes.Plan(), plan=plan, size=size)


@pytest.mark.parametrize("size", [(40, 12), (60, 40), (80, 24)])
@pytest.mark.some(3)
def test_hostile_words_are_shown_and_do_nothing(
    theatre: Theatre, size: tuple[int, int], is_long: bool
) -> None:
    async def scene(stage: Stage) -> None:
        field = await opened(stage)
        for text in HOSTILE if is_long else HOSTILE[::2]:
            field.text = text
            await stage.settle()
        field.text = "[/][Anna] hi"
        await stage.sees("[/][Anna] hi")
        for name in ("copy", "eml"):
            press(stage, name)
            await stage.settle()
        assert isinstance(stage.app.screen, EmailScreen)

    theatre.play(scene, first=routes.Plan(), plan=plan_of("[/][Anna] hi"), size=size)
