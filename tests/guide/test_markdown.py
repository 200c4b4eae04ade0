"""Markdown as coaches and their programs write it: labels are seen, words stay."""

from __future__ import annotations

import pytest

from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.record import Private
from mqi_tui.files.guide.markdown import lines
from mqi_tui.files.guide.match import Found, match
from mqi_tui.files.guide.write import to_markdown
from tests.guide.test_labels import said

ASKED = "How does this focus relate to the goals?"
ANSWER = "She avoids the why because she is unsure of it herself"
HEAD = (
    "**Teacher:** Ms. Rivera\n\n**Date:** 24 November 2026, 4pm\n\n"
    "## 1. The previous log, and the focus\n\n**What are the learning goals?**\n\n"
    "Students explain why\n\n"
)
LABELS = {
    "italics": f"*{ASKED}*\n\n{ANSWER}",
    "italics with underscores": f"_{ASKED}_\n\n{ANSWER}",
    "bold italics": f"***{ASKED}***\n\n{ANSWER}",
    "bold": f"**{ASKED}**\n{ANSWER}",
    "two underscores": f"__{ASKED}__\n\n{ANSWER}",
    "underlined": f"{ASKED}\n---\n\n{ANSWER}",
    "underlined in full": f"{ASKED}\n{'=' * 20}\n\n{ANSWER}",
    "b": f"<b>{ASKED}</b>\n\n{ANSWER}",
    "strong and a break": f"<strong>{ASKED}</strong><br>{ANSWER}",
    "i": f"<i>{ASKED}</i>\n\n{ANSWER}",
    "u": f"<u>{ASKED}</u>\n\n{ANSWER}",
    "a heading in HTML": f"<h3>{ASKED}</h3>\n\n{ANSWER}",
    "a styled span": f'<span style="font-weight:700">{ASKED}</span>\n\n{ANSWER}',
    "on one line": f"*{ASKED}* {ANSWER}",
    "on one line, no space": f"*{ASKED}*{ANSWER}",
    "a space inside": f"**{ASKED} **{ANSWER}",
    "in the midst of a line": f"and wait *{ASKED}* {ANSWER}",
    "an entry with entries": f"* **{ASKED}**\n    * {ANSWER}",
    "an entry in italics": f"- *{ASKED}*\n  - {ANSWER}",
    "a plain entry": f"- {ASKED}\n  - {ANSWER}",
    "a number": f"3. **{ASKED}**\n   - {ANSWER}",
    "a heading": f"### *{ASKED}*\n\n{ANSWER}",
    "a heading with its name": f"### **{ASKED}** {{#relation}}\n\n{ANSWER}",
    "a heading without a space": f"###{ASKED}\n\n{ANSWER}",
    "pandoc underlines": f"[{ASKED}]{{.underline}}\n\n{ANSWER}",
    "pandoc marks": f"[{ASKED}]{{.mark}}\n\n{ANSWER}",
    "a marker pen": f"=={ASKED}==\n\n{ANSWER}",
    "struck through": f"~~{ASKED}~~\n\n{ANSWER}",
    "a definition": f"{ASKED}\n\n:   {ANSWER}",
    "a quotation": f"> **{ASKED}**\n> {ANSWER}",
    "a callout": f"> [!note] {ASKED}\n> {ANSWER}",
    "a division": f"::: {{.box}}\n*{ASKED}*\n\n{ANSWER}\n:::",
    "a fence": f"```\n**{ASKED}**\n{ANSWER}\n```",
    "a fence without an end": f"```\n*{ASKED}*\n\n{ANSWER}",
    "indented": f"    *{ASKED}*\n\n    {ANSWER}",
    "lines of verse": f"| {ASKED}\n| {ANSWER}",
    "a table": f"| *{ASKED}* | {ANSWER} |\n| --- | --- |",
    "a table without edges": f"*{ASKED}* | {ANSWER}\n--- | ---",
    "a table in HTML": f"<table><tr><td>{ASKED}</td>\n<td>{ANSWER}</td></tr></table>",
    "escaped": f"\\- {ASKED}\n{ANSWER}",
    "broken by pandoc": f"*How does this focus relate\nto the goals?*\n\n{ANSWER}",
    "bold broken by pandoc": f"**How does this focus relate\nto the goals**\n\n{ANSWER}",
    "hard breaks": f"*{ASKED}*\\\n{ANSWER}",
    "trailing spaces": f"**{ASKED}**  \n{ANSWER}  ",
    "a link": f"[{ASKED}](#relation)\n\n{ANSWER}",
    "an entity": f"&nbsp;*{ASKED}*\n\n{ANSWER}",
    "a task": f"- [ ] **{ASKED}**\n  - {ANSWER}",
    "columns": f"{'-' * 41} {'-' * 60}\n{ASKED:41} {ANSWER}\n{'-' * 41} {'-' * 60}",
}  # fmt: skip


