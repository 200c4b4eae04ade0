"""The text of a message: short lines, action steps to be read at a glance, nothing blank."""

from __future__ import annotations

from mqi_tui.exports.message import WIDTH, message
from tests.exports.reading import given_out

MESSAGE = """\
Collaborative log

Teacher: Ms. Rivera
Coach: J. Okafor
Cycle: 6
Date: Tue 24 Nov 2026, 4:00 pm

— Clip 1 —
What we noticed:
Rivera: Three answers, and only one says why.
• Okafor: the drawing was wiped off
  while the rule was said
  • nobody asked for it

— Action plan —
☐ Ask why
  → Rivera, by 1 Dec
☑ Send the clip
  → Okafor
3. Film the launch

— Next conversation —
Date and time: Tue 8 Dec 2026, 4:00 pm
"""


def test_what_was_written_is_there_and_what_is_blank_is_not() -> None:
    assert message(given_out()) == MESSAGE


def test_long_lines_are_broken_between_words_and_go_on_below_them() -> None:
    link = "https://example.org/" + "a" * 90
    text = message(given_out(f"## A\n- [ ] {'words ' * 40}{link}\n{'word ' * 40}"))
    lines = text.split("\n")[7:]
    assert lines[:2] == ["— A —", "☐" + 10 * " words"]
    assert lines[2].startswith("  word")
    assert f"  {link}" in lines
    assert max(len(line) for line in lines if link not in line) <= WIDTH


def test_a_step_without_a_promise_and_a_box_elsewhere_stand_as_they_are() -> None:
    text = "## Since\n- [x] Wait — Rivera\n## Action plan\n- [ ] Ask why\n- [ ] Ask\n  in pairs"
    assert message(given_out(text)).split("\n\n", 2)[2] == (
        "— Since —\n☑ Wait — Rivera\n\n— Action plan —\n☐ Ask why\n☐ Ask\n  in pairs\n"
    )


def test_a_step_stands_as_one_however_it_was_written() -> None:
    text = (
        "## Action plan\nSteps (what — who, by when):\nRivera: I ask why — Rivera, by Fri\n"
        "• film — Okafor\n[x] wait — Rivera\n1. [ ] draw — Okafor\n- go on\n  in pairs — Rivera\n"
    )
    assert message(given_out(text)).split("\n\n", 2)[2] == (
        "— Action plan —\nSteps (what — who, by when):\n☐ Rivera: I ask why\n  → Rivera, by Fri\n"
        "☐ film\n  → Okafor\n☑ wait\n  → Rivera\n☐ draw\n  → Okafor\n☐ go on\n  in pairs — Rivera\n"
    )


def test_who_does_a_step_is_said_once_where_it_stands_on_the_line_below() -> None:
    text = "## Action plan\n- [ ] Film —\n  Rivera, by Fri\n- [ ] Draw\n  — Okafor, by Fri\n"
    assert message(given_out(text)).split("\n\n", 2)[2] == (
        "— Action plan —\n☐ Film —\n  Rivera, by Fri\n☐ Draw\n  — Okafor, by Fri\n"
    )
