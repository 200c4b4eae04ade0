"""A list of any length: only what is in view is made, whole and in its width."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.pilot import Pilot

from mqi_tui.text.clean import clean_line
from mqi_tui.ui.widgets.rows import Part, Rows, fitted
from tests.hostile import HOSTILE
from tests.themed import ThemedApp
from tests.ui.stage import wait_for

MANY = 100_000


class Shown(ThemedApp):
    """Rows alone, and what they post."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[int] = []
        self.chosen = self.marked = 0

    def compose(self) -> ComposeResult:
        yield Rows()

    @property
    def rows(self) -> Rows:
        return self.query_one(Rows)

    def line(self, row: int, _width: int) -> list[Part]:
        self.made.append(row)
        return [(f"row {row}", "plain")]

    def on_rows_chosen(self) -> None:
        self.chosen += 1

    def on_rows_marked(self) -> None:
        self.marked += 1

    def text(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]

    async def sees(self, words: str) -> None:
        await wait_for(
            lambda: any(words in row for row in self.text()), words, lambda: "\n".join(self.text())
        )


def shown(
    scene: Callable[[Shown, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (40, 12)
) -> None:
    async def main() -> None:
        app = Shown()
        async with app.run_test(size=size) as pilot:
            await scene(app, pilot)

    asyncio.run(main())


def test_only_what_is_in_view_is_made() -> None:
    async def scene(app: Shown, _pilot: Pilot[None]) -> None:
        app.rows.fill(MANY, app.line)
        await app.sees("▸ row 0 ")
        await app.sees("  row 11 ")
        assert max(app.made) <= 12
        app.made.clear()
        app.rows.move(MANY)
        await app.sees(f"▸ row {MANY - 1} ")
        assert len(app.made) < 200
        assert min(row for row in app.made if row > 12) >= MANY - 13

    shown(scene)


def test_the_mark_stays_in_view_and_between_the_ends() -> None:
    async def scene(app: Shown, pilot: Pilot[None]) -> None:
        app.rows.fill(MANY, app.line)
        await app.sees("▸ row 0 ")
        for by, row in ((5, 5), (app.rows.page, 16), (1, 17), (-20, 0), (MANY * 2, MANY - 1)):
            app.rows.move(by)
            await app.sees(f"▸ row {row} ")
            assert app.rows.marked == row
        await pilot.resize_terminal(40, 6)
        await app.sees(f"▸ row {MANY - 1} ")
        app.rows.move(-3)
        await app.sees(f"▸ row {MANY - 4} ")

    shown(scene)


def test_a_mark_far_down_is_in_view_at_once() -> None:
    async def scene(app: Shown, _pilot: Pilot[None]) -> None:
        app.rows.fill(MANY, app.line, marked=70_000)
        await app.sees("▸ row 70000 ")

    shown(scene)


def test_a_narrower_window_needs_no_bar_below() -> None:
    async def scene(app: Shown, pilot: Pilot[None]) -> None:
        app.rows.fill(MANY, app.line)
        await app.sees("▸ row 0 ")
        assert not app.rows.show_horizontal_scrollbar
        await pilot.resize_terminal(20, 12)
        await wait_for(lambda: app.size.width == 20, "the window is narrow")
        await pilot.pause()
        assert not app.rows.show_horizontal_scrollbar
        await app.sees("  row 11 ")

    shown(scene)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_short_list_has_empty_rows_below(count: int) -> None:
    async def scene(app: Shown, pilot: Pilot[None]) -> None:
        app.rows.fill(MANY, app.line, marked=MANY - 1)
        await app.sees(f"▸ row {MANY - 1} ")
        app.rows.fill(count, app.line, marked=9)
        await wait_for(lambda: not any("99" in row for row in app.text()), "the rows are gone")
        assert [row.strip() for row in app.text()][count:] == [""] * (12 - count)
        assert app.rows.marked == max(count - 1, 0)
        assert sum("▸" in row for row in app.text()) == min(count, 1)
        app.rows.move(1)
        app.rows.move(-1)
        await pilot.click(offset=(3, 9))
        await pilot.pause()
        assert app.rows.marked == max(count - 2, 0)
        assert app.chosen == 0

    shown(scene)


def test_a_click_marks_and_a_second_one_chooses() -> None:
    async def scene(app: Shown, pilot: Pilot[None]) -> None:
        app.rows.fill(MANY, app.line, marked=500)
        await app.sees("▸ row 500 ")
        first = app.rows.scroll_offset.y
        await pilot.click(offset=(3, 2))
        await app.sees(f"▸ row {first + 2} ")
        assert (app.rows.marked, app.chosen) == (first + 2, 0)
        await pilot.click(offset=(3, 2))
        await wait_for(lambda: app.chosen, "it is chosen")
        assert (app.rows.marked, app.chosen) == (first + 2, 1)

    shown(scene)


WIDE = "数学のはなし family 👩‍👩‍👧‍👦 flag 🇧🇷 e\u0301 "


@pytest.mark.parametrize("width", [3, 4, 7, 20, 40])
@pytest.mark.parametrize("raw", [WIDE, *HOSTILE])
@pytest.mark.some(3)
def test_every_row_has_exactly_its_width(width: int, raw: str) -> None:
    words = clean_line(raw)[:300]

    async def scene(app: Shown, _pilot: Pilot[None]) -> None:
        rows = app.rows
        rows.fill(3, lambda _row, room: [(words, "strong"), (fitted(words, room), "warn")])
        for y in range(3):
            strip = rows.render_line(y)
            assert strip.cell_length == rows.size.width == width
            assert cell_len(strip.text) == width
            assert strip.text.startswith(("▸ " if y == 0 else "  ") + words[:1][: width - 4])

    shown(scene, size=(width, 5))


@pytest.mark.parametrize("width", range(12))
@pytest.mark.parametrize("words", ["", "abc", "数学のはなし", WIDE, "ends in spaces   "])
def test_words_are_fitted_into_a_width(words: str, width: int) -> None:
    made = fitted(words, width)
    assert cell_len(made) == width
    if cell_len(words.rstrip()) <= width:
        assert made.rstrip() == words.rstrip()
    elif width > 1:
        assert made.endswith("…")


def test_the_parts_of_a_row_have_their_tones() -> None:
    async def scene(app: Shown, _pilot: Pilot[None]) -> None:
        app.rows.fill(2, lambda _row, _room: [("one ", "warn"), ("two", "quiet")])
        marked, plain = (app.rows.render_line(y) for y in (0, 1))
        assert [part.text.strip() for part in plain][1:3] == ["one", "two"]
        styles = [app.rows.get_component_rich_style(f"rows--{tone}") for tone in ("warn", "quiet")]
        assert [part.style for part in plain][1:3] == styles
        over = app.rows.get_component_rich_style("rows--marked")
        assert {part.style for part in marked} == {over}

    shown(scene)