def read(words: str) -> Found:
    return match(lines(words))


@pytest.mark.parametrize("way", LABELS)
def test_a_private_question_and_its_answer_do_not_become_goals(way: str) -> None:
    found = read(HEAD + LABELS[way])
    goals = ("Students explain why", *(["and wait"] if "midst" in way else []))
    assert found.plan.goals == goals
    assert found.plan.focus_relation == ANSWER


TYPED = [
    "3 * 4 = 12, and 5 * 6 = 30", "3*4*5 is 60", "(a+b)*(c+d)*2", "2**3**4", "a_b_c",
    "x_1 and x_2", "<3", "x < y and y > z", "1. 2. 3.", "5 - 3", "a <draft> of it", "AT&T",
    "a == b == c",
    "C:\\new\\file", "why? [see the log]", "#1 is best", "~5 minutes", "2^3 = 8",
    "|x| > 2", "100% sure", "{1, 2, 3}", "f(x)[0] = y", "$x_1*y_1$", "[draft]: tomorrow",
]  # fmt: skip


@pytest.mark.parametrize("words", TYPED)
def test_what_is_no_markdown_stays_as_it_was_typed(words: str) -> None:
    found = read(f"{HEAD}**Focus:**\n\n{words}")
    assert found.plan.focus == words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('Say \\"why\\" and \\$3 \\* 4\\$ \\[see\\]\\...', 'Say "why" and $3 * 4$ [see]...'),
        ("Wait \\- and ask\\!", "Wait - and ask!"),
        ("&lt;b&gt; &amp; &frac12;", "<b> & ½"),
        ("x<sup>2</sup> and H<sub>2</sub>O", "x² and H₂O"),
        ("x<sup>a+b</sup>", "x^(a+b)"),
        ("x^2^ and ½", "x² and ½"),
        ("Ask **why** it *holds*", "Ask why it holds"),
        ("[the log](https://logs.example/1) again", "the log (https://logs.example/1) again"),
        ("<https://logs.example/1>", "https://logs.example/1"),
        ("see [the log][1]\n\n[1]: https://logs.example/1", "see the log (https://logs.example/1)"),
        ("~~Once~~ twice", "Once twice"),
    ],
)  # fmt: skip
def test_what_is_markdown_is_read(written: str, meant: str) -> None:
    assert read(f"{HEAD}**Focus:**\n\n{written}").plan.focus == meant


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("![](media/image1.png){width=\"6in\"}", "1 picture left out"),
        ("![][image1]\n\n[image1]: <data:image/png;base64,iVBORw0KGgo=>", "1 picture left out"),
        ('<img src="a.png" alt="Sam\'s bar">', '1 picture left out: "Sam\'s bar"'),
        ("![a](a.png) and ![b](b.png)", '2 pictures left out: "a", "b"'),
    ],
)  # fmt: skip
def test_a_picture_is_left_out_and_told(picture: str, told: str) -> None:
    found = read(f"{HEAD}{picture}\n")
    assert found.look == (told,)
    assert found.plan.goals[0] == "Students explain why"


def test_a_grid_is_a_table_and_what_its_width_has_broken_is_one() -> None:
    found = read(
        "**Teacher:** Ms. Rivera\n\n"
        "+----------------------------------+---------------------------+\n"
        "| **What are the learning goals?** | Ask why a rule works, and |\n"
        "|                                  | wait after an answer      |\n"
        "+----------------------------------+---------------------------+\n"
        "| So which focus for this time?    | Explanations              |\n"
        "+----------------------------------+---------------------------+\n"
    )
    assert said(found) == {
        "teacher": "Ms. Rivera", "goals": "Ask why a rule works, and wait after an answer",
        "focus": "Explanations",
    }  # fmt: skip
    assert found.unrecognised == ()


def test_a_break_in_a_cell_is_a_line() -> None:
    found = read(
        "| Teacher | Ms. Rivera |\n| :---- | :---- |\n"
        "| **What are the learning goals?** | Ask why<br>Wait &amp; see<br/>&nbsp;Third |\n"
        "| So which focus for this time? | a \\| b |"
    )
    assert found.plan.goals == ("Ask why", "Wait & see", "Third")
    assert found.plan.focus == "a | b"


