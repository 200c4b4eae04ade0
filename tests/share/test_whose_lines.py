"""Guests at the coach's real program: where they write, and which lines are theirs, also later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mqi_tui.domain.roles import GUEST, Pass
from mqi_tui.domain.shared.carets import units_at
from mqi_tui.exports import handout, markdown, page
from mqi_tui.services import reading
from mqi_tui.ui.dialogs.history import HistoryScreen
from mqi_tui.ui.screens.share import ShareScreen
from tests.share.test_inviting import Teacher, begin, come
from tests.share.test_sharing import House, hubs
from tests.share.wire import run
from tests.ui.stage import Stage, wait_for

__all__ = ["hubs"]
LINE = "the bars carry it"


@pytest.fixture
def house(tmp_path: Path, hubs: object) -> House:
    return House(tmp_path / "home")


def write(teacher: Teacher, words: str, behind: str = "## Goals and focus") -> None:
    text = teacher.replica.text
    place = len(text[: text.index(behind) + len(behind)].encode())
    teacher.replica.replace(place, place, words)


def marked(stage: Stage, words: str) -> str:
    """The letter in the margin of the line that holds these words; a blank without one."""
    row = next((row for row in stage.text().split("\n") if words in row), "")
    return row[row.index(words) - 3] if row else ""


def rows(stage: Stage) -> dict[str, str]:
    """The lines of the log that are kept as a guest's."""
    log = stage.session.conversation.log
    lines = log.text.split("\n")
    return {lines[row]: author.name for author in log.authors for row in author.rows}


async def show_goals(stage: Stage) -> None:
    await stage.start()
    await stage.press("ctrl+l", "ctrl+home", "escape")


def test_where_a_guest_writes_is_seen_on_both_screens_and_their_line_is_theirs(
    house: House,
) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        await show_goals(stage)
        teacher = await come(house, guests.invite(Pass(GUEST, "Ms. Rivera")))
        write(teacher, f"\n{LINE}")
        row = teacher.replica.text.split("\n").index(LINE)
        teacher.caret.extend([0, units_at(teacher.replica.text, row, 8)])
        teacher.link.pulse()
        await stage.sees(f"{LINE}  ← Rivera")
        assert marked(stage, LINE) == "R"
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.until(lambda: marked(stage, LINE) == "R", "in the share view, too")
        [other] = stage.editor.others.on(row)
        assert other.at == (row, 8)
        await teacher.link.close()
        await stage.until(lambda: not stage.editor.others.on(row), "who has left writes nowhere")
        assert rows(stage) == {LINE: "Ms. Rivera"}

    house.shares(scene)


def test_the_marks_are_kept_moved_along_and_handed_out(house: House) -> None:
    async def first(stage: Stage) -> None:
        guests = await begin(stage, house)
        await show_goals(stage)
        teacher = await come(house, guests.invite(Pass(GUEST, "Lindqvist")))
        write(teacher, f"\n{LINE}")
        await stage.until(lambda: rows(stage) == {LINE: "Lindqvist"}, "it is theirs")
        stage.session.write(f"one more line\n{stage.log}")
        assert rows(stage) == {LINE: "Lindqvist"}

    async def second(stage: Stage) -> None:
        await show_goals(stage)
        await stage.until(lambda: marked(stage, LINE) == "L", "it is still theirs")
        await stage.press("ctrl+l", "ctrl+home", "enter")
        assert rows(stage) == {LINE: "Lindqvist"}
        stage.session.schedule("2026-12-08 16:00")
        assert rows(stage) == {LINE: "Lindqvist"}

    id_ = house.shares(first)
    house.shares(second, id_)
    log = reading.read(house.library, id_).log
    given = handout.handout(id_, log, now=house.now.wall())
    assert f"\nLindqvist: {LINE}\n" in markdown.made(given).decode()
    assert f"Lindqvist: {LINE}" in re.sub("<.*?>", "", page.made(given).decode())
    assert log.text.count("Lindqvist") == 0, "the log itself is as it was written"


def test_an_older_state_of_the_log_comes_back_with_whose_its_lines_were(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        await show_goals(stage)
        teacher = await come(house, guests.invite(Pass(GUEST, "Ms. Rivera")))
        write(teacher, f"\n{LINE}")
        write(teacher, "\nand draw it", "## Action plan")
        await stage.until(lambda: len(rows(stage)) == 2, "both are hers")
        before, whose = stage.log, rows(stage)
        stage.session.keeper.flush(5)
        stage.now.wait(61_000)
        for words in (LINE, "and draw it"):
            start = stage.log.index(words)
            stage.session.rewrite(stage.log[:start] + stage.log[start + len(words) :])
        assert rows(stage) == {}
        stage.session.keeper.flush(5)
        await stage.press("ctrl+g", "o")
        await stage.on(HistoryScreen)
        await stage.press("down", "enter")
        await stage.until(lambda: stage.log == before, "it is back")
        assert rows(stage) == whose

    house.shares(scene)


def test_what_was_written_while_the_coach_was_away_is_theirs_too(house: House) -> None:
    """After a crash: what was noted, and what comes of two at once from the hub."""
    teachers: list[Teacher] = []

    async def before(stage: Stage) -> None:
        guests = await begin(stage, house)
        write(await come(house, guests.invite(Pass(GUEST, "Ms. Park"))), "\nfrom before")
        await stage.until(lambda: "from before" in stage.log, "it is there")

    async def first(stage: Stage) -> None:
        guests = await begin(stage, house)
        for name in ("Ms. Rivera", "Lindqvist"):
            teachers.append(await come(house, guests.invite(Pass(GUEST, name))))
        write(teachers[0], f"\n{LINE}")
        known = {"from before": "Ms. Park", LINE: "Ms. Rivera"}
        await stage.until(lambda: rows(stage) == known, "it is theirs")
        session = stage.session
        await wait_for(lambda: session.keeper.status.word == "saved", "it is on disk")
        write(teachers[0], "\nnoted alone", LINE)
        await stage.until(lambda: "noted alone" in stage.log, "it is noted")
        await teachers[1].reads("noted alone")

    async def meanwhile() -> None:
        one, other = [Teacher(house, teacher.token) for teacher in teachers]
        await one.reads("noted alone")
        await other.reads("noted alone")
        write(one, "\nwhile away", LINE)
        await other.reads("while away")
        write(other, "\nbeside it", "while away")
        await one.reads("beside it")
        write(one, " and on", "beside it")
        await other.reads("and on")

    async def second(stage: Stage) -> None:
        await show_goals(stage)
        await stage.until(lambda: "and on" in stage.log, "it is there")
        assert rows(stage) == {
            "from before": "Ms. Park", LINE: "Ms. Rivera", "noted alone": "Ms. Rivera",
            "while away": "Ms. Rivera", "beside it and on": "Lindqvist",
        }  # fmt: skip

    id_ = house.shares(before)
    house.shares(first, id_, crash=True)
    run(meanwhile)
    house.shares(second, id_)
