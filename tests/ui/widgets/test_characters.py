"""The caret of every field goes by characters as people see them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.document._document import Selection
from textual.pilot import Pilot
from textual.widgets import TextArea

from mqi_tui.share.replica import Replica
from mqi_tui.text import graphemes
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.text_field import TextField
from mqi_tui.ui.widgets.wrapped_line import WrappedLine
from tests.themed import ThemedApp

SEEN = ("〽️", "👩‍🏫", "🇺🇸", "👍🏽", "1️⃣", "e\u0301", "क्षि", "\u1112\u1161\u11ab", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿")
Field = LogEditor | LineField | TextField


class Fields(ThemedApp):
    CSS = "LogEditor, LineField, TextField { border: none; height: 6; width: 30; padding: 0; }"

    def compose(self) -> ComposeResult:
        yield LogEditor(Replica())
        yield LineField(select_on_focus=False)
        yield TextField()
        yield WrappedLine()


KINDS: tuple[type[Field], ...] = (LogEditor, LineField, TextField)
Scene = Callable[[Field, Pilot[None]], Awaitable[None]]


def play(kind: type[Field], scene: Scene) -> None:
    async def main() -> None:
        app = Fields()
        async with app.run_test(size=(40, 24)) as pilot:
            field = app.query_one(kind)
            field.focus()
            await scene(field, pilot)

    asyncio.run(main())


def written(field: Field) -> str:
    return field.text if isinstance(field, TextArea) else field.value


def caret(field: Field) -> int:
    return field.cursor_location[1] if isinstance(field, TextArea) else field.cursor_position


def put(field: Field, text: str) -> None:
    if isinstance(field, TextArea):
        field.insert(text)
    else:
        field.insert_text_at_cursor(text)


@pytest.mark.parametrize("kind", KINDS)
def test_one_backspace_takes_one_character(kind: type[Field]) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        put(field, "".join(SEEN))
        left = list(SEEN)
        while left:
            await pilot.press("backspace")
            left.pop()
            assert written(field) == "".join(left)

    play(kind, scene)


@pytest.mark.parametrize("kind", KINDS)
def test_one_delete_takes_one_character(kind: type[Field]) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        put(field, "".join(SEEN))
        await pilot.press("home")
        left = list(SEEN)
        while left:
            await pilot.press("delete")
            left.pop(0)
            assert written(field) == "".join(left)

    play(kind, scene)


@pytest.mark.parametrize("kind", KINDS)
def test_arrows_go_from_character_to_character_and_select_them_whole(kind: type[Field]) -> None:
    line = "".join(SEEN)

    async def scene(field: Field, pilot: Pilot[None]) -> None:
        put(field, line)
        places = list(_ends())
        for place in places[-2::-1]:
            await pilot.press("left")
            assert caret(field) == place
        for place in places[1:]:
            await pilot.press("shift+right")
            assert caret(field) == place
        await pilot.press("shift+left", "x")
        assert written(field) == "x" + SEEN[-1]

    play(kind, scene)


def _ends() -> Iterator[int]:
    at = 0
    yield at
    for one in SEEN:
        yield (at := at + len(one))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["ctrl+home", "x"], "xone two three"),
        (["ctrl+home", "ctrl+end", "x"], "one two threex"),
        (["ctrl+backspace"], "one two "),
        (["alt+backspace"], "one two "),
        (["ctrl+z"], ""),
        (["ctrl+z", "ctrl+y"], "one two three"),
        (["ctrl+z", "ctrl+shift+z"], "one two three"),
        (["ctrl+a", "x"], "x"),
    ],
)
@pytest.mark.some(2)
def test_each_key_does_the_same_in_every_field(
    kind: type[Field], keys: list[str], left: str
) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        put(field, "one two three")
        await pilot.press(*keys)
        assert written(field) == left

    play(kind, scene)


@pytest.mark.parametrize("kind", KINDS)
def test_the_word_to_the_right_goes_by_its_key(kind: type[Field]) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        put(field, "one two three")
        await pilot.press("home", "ctrl+delete")
        assert written(field).strip() == "two three"

    play(kind, scene)


@pytest.mark.parametrize("kind", [LogEditor, TextField])
def test_a_page_goes_by_its_key(kind: type[Field]) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        assert isinstance(field, TextArea)
        put(field, "\n".join(map(str, range(40))))
        await pilot.press("pageup", "pageup")
        assert field.cursor_location[0] < 30
        await pilot.press("pagedown", "pagedown")
        assert field.cursor_location[0] == 39

    play(kind, scene)


NEW_LINES = ["ctrl+j", "shift+enter", "alt+enter", "ctrl+enter"]


@pytest.mark.parametrize("key", NEW_LINES)
@pytest.mark.parametrize(
    ("kind", "between"), [(LogEditor, "\n"), (TextField, "\n"), (WrappedLine, " ")]
)
@pytest.mark.some(5)
def test_no_new_line_glues_two_words(kind: type[Field], between: str, key: str) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        await pilot.press("b", key, "c")
        assert written(field) == f"b{between}c"

    play(kind, scene)


def test_a_line_feed_is_a_space_where_there_is_one_line() -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        await pilot.press("b", "ctrl+j", "c")
        assert written(field) == "b c"

    play(LineField, scene)


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_goes_with_all_its_accents(kind: type[Field]) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        put(field, "say e\u0301cole\u0301 क्षि ok")
        for begins in (17, 12, 4, 0):
            await pilot.press("ctrl+left")
            assert caret(field) == begins
        for ends in (4, 12, 17, 19) if isinstance(field, LineField) else (3, 11, 16, 19):
            await pilot.press("ctrl+right")
            assert caret(field) == ends

    play(kind, scene)


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_falls_between_two_characters(kind: type[Field]) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        put(field, "👩‍🏫🇺🇸e\u0301x")
        places = {0: 0, 1: 0, 2: 3, 3: 3, 4: 5, 5: 7, 6: 8}
        left, top = field.content_region.offset - field.region.offset
        for cell, place in places.items():
            await pilot.click(field, offset=(left + cell, top))
            assert caret(field) == place, cell

    play(kind, scene)


@pytest.mark.parametrize("kind", KINDS)
def test_what_joins_characters_is_typed_too(kind: type[Field]) -> None:
    """An emoji of many parts comes in parts, where a terminal has no pasting in brackets."""

    async def scene(field: Field, pilot: Pilot[None]) -> None:

        for text in ("👩‍🏫", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می\u200cخواهم"):
            await typed(pilot, text)
        assert written(field) == "👩‍🏫🏴󠁧󠁢󠁥󠁮󠁧󠁿می\u200cخواهم"

    play(kind, scene)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Each code point as a key, as a terminal sends it."""
    from textual import events
    from textual.keys import _character_to_key

    driver = pilot.app._driver
    assert driver is not None
    for letter in text:
        key = events.Key(_character_to_key(letter), letter)
        key.set_sender(pilot.app)
        driver.send_message(key)
        await pilot.pause()


