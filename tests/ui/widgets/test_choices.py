"""A list whose rows change while somebody looks at it: the mark stays on what was marked."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import ComposeResult
from textual.widgets.option_list import Option

from mqi_tui.ui.dialogs.guests import GuestsScreen, Look, Row
from mqi_tui.ui.widgets.choices import Choices
from tests.themed import ThemedApp


class Listed(ThemedApp):
    def compose(self) -> ComposeResult:
        yield Choices(*(Option(id_, id=id_) for id_ in "abc"))


@pytest.mark.parametrize(
    ("mark", "after", "left", "marked"),
    [
        (1, "xabc", "", "b"),
        (2, "ca", "", "c"),
        (1, "ac", "", "c"),
        (2, "a", "", "a"),
        (0, "bca", "a", "b"),
    ],
)
def test_the_mark_stays_on_what_was_marked(mark: int, after: str, left: str, marked: str) -> None:
    async def main() -> None:
        app = Listed()
        async with app.run_test():
            choices = app.query_one(Choices)
            choices.highlighted = mark
            choices.refill((Option(id_, id=id_) for id_ in after), left)
            assert choices.highlighted_option is not None
            assert choices.highlighted_option.id == marked

    asyncio.run(main())


def test_a_way_from_elsewhere_moves_no_mark_among_the_guests() -> None:
    row = Row("token", "Rivera", True, False, "http://127.0.0.1:1/#token")
    seen = [Look("words", True, (row,))]

    async def main() -> None:
        app = ThemedApp()
        async with app.run_test(size=(100, 40)):
            screen = GuestsScreen("Guests", lambda: seen[0])
            await app.push_screen(screen)
            choices = screen.query_one(Choices)
            choices.highlighted = 1
            seen[0] = Look("words", False, (row,))
            screen._refresh()
            assert choices.highlighted_option is not None
            assert "another link" in str(choices.highlighted_option.prompt)

    asyncio.run(main())