def test_columns_below_dashes_are_a_table() -> None:
    found = read(
        "  -------------------- ---------------------------\n"
        "  Teacher              Ms. Rivera\n\n"
        "  **Learning goals**   Ask why a rule works, and\n"
        "                       wait after an answer\n"
        "  -------------------- ---------------------------\n"
    )
    assert found.plan.teacher == "Ms. Rivera"
    assert found.plan.goals == ("Ask why a rule works, and wait after an answer",)


def test_what_a_program_says_of_a_note_at_its_head_is_no_answer() -> None:
    found = read(
        "---\ntags: [coaching]\nteacher: Ms. Rivera\nfocus: Reasons\nmood: low\n---\n\nCoach: J."
    )
    assert (found.plan.teacher, found.plan.focus, found.plan.coach) == (
        "Ms. Rivera",
        "Reasons",
        "J.",
    )
    assert found.unrecognised == ("tags: [coaching]", "mood: low")


@pytest.mark.parametrize(
    "goals",
    [
        ["Ask why", "Wait: three seconds"],
        ["How can students justify a step?", "How could they tell?"],
        ["Students will be able to:", "say why", "draw it"],
    ],
)
def test_goals_that_are_no_question_of_the_form_stay_goals(goals: list[str]) -> None:
    words = "\n".join(goals)
    found = read(
        f"## 1. The previous log, and the focus\n**What are the learning goals?**\n{words}"
    )
    assert (found.plan.goals, found.look) == (tuple(goals), ())


@pytest.mark.parametrize(
    "line",
    ["What is she afraid of?", "~ ~ Why this clip:", "§ How it serves those goals", "Her fear:"],
)
def test_what_reads_like_a_question_in_a_public_field_is_private_and_told(line: str) -> None:
    words = f"**What are the learning goals?**\nStudents explain why\n{line}\nlosing control\n"
    found = read(f"## 1. The previous log, and the focus\n{words}")
    assert found.plan.goals == ("Students explain why",)
    assert "losing control" in f"{found.plan.notes} {found.plan.focus_relation} {found.plan.clips}"


def test_answers_in_a_guide_of_ours_are_answers_whatever_they_say() -> None:
    plan = Plan("Ms. Ray", goals=("What is a half?", "Students say why"))
    assert read(to_markdown(Private(plan))).plan == plan


OWN_PRIVATE = [
    "How it serves those goals", "Private planning notes", "The lesson in short",
    "Why this clip", "Chosen by", "Master scores", "Clip 1: annotations",
]  # fmt: skip
LAID_OUT = [
    "{0}\n{1}", "**{0}**\n\n{1}", "*{0}* {1}", "_{0}_ {1}", "<mark>{0}</mark> {1}",
    "1. {0}\n\n   {1}", "2) {0}\n   {1}", "1.2 {0}\n{1}", "a) {0}\n{1}", "ii. {0}\n{1}",
    "Q: {0}\nA: {1}", "{0} – {1}", "{0} {{#id-x}}\n\n{1}", "👉 {0}\n\n{1}",
    "[{0}](https://x.y/z)\n\n{1}",
]  # fmt: skip


@pytest.mark.parametrize("way", LAID_OUT)
@pytest.mark.parametrize("asked", OWN_PRIVATE)
def test_a_private_label_of_ours_without_a_mark_begins_no_goal(asked: str, way: str) -> None:
    found = read(HEAD + way.format(asked, ANSWER))
    assert found.plan.goals == ("Students explain why",)
    assert ANSWER not in (found.plan.focus, found.plan.teacher, found.plan.coach)


@pytest.mark.parametrize(
    "asked", ["How does it relate to the focus?", "How it serves the focus", "Why this focus?"]
)
def test_why_there_is_a_focus_is_not_the_focus(asked: str) -> None:
    found = read(f"{HEAD}**Focus:** Explanations\n\n**{asked}**\n\n{ANSWER}")
    assert (found.plan.focus, found.plan.focus_relation) == ("Explanations", ANSWER)
    found = read(f"{HEAD}**{asked}**\n\n{ANSWER}")
    assert (found.plan.focus, found.plan.focus_relation) == ("", ANSWER)


@pytest.mark.parametrize(
    "way", ["*{}*\n\n{}", "**{}**\n\n{}", "{}\n{}", "- {}\n- {}", "> {}\n> {}"]
)
@pytest.mark.parametrize(
    "said", ["My private thoughts", "Confidential", "For me only", "Don't share this"]
)
def test_what_says_that_it_is_private_is_no_goal(said: str, way: str) -> None:
    found = read(HEAD + way.format(said, ANSWER))
    assert found.plan.goals == ("Students explain why",)
    assert found.plan.notes == f"{said}\n{ANSWER}"
