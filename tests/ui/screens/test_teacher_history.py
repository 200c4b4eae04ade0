"""The thread with a teacher, and words looked for in all logs and notes, as the coach sees them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.record import Private
from mqi_tui.services import conversations, searching, threads
from mqi_tui.text.clean import clean, clean_line
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.flows import reading
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.search import SearchScreen
from mqi_tui.ui.screens.teacher_history import TeacherHistoryScreen
from tests.hostile import HOSTILE
from tests.ui.stage import Stage, Theatre, sample
from tests.unit.services.test_carry_over import hold, made

STEP = "Ask why after a right answer — Rivera, by 8 Dec"


def held(theatre: Theatre, cycle: int, log: str, mark: str = "", note: str = "") -> str:
    """A conversation of the app's own, held to its end; its id."""
    since = (OldStep(STEP, mark, "it took a week"),) if mark else ()  # type: ignore[arg-type]
    plan = replace(
        sample(), cycle=cycle, when=f"2026-{cycle:02}-10 16:00", goals=(f"Goal {cycle}",)
    )
    made = conversations.put_in(
        theatre.library, Private(plan, since=since), conversations.made_here(), theatre.now
    )
    made.move(clock_actions.start)
    made.write(log)
    if note:
        made.note(note)
    made.change(scores=replace(made.conversation.private.scores, teacher={"Explanations": "Low"}))
    made.move(clock_actions.end)
    made.keeper.close()
    return made.conversation.id


def three_cycles(theatre: Theatre) -> list[str]:
    return [
        held(theatre, 4, f"# Log\nThe ribbon problem\n## Action plan\n- [ ] {STEP}"),
        held(theatre, 5, "# Log\nWait time for Bo", "partly", "> Álvarez spoke first"),
        held(theatre, 6, "# Log\nFractions on a line", "done"),
    ]


