"""Where others write in the log, and whose lines are whose: by a colour, a letter and a name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from mqi_tui.domain.shared.carets import Caret, place_at, units_at
from mqi_tui.share.ids import new_id, owner, prefix
from mqi_tui.share.replica import Replica
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.editor_voices import Voices
from tests.hostile import HOSTILE
from tests.share.wire import GUEST, OTHER
from tests.ui.stage import wait_for
from tests.ui.widgets.test_editor import EditorApp

TEXT = "# Log\n\nWhat we noticed:\nthe bars 😀 carry it\n\nand so on\n"
ROOM = "r"
RIVERA, LINDQVIST = new_id(GUEST), new_id(OTHER)
NAMES = {prefix(GUEST): "Ms. Rivera", prefix(OTHER): "Lindqvist"}
SPEAKERS = ("Rivera", "Okafor", "Rivera + Okafor")


class Shared(EditorApp):
    """An editor of a document that others write in, too."""

    def __init__(self, text: str, no_color: bool) -> None:
        super().__init__()
        self.replica = Replica(text, ROOM, named=lambda one: NAMES.get(owner(one), ""))
        if no_color:
            self.no_color = True

    def compose(self) -> Iterable[LogEditor]:
        made = LogEditor(self.replica)
        made.speakers = SPEAKERS
        yield made


class Sight:
    """What a person sees of the editor."""

    def __init__(self, app: Shared, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self.editor = app.query_one(LogEditor)
        self.rivera = Replica(client=RIVERA)
        self.rivera.apply(app.replica.update)

    def rows(self) -> list[str]:
        return [strip.text[1:].rstrip() for strip in self.app.screen._compositor.render_strips()]

    async def sees(self, *rows: str) -> None:
        def there() -> bool:
            return all(row in self.rows() for row in rows)

        await wait_for(there, repr(rows), lambda: "\n".join(self.rows()))

    def cells(self, row: int) -> list[Segment]:
        return [*self.app.screen._compositor.render_strips()[row].crop(1)]

    def write(self, words: str, behind: str) -> None:
        """Rivera writes, from afar."""
        at = self.rivera.text.index(behind) + len(behind)
        place = len(self.rivera.text[:at].encode())
        self.rivera.replace(place, place, words)
        self.app.replica.apply(self.rivera.update)

    def told(self, *carets: tuple[int, str, str]) -> None:
        """By replica and name: behind which words somebody writes."""
        text = self.app.replica.text
        places = (Caret(one, name, units_at(text, *_behind(text, words)))
                  for one, name, words in carets)  # fmt: skip
        self.editor.see_others([*places])


def _behind(text: str, words: str) -> tuple[int, int]:
    lines = text.split("\n")
    row = next(row for row, line in enumerate(lines) if words in line)
    return row, lines[row].index(words) + len(words)


Scene = Callable[[Sight], Awaitable[None]]


def play(
    scene: Scene, *, text: str = TEXT, size: tuple[int, int] = (44, 12), no_color: bool = False
) -> None:
    async def main() -> None:
        app = Shared(text, no_color)
        async with app.run_test(size=size) as pilot:
            await scene(Sight(app, pilot))

    asyncio.run(main())


def test_a_caret_is_a_cell_of_its_colour_with_a_letter_and_for_a_while_a_name() -> None:
    async def scene(sight: Sight) -> None:
        sight.told((RIVERA, "Ms. Rivera", "the bars"))
        await sight.sees(" R the bars 😀 carry it  ← Rivera")
        teacher = sight.editor.get_component_rich_style("row-area--teacher").color
        [cell] = [
            one for one in sight.cells(3) if one.style and one.style.underline and one.text == " "
        ]
        assert cell.style
        assert cell.style.bgcolor == teacher
        letter = sight.cells(3)[1]
        assert letter.text == "R"
        assert letter.style
        assert letter.style.bgcolor == teacher
        await sight.sees(" R the bars 😀 carry it")
        sight.told()
        await sight.sees("   the bars 😀 carry it")

    play(scene)


def test_it_moves_with_the_text_and_with_what_is_written_there() -> None:
    async def scene(sight: Sight) -> None:
        before = Caret(RIVERA, "Ms. Rivera", TEXT.index("the bars") + len("the bars"))
        sight.editor.see_others([before])
        sight.editor.move_cursor((0, 0))
        await sight.pilot.press(*"x", "enter")
        await sight.sees(" R the bars 😀 carry it  ← Rivera")
        sight.editor.see_others([before, Caret(LINDQVIST, "Lindqvist", 0)])  # she has not moved
        [other] = sight.editor.others.on(4)
        assert other.at == (4, len("the bars"))
        sight.told((RIVERA, "Ms. Rivera", "the bars"))  # the same place, as she sees it now
        sight.rivera.apply(sight.app.replica.update)
        sight.write(" é", "the bars")
        await sight.sees(" R the bars é 😀 carry it  ← Rivera")
        [other] = sight.editor.others.on(4)
        assert other.at == (4, len("the bars é"))
        sight.write("\n", "it")
        [other] = sight.editor.others.on(5)
        assert other.at == (5, 0)

    play(scene)


def test_a_name_never_covers_what_is_written() -> None:
    async def scene(sight: Sight) -> None:
        sight.told((RIVERA, "Ms. Rivera", "and so on"), (LINDQVIST, "Lindqvist", "and"))
        await sight.sees(" R and so on  ← Rivera  ← Lindqvist")
        sight.editor.focus()
        sight.editor.move_cursor((5, 9))
        await sight.pilot.press(*", as")
        await sight.sees(" R and so on, as  ← Rivera  ← Lindqvist")
        await sight.pilot.press(*" we said")
        await sight.sees(" R and so on, as we said  ← Rivera")
        await sight.pilot.press(*" to each other")
        await sight.sees(" R and so on, as we said to each other")

    play(scene)


def test_whose_a_caret_is_can_be_told_without_colours() -> None:
    async def scene(sight: Sight) -> None:
        sight.told((RIVERA, "Ms. Rivera", "What"), (LINDQVIST, "Lindqvist", "and so on"))
        await sight.sees(" R What we noticed:  ← Rivera", " L and so on  ← Lindqvist")
        assert sight.cells(5)[1].text == "L"
        under = [
            one.text
            for row in (2, 5)
            for one in sight.cells(row)
            if one.style and one.style.underline
        ]
        assert under == ["R", " ", "L", " "]
        sight.editor.move_cursor((0, 0))
        assert not any(one.style and one.style.underline for one in sight.cells(0)), "one's own"

    play(scene, no_color=True)


def test_lines_that_guests_wrote_are_theirs_in_the_margin_unless_they_say_whose_they_are() -> None:
    async def scene(sight: Sight) -> None:
        sight.write("\nwhy they drew it\nOkafor: and said so", "carry it")
        await sight.sees("R  why they drew it", "O  Okafor: and said so", "   the bars 😀 carry it")
        lindqvist = Replica(client=LINDQVIST)
        lindqvist.apply(sight.app.replica.update)
        lindqvist.replace(0, 0, "- [ ] send it\n")
        sight.app.replica.apply(lindqvist.update)
        await sight.sees("L  - [ ] send it")
        assert sight.cells(0)[0].style != sight.cells(4)[0].style
        sight.editor.focus()
        sight.editor.move_cursor((0, 0))
        await sight.pilot.press("enter", "enter")
        await sight.sees("L  - [ ] send it", "R  why they drew it")

    play(scene)


def test_a_name_is_shown_as_text_whatever_it_holds() -> None:
    async def scene(sight: Sight) -> None:
        for number, name in enumerate(HOSTILE):
            sight.editor.see_others([Caret(number, name[:40], 3)])
            await sight.pilot.pause()
            assert not any("\x1b" in row for row in sight.rows())

    play(scene)


@pytest.mark.parametrize("text", ["", "a\nb", "😀é\n數\n", "x" * 30])
def test_a_place_in_units_is_found_again(text: str) -> None:
    for row, line in enumerate(text.split("\n")):
        for column in range(len(line) + 1):
            assert place_at(text, units_at(text, row, column)) == (row, column)
    assert place_at(text, 10**9) == place_at(text, units_at(text, 10**9, 0))


def test_a_guests_letter_is_none_that_is_taken() -> None:
    voices = Voices(SPEAKERS)
    assert voices.of("Ms. Rivera") == ("teacher", "R")
    assert voices.of("J. Okafor") == ("coach", "O")
    assert voices.of("Rousseau") == ("guest", "U")
    assert voices.of("Ro") == ("guest", "R")
    assert voices.of("").letter == "?"
