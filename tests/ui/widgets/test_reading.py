"""The shared log reads like a document: signs are seen only where somebody writes in their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events

from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.editor_reading import as_read, reading, shifted
from mqi_tui.ui.widgets.editor_rows import Row, mark
from tests.ui.stage import Play, Stage

LINES = {
    "## Goals": "Goals",
    "# Collaborative log": "Collaborative log",
    "- [ ] Ask Bo": "☐ Ask Bo",
    "- [x] Done": "☑ Done",
    "  * [X] Done": "  ☑ Done",
    "- [ ] ": "☐ ",
    "- [ ]": "☐",
    "- a point": "• a point",
    "##": "##",
    "## ": "## ",
    "#hash": "#hash",
    "-dash": "-dash",
    "- [y] what": "• [y] what",
    "Rivera: yes": "Rivera: yes",
    "": "",
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_reads_so(line: str) -> None:
    row = as_read(Row(line, mark(line)), line)
    assert row.text == LINES[line]
    if row.mark:
        assert 0 <= row.mark.start < row.mark.end <= len(row.text)


@given(st.sampled_from([*LINES]).flatmap(lambda line: st.tuples(st.just(line), st.text())))
def test_what_is_pointed_at_is_what_is_meant(parts: tuple[str, str]) -> None:
    """Behind the signs, each cell stands for the character that is shown in it."""
    line = "".join(parts).replace("\n", "")
    shown, found = as_read(Row(line), line).text, reading(line)
    for column in range(len(found.shown), len(shown)):
        there = cell_len(line[: column + found.shift])
        assert shifted(cell_len(shown[:column]), line) == there


def test_signs_are_seen_where_the_caret_is(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        text = "# Log\n\n## One\n- [ ] Ask Bo\n- [x] Sent\n"
        stage.editor.replace(text, (0, 0), stage.editor.document.end)
        await stage.press("ctrl+f")
        share = await stage.on(ShareScreen)
        editor = share.log_pane.editor
        await stage.sees("One", "☐ Ask Bo", "☑ Sent", "Enter writes")
        assert "##" not in stage.text()
        assert "- [" not in stage.text()
        await stage.press("enter")
        editor.move_cursor((3, 0))
        await stage.sees("- [ ] Ask Bo", "☑ Sent", "Esc ends writing")
        await stage.write("x")
        await stage.press("escape")
        await stage.sees("x- [ ] Ask Bo", "Enter writes")
        assert editor.text.count("- [ ] Ask Bo") == 1  # nothing but the view is another

    play(scene)


def test_a_click_on_a_letter_takes_that_letter_and_selects_nothing(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.editor.replace("## One\n- [ ] Ask Bo\n", (0, 0), stage.editor.document.end)
        await stage.press("ctrl+f")
        share = await stage.on(ShareScreen)
        editor = share.log_pane.editor
        rows = stage.text().split("\n")
        y = next(n for n, row in enumerate(rows) if "☐ Ask Bo" in row)
        x = rows[y].index("Bo")
        for kind, at in ((events.MouseDown, x), (events.MouseMove, x), (events.MouseUp, x)):
            event = kind(None, at, y, 0, 0, 1, False, False, False, at, y)
            event.set_sender(stage.app)
            assert stage.app._driver
            stage.app._driver.send_message(event)
        await stage.settle()
        await stage.sees("- [ ] Ask Bo")
        assert editor.selected_text == ""
        line = editor.document[editor.cursor_location[0]]
        assert line[editor.cursor_location[1] :] == "Bo"

    play(scene)