def test_the_thread_tells_goals_steps_and_scores_and_opens_a_past_log(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+l")
        await stage.on(TeacherHistoryScreen)
        await stage.sees(
            "Ms. Rivera · from cycle to cycle · PRIVATE",
            "cycle 6 · Wed 10 Jun 2026, 4:00 pm · held",
            "cycles 4 to 6: Explanations",
            "cycle 6: Goal 6",
            "cycle 4: Goal 4",
            f"☑ {STEP}  (cycle 4)",
            "cycle 5: partly: it took a week",
            "cycle 6: done",
        )
        await stage.press("down", "down", "enter")
        reader = await stage.on(ReaderScreen)
        await stage.sees("The ribbon problem")
        assert reader is stage.app.screen
        await stage.press("escape")
        await stage.on(TeacherHistoryScreen)
        await stage.press("tab", "end")
        await stage.sees("Low ┤T  T  T", "cycle └4  5  6")
        await stage.press("escape")
        await stage.on(HomeScreen)

    three_cycles(theatre)
    theatre.play(scene, home=True, size=(120, 48))


def test_what_is_marked_before_the_call_stands_in_the_thread_at_once(theatre: Theatre) -> None:
    old, *_ = three_cycles(theatre)
    session = made(theatre, replace(sample(), cycle=7), (OldStep(STEP, "not yet", "no time"),))
    session.keeper.close()
    found = threads.read(theatre.library, old)
    told = threads.blocks(found, 80)
    assert "    cycle 7: not yet: no time" in told["Action steps, and what became of them"]
    assert not any("cycle 7" in line for line in told["Learning goals"])


def test_a_rehearsal_and_another_teacher_are_no_part_of_it(theatre: Theatre) -> None:
    ids = three_cycles(theatre)
    rehearsed = theatre.open(replace(sample(), cycle=9))
    rehearsed.keeper.close()
    other = conversations.put_in(
        theatre.library,
        Private(replace(sample(), teacher="Bo")),
        conversations.made_here(),
        theatre.now,
    )
    other.keeper.close()
    found = threads.read(theatre.library, ids[0])
    assert [one.id for one in found.past] == ids[::-1]
    assert [one.label for one in found.meetings] == ["4", "5", "6"]
    assert [one.id for one in threads.read(theatre.library, rehearsed.conversation.id).past] == [
        rehearsed.conversation.id
    ]


def test_what_cannot_be_read_is_listed_and_the_rest_is_told(theatre: Theatre) -> None:
    ids = three_cycles(theatre)
    path = next(entry.path for entry in theatre.library.entries() if entry.id == ids[1])
    path.with_suffix(".private.json").write_text("{", encoding="utf-8")
    found = threads.read(theatre.library, ids[0])
    assert len(found.past) >= 2
    assert {"4", "6"} <= {one.label for one in found.meetings}


def test_nothing_held_says_what_will_stand_here(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+l")
        await stage.on(TeacherHistoryScreen)
        await stage.sees("No conversation was held yet")

    conversations.put_in(
        theatre.library, Private(sample()), conversations.made_here(), theatre.now
    ).keeper.close()
    theatre.play(scene, home=True)


def test_an_empty_library_has_a_way_on(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+l")
        await stage.sees("No conversation is marked")
        await stage.on(HomeScreen)

    theatre.play(scene, home=True)


async def look_for(stage: Stage, words: str) -> None:
    """In all that was written, from home."""
    await stage.on(HomeScreen)
    await stage.press("f3")
    await stage.on(SearchScreen)
    await stage.write(words)


def test_words_are_found_in_logs_and_notes_and_read_where_they_stand(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("f3")
        await stage.on(SearchScreen)
        await stage.sees("Capitals and accents do not matter")
        await stage.write("wait bo")
        await stage.sees("1 line", "Wait time for Bo", "cycle 5")
        await stage.press("enter")
        await stage.on(ReaderScreen)
        await stage.sees("Wait time for Bo")
        await stage.press("escape", "escape")
        await stage.write("alvarez")
        await stage.sees("my notes · Ms. Rivera", "Álvarez spoke first")
        await stage.press("enter")
        await stage.sees("my notes · PRIVATE")
        await stage.press("escape", "escape")
        await stage.write("cycle 5 zebras")
        await stage.sees("nothing found")
        await stage.press("escape", "escape")
        await stage.on(HomeScreen)

    three_cycles(theatre)
    theatre.play(scene, home=True)


@pytest.mark.parametrize(
    ("width", "found"),
    [
        (80, "- [ ] Ask why after a right answer — Rivera, by …"),
        (60, "…a right answer — Rivera, by 8 Dec"),
        (40, "…answer — Rivera, by …"),
    ],
)
def test_where_a_found_line_goes_on_that_is_said(theatre: Theatre, width: int, found: str) -> None:
    async def scene(stage: Stage) -> None:
        await look_for(stage, "riv")
        await stage.sees(found)

    three_cycles(theatre)
    theatre.play(scene, home=True, size=(width, 24))


def test_what_is_read_says_that_it_is_private_in_a_small_window(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await look_for(stage, "alvarez")
        await stage.sees("1 line")
        await stage.press("enter")
        await stage.sees(" Ms. Rivera · cycle 5 · PRIVATE ─", "Álvarez spoke first")

    three_cycles(theatre)
    theatre.play(scene, home=True, size=(40, 12))


@pytest.mark.parametrize(
    ("width", "row", "whole"),
    [
        (80, "my notes · Ms. Rivera", "my notes · Ms. Rivera · cycle 5 · Sun 10 May 2026"),
        (60, "Ms. Rivera", "my notes · Ms. Rivera · cycle 5 · Sun 10 May 2026"),
        (40, "Ms. Rivera", "my notes · Ms. Rivera · cycle 5"),
    ],
)
def test_whose_a_found_line_is_stands_beside_it_and_whole_below_the_list(
    theatre: Theatre, width: int, row: str, whole: str
) -> None:
    async def scene(stage: Stage) -> None:
        await look_for(stage, "alvarez 2026-05")
        await stage.sees(f"▸ {row} ", f" {whole} ─")

    three_cycles(theatre)
    theatre.play(scene, home=True, size=(width, 24))


def test_a_search_that_finds_nothing_says_how_more_is_found(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await look_for(stage, "zebra")
        await stage.sees("nothing found", "Fewer words, or the beginning of")
        await stage.press("escape")
        await stage.sees("Capitals and accents do not")

    three_cycles(theatre)
    theatre.play(scene, home=True, size=(40, 24))


def test_a_found_line_is_whole_where_there_is_room_for_it(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await look_for(stage, "line")
        await stage.sees("  Fractions on a line")

    three_cycles(theatre)
    theatre.play(scene, home=True, size=(40, 12))


def test_enter_is_named_where_there_is_a_line_to_be_read(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("f3")
        await stage.on(SearchScreen)
        await stage.sees(" Esc back")
        assert "Enter" not in stage.text()
        await stage.write("zebra")
        await stage.sees("nothing found")
        assert "Enter" not in stage.text()
        await stage.press(*["backspace"] * 5)
        await stage.write("wait bo")
        await stage.sees("1 line", "Enter reads it there · Esc back")

    three_cycles(theatre)
    theatre.play(scene, home=True)


def test_a_name_alone_finds_no_line_that_does_not_say_it(theatre: Theatre) -> None:
    ids = three_cycles(theatre)
    searcher = searching.Searcher(theatre.library)
    assert searcher.look(ids, "rivera ribbon")
    assert not searcher.look(ids, "okafor")
    found = [hit for hit in searcher.look(ids, "ribbon") if hit.part == "log"]
    assert [hit.row for hit in found] == [1]


def test_hostile_words_pass_thread_search_and_reader(theatre: Theatre) -> None:
    """All of them at once: each in the goals, the focus, the steps, the log and the notes."""
    texts, lines = [*map(clean, HOSTILE)], [clean_line(one)[:60] or "-" for one in HOSTILE]

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+l")
        await stage.on(TeacherHistoryScreen)
        await stage.press("tab", *["pagedown"] * 8, "tab", "enter")
        await stage.on(ReaderScreen)
        await stage.press(*["pagedown"] * 8, "escape", "f3")
        screen = await stage.on(SearchScreen)
        await stage.until(lambda: screen.found.looked, "it has looked")
        for words in ("script", "heading", "rivera"):
            await stage.press("escape")
            await stage.write(words)
            await stage.until(lambda w=words: screen.found.query == w, "it has looked again")  # type: ignore[misc]
            await stage.press("enter")
            await stage.on(ReaderScreen)
            await stage.press("escape")
        assert stage.app.is_running

    since = tuple(OldStep(one, "done", one) for one in lines)
    plan = replace(sample(), goals=tuple(lines), focus=lines[0])
    session = conversations.put_in(theatre.library, Private(plan, since=since), "k", theatre.now)
    session.move(clock_actions.start)
    steps = "".join(f"\n- [ ] {one}" for one in lines)
    session.write("# Log\n" + "\nrivera ".join(texts) + f"\n## Action plan{steps}")
    for one in lines:
        session.note(f"> {one}")
    session.move(clock_actions.end)
    session.keeper.close()
    theatre.play(scene, home=True)


def test_a_line_that_is_gone_meanwhile_opens_the_log_at_its_end(theatre: Theatre) -> None:
    (id_, *_) = three_cycles(theatre)

    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        await reading.show_log(home, stage.app.work, id_, 99)
        await stage.on(ReaderScreen)
        await stage.sees("The ribbon problem")

    theatre.play(scene, home=True)


def test_a_past_log_opens_at_its_action_plan(theatre: Theatre) -> None:
    hold(made(theatre, sample()), "# Log\n\n## Clip 1\n\nwords\n\n## Action plan\n- [ ] her step")

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+l")
        await stage.on(TeacherHistoryScreen)
        await stage.press("enter")
        reader = await stage.on(ReaderScreen)
        first = str(reader.query_one("#here", Static).render())
        assert first.startswith("## Action plan")

    theatre.play(scene, home=True)


def test_a_search_finds_the_words_of_a_plan_but_no_master_scores(theatre: Theatre) -> None:
    made(theatre, replace(sample(), lesson="Zebras and halves")).keeper.close()

    async def scene(stage: Stage) -> None:
        await look_for(stage, "zebras")
        await stage.sees("my plan", "Zebras and halves")
        await stage.press("enter")
        await stage.on(ReaderScreen)
        await stage.sees("my plan · PRIVATE", "Zebras and halves")
        assert "High" not in stage.text()

    theatre.play(scene, home=True)