KEYS = (
    "left", "right", "up", "down", "home", "end", "shift+left", "shift+right", "backspace",
    "delete", "ctrl+left", "ctrl+right", "x", "ctrl+backspace",
)  # fmt: skip
PIECES = (*SEEN, "a", " ", "word", "\u0301", "🇧", "\u200d", "\n")
steps = st.lists(
    st.sampled_from(KEYS) | st.tuples(st.sampled_from(PIECES)), min_size=4, max_size=28
)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(steps)
def test_the_caret_never_stands_within_a_character(taken: list[str | tuple[str]]) -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        assert isinstance(field, LogEditor)
        for step in taken:
            if isinstance(step, tuple):
                field.paste(step[0])
            else:
                await pilot.press(step)
            for row, column in field.selection:
                assert graphemes.left(field.document[row], column) == column, step
            assert field.replica.text == field.text

    play(LogEditor, scene)


def test_what_others_write_moves_the_caret_out_of_a_character() -> None:
    async def scene(field: Field, pilot: Pilot[None]) -> None:
        assert isinstance(field, LogEditor)
        put(field, "👩🏫 x")
        field.selection = Selection.cursor((0, 1))
        other = Replica()
        other.apply(field.replica.update)
        other.on_update(lambda update, foreign: None if foreign else field.replica.apply(update))
        other.replace(4, 4, "\u200d")
        assert field.text == other.text == "👩‍🏫 x"
        assert field.cursor_location == (0, 3)

    play(LogEditor, scene)


def test_half_a_character_that_others_delete_leaves_the_same_text_everywhere() -> None:
    """A page counts in halves of an emoji, and may delete one."""

    async def scene(field: Field, pilot: Pilot[None]) -> None:
        from pycrdt import Doc, Text

        assert isinstance(field, LogEditor)
        page: Doc[Text] = Doc(client_id=1)
        page.get("log", type=Text).insert(0, "a👍b")
        field.replica.apply(page.get_update())
        for half in (2, 1):
            field.replica.apply(bytes([0, 1, 1, 1, half, 1]))
            assert field.text == field.replica.text

    play(LogEditor, scene)


@pytest.mark.parametrize("kind", [LogEditor, LineField])
def test_the_caret_covers_a_whole_character(kind: type[Field]) -> None:
    """Two styles within one would make a terminal show its parts, and move all behind it."""

    async def scene(field: Field, pilot: Pilot[None]) -> None:
        put(field, "a👩‍🏫b")
        await pilot.press("left", "left")
        assert "👩‍🏫" in [segment.text for segment in field.render_line(0)]

    play(kind, scene)
