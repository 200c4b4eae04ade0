"""Every line under *Steps* that says something is an action step, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.disclosure import template
from mqi_tui.domain.shared.action_steps import (
    ActionStep,
    action_steps,
    counted,
    elsewhere,
    label_for,
    line_place,
    steps_of,
    unfinished,
)
from mqi_tui.domain.shared.log import Header, Log
from tests.hostile import HOSTILE

ACTIONS = [
    ("- [ ] Ask why — Rivera, by 8 Dec", ActionStep("Ask why", "Rivera", "8 Dec")),
    ("- [x] Ask why — Rivera, by 8 Dec", ActionStep("Ask why", "Rivera", "8 Dec", True)),
    ("- [X] Ask why", ActionStep("Ask why", done=True)),
    ("* [ ] Ask why - Rivera, 8 Dec", ActionStep("Ask why", "Rivera", "8 Dec")),
    ("+ [ ] Ask why -- Rivera by Friday", ActionStep("Ask why", "Rivera", "Friday")),
    ("- [] Ask why – Rivera", ActionStep("Ask why", "Rivera")),
    ("  - [ ] Ask why—Rivera, BY 8 Dec", ActionStep("Ask why", "Rivera", "8 Dec")),
    ("- [ ] Ask why — by 8 Dec", ActionStep("Ask why", "", "8 Dec")),
    ("- [ ] Ask why — Rivera, Okafor, by 8 Dec", ActionStep("Ask why", "Rivera, Okafor", "8 Dec")),
    ("- [ ] Ask why - then wait — Rivera", ActionStep("Ask why - then wait", "Rivera")),
    ("- [ ] Ask why — or how — Rivera", ActionStep("Ask why — or how", "Rivera")),
    ("- [ ] Ask why — ", ActionStep("Ask why")),
    ("- [ ] Ask why — Rivera, by ", ActionStep("Ask why", "Rivera")),
    ("- [ ] Ask why — Rivera, by 8 Dec — ", ActionStep("Ask why", "Rivera", "8 Dec")),
    ("- [ ] Ask why — Rivera —", ActionStep("Ask why", "Rivera")),
    ("- [ ] Ask why - Rivera, by 8 Dec — ", ActionStep("Ask why", "Rivera", "8 Dec")),
    ("- [ ] Take 5-7 minutes, -3 + 5", ActionStep("Take 5-7 minutes, -3 + 5")),
    ("- [ ] Stand by the board", ActionStep("Stand by the board")),
    ("- [ ] Ask why, by Friday", ActionStep("Ask why", "", "Friday")),
    ("- [ ] Ask why by Friday.", ActionStep("Ask why", "", "Friday")),
    ("- [ ] Ask why by Fri 4pm — Rivera", ActionStep("Ask why", "Rivera", "Fri 4pm")),
    ("- [ ] Ask by pointing, by 8 Dec", ActionStep("Ask by pointing", "", "8 Dec")),
    ("- [ ] Ask why by the end of the week", ActionStep("Ask why", "", "the end of the week")),
    ("- [ ] Ask why by our next talk", ActionStep("Ask why", "", "our next talk")),
    (
        "- [ ] Ask why by Friday — Rivera, by 8 Dec",
        ActionStep("Ask why by Friday", "Rivera", "8 Dec"),
    ),
    ("- [ ] Solve it, by hand", ActionStep("Solve it, by hand")),
    ("- [ ] Have it said by the class", ActionStep("Have it said by the class")),
    ("- [ ] by Friday", ActionStep("by Friday")),
    ("- [ ] Ask — Ms. Derby, by 8 Dec", ActionStep("Ask", "Ms. Derby", "8 Dec")),
    ("- [ ] 数学 — Σ, by mañana", ActionStep("数学", "Σ", "mañana")),
]


@pytest.mark.parametrize(("line", "step"), ACTIONS)
def test_an_action_step(line: str, step: ActionStep) -> None:
    (found,) = action_steps(f"## Action plan\n{line}")
    assert (found.what, found.who, found.by, found.done) == (
        step.what,
        step.who,
        step.by,
        step.done,
    )
    (again,) = action_steps(f"## Action plan\n{found.line}")
    assert again == found


def test_a_dash_at_the_end_keeps_a_weaker_one_from_parting() -> None:
    (found,) = action_steps("## Action plan\n- [ ] Ask why - then wait — ")
    assert (found.what, found.who) == ("Ask why - then wait", "")


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] ",
        "- [ ] —",
        "- [ ]  - ",
        "-",
        "* ",
        "1.",
        "2)",
        "[ ]",
        "[x]",
        "•",
        "☐",
        "---",
        "____",
        "## Heading",
        "What to film:",
        "**Rivera:**",
        "(a line each)",
        "*(a line each)*",
        "<!-- … -->",
    ],
)
def test_no_action_step(line: str) -> None:
    assert action_steps(f"## Action plan\n{line}") == ()


def test_action_steps_stand_under_their_heading_only() -> None:
    text = "- [ ] before\n## Action plan\n### For Rivera\n- [ ] in\n## Next\n- [ ] after"
    assert [(step.what, step.row) for step in action_steps(text)] == [("in", 3)]
    assert action_steps("- [ ] nowhere") == ()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], ""),
        (["- [ ] a — R, by 8 Dec"], "1 step"),
        (["- [ ] a — R, by 8 Dec", "- [x] b — R"], "2 steps · 1 without a date"),
        (["- [ ] a", "- [ ] b"], "2 steps · 2 without a name · 2 without a date"),
        (["- [ ] a, by Friday", "- [ ] b — R, by Friday"], "2 steps · 1 without a name"),
    ],
)
def test_action_steps_are_counted(lines: list[str], said: str) -> None:
    assert counted("\n".join(["## Action plan", *lines])) == said


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("How it looks:\n- Ask why — R, by 8 Dec\nSteps:\n- [ ] ", 1),
        ("How it looks:\nAsk why — R, by 8 Dec\n* wait - J, by Fri\nSteps:\n", 2),
        ("How it looks:\n- Ask why — R\n- they argue, by twos\nSteps:\n", 0),
        ("How it looks:\n- [ ] Ask why — R, by 8 Dec\nSteps:\n", 0),  # the box makes it a step
        ("Steps:\n- Ask why — R, by 8 Dec", 0),
        ("Steps (what — who, by when):\n*(what — who, by when)*", 0),
        ("- Ask why — R, by 8 Dec", 0),
    ],
)
def test_what_reads_like_a_step_and_answers_another_prompt_is_told(plan: str, said: int) -> None:
    text = f"## Action plan\n{plan}\n## Next\nnot here — R, by 8 Dec"
    words = ("", "1 line reads like a step: put it under Steps",
             "2 lines read like steps: put them under Steps")  # fmt: skip
    assert elsewhere(text) == words[said]
    assert counted(text).endswith(elsewhere(text))


PLAN = "## Action plan\n\nWhat to film:\nthe warm-up\n\nSteps (what — who, by when):\n"


@pytest.mark.parametrize(
    ("line", "words", "done"),
    [
        ("Ask why", "Ask why", False),
        ("- Ask why", "Ask why", False),
        ("* Ask why", "Ask why", False),
        ("+ Ask why", "Ask why", False),
        ("• Ask why", "Ask why", False),
        ("– Ask why", "Ask why", False),
        ("-Ask why", "Ask why", False),
        ("1. Ask why", "Ask why", False),
        ("2) Ask why", "Ask why", False),
        ("(3) Ask why", "Ask why", False),
        ("[ ] Ask why", "Ask why", False),
        ("[x] Ask why", "Ask why", True),
        ("[X]Ask why", "Ask why", True),
        ("- [✓] Ask why", "Ask why", True),
        ("1. [x] Ask why", "Ask why", True),
        ("- [ ] Ask why", "Ask why", False),
        ("☐ Ask why", "Ask why", False),
        ("☑ Ask why", "Ask why", True),
        ("✓ Ask why", "Ask why", True),
        ("> Ask why", "> Ask why", False),
        ("3 pupils present", "3 pupils present", False),
        ("1.5 minutes of silence", "1.5 minutes of silence", False),
        ("-5 is a number", "-5 is a number", False),
        ("*Ask* why", "*Ask* why", False),
        ("[x](https://example.org) watch", "[x](https://example.org) watch", False),
        ("Rivera: I could wait", "Rivera: I could wait", False),
        ("Ask why (three times)", "Ask why (three times)", False),
        ("👍", "👍", False),
        ("½", "½", False),
    ],
)
def test_every_line_under_steps_that_says_something_is_one(
    line: str, words: str, done: bool
) -> None:
    (step,) = action_steps(PLAN + line)
    assert (step.words, step.done, step.row) == (words, done, 6)


def words(text: str) -> list[str]:
    return [step.words for step in action_steps(text)]


def test_all_ways_of_writing_side_by_side_are_counted() -> None:
    text = PLAN + (
        "- [ ] \nAsk why — Rivera, by Friday\n- wait\n* listen\n1. film\n\n[ ] call\n[x] write\n"
        "\n## Next conversation\n\nDate and time:\n- not this\n"
    )
    assert words(text) == [
        "Ask why — Rivera, by Friday", "wait", "listen", "film", "call", "write",
    ]  # fmt: skip
    assert counted(text) == "6 steps · 5 without a name · 5 without a date"


@pytest.mark.parametrize(
    ("below", "steps"),
    [
        ("- Ask why in\n  the warm-up", ["Ask why in the warm-up"]),
        ("- Ask why\n\tin class — Rivera, by Fri", ["Ask why in class — Rivera, by Fri"]),
        ("Ask why — Rivera, by Fri\n  three times", ["Ask why (three times) — Rivera, by Fri"]),
        ("1. Ask why\n   - wait\n   - listen\n2. film", ["Ask why (wait; listen)", "film"]),
        ("- Ask why\n  - [ ] wait", ["Ask why", "wait"]),
        ("  - a\n  - b", ["a", "b"]),
        ("- a\n - b", ["a", "b"]),
        (" 9. a\n10. b", ["a", "b"]),
    ],
)
def test_what_is_indented_below_a_step_belongs_to_it(below: str, steps: list[str]) -> None:
    assert words(PLAN + below) == steps


@pytest.mark.parametrize(
    ("below", "steps"),
    [
        ("- [ ] Ask why\n-- Rivera, by Fri", ["Ask why — Rivera, by Fri"]),
        ("- [ ] Ask why\n  -- Rivera, by Fri", ["Ask why — Rivera, by Fri"]),
        ("- [ ] Ask why\n  --Rivera", ["Ask why — Rivera"]),
        ("- [ ] Ask why\n— Rivera, by Fri", ["Ask why — Rivera, by Fri"]),
        ("- [ ] Ask why\n  — Rivera, by Fri", ["Ask why — Rivera, by Fri"]),
        ("- [ ] Ask why\n  – both, by Fri", ["Ask why — both, by Fri"]),
        ("Ask why\n—Ms. Rivera", ["Ask why — Ms. Rivera"]),
        ("Ask why\n— Rivera and Okafor", ["Ask why — Rivera and Okafor"]),
        ("- Ask why\n  in pairs\n  -- Rivera\n- b", ["Ask why in pairs — Rivera", "b"]),
        ("- [ ] Ask why —\n  Rivera, by Fri", ["Ask why — Rivera, by Fri"]),
        ("- [ ] Ask why --\nRivera\n- [ ] b", ["Ask why — Rivera", "b"]),
        ("- [ ] Ask why —\n— Rivera", ["Ask why — Rivera"]),
        ("- [ ] Ask why — \n  in the warm-up", ["Ask why in the warm-up"]),
        ("- [ ] Ask why — Okafor\n-- Rivera", ["Ask why — Okafor", "-- Rivera"]),
        ("Ask why\n— wait\n— Rivera, by Fri", ["Ask why", "wait", "Rivera — by Fri"]),
        ("— Ask why\n— Rivera", ["Ask why", "Rivera"]),
        ("- Ask why\n  — wait\n  — listen", ["Ask why (wait; listen)"]),
        ("Ask why\n— Rivera asks first", ["Ask why", "Rivera asks first"]),
        ("-- Ask why\n-- wait", ["-- Ask why", "-- wait"]),
        ("Ask why\n\n-- wait", ["Ask why", "-- wait"]),
    ],
)
def test_who_may_stand_on_the_next_line_behind_a_dash(below: str, steps: list[str]) -> None:
    """As written on one line; a dash that makes a list makes one here, too."""
    log = Log(Header("Ms. Rivera", "J. Okafor"), PLAN + below)
    assert [one.words for one in steps_of(log)] == steps


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Steps:\n- a\nWhat to film:\nthe warm-up\n- [ ] b", ["a", "b"]),
        ("Steps:\nWhat to film:\n- the warm-up", []),
        ("Steps:\na\nWhat could be in the way:\ntime\n- b", ["a", "b"]),
        ("Steps:\na\nWhen S2 draws, ask:\n- why two\nwait", ["a", "why two", "wait"]),
        ("Steps:\nWhat we will try:\nbars\n- stems\nHow I begin:\n- b", ["bars", "stems", "b"]),
        ("What to film:\nthe warm-up\n- the board", []),
        ("Rivera: I would wait\n\n- b\n  in pairs\n1. c", ["b in pairs", "c"]),
        ("**Steps** (what — who, by when):\na", ["a"]),
        ("**Steps:**\na", ["a"]),
        ("### Steps\na\n### What to film\nb", ["a"]),
        ("What to film:\nNext steps:\na", ["a"]),
        ("Steps (what — who, by when): a — R, by Fri\nb", ["a — R, by Fri", "b"]),
        ("Steps:\nRivera:\n- a\n\nOkafor:\n- b", ["a", "b"]),
        ("Steps:\n### For Rivera\n- a", ["a"]),
        ("What to film:\n- Steps\nfilm", []),
    ],
)
def test_steps_stand_under_their_label(text: str, steps: list[str]) -> None:
    assert words(f"## Action plan\n{text}\n## Next conversation\nno") == steps


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("Rivera: I ask why first", []),
        ("Okafor: she waits – and they talk", []),
        ("Rivera + Okafor: bars first\n  and then stems", []),
        ("Rivera: I ask why first — Rivera, by Fri", ["Rivera: I ask why first — Rivera, by Fri"]),
        ("- Rivera: ask why", ["Rivera: ask why"]),
        ("- [ ] Rivera: ask why", ["Rivera: ask why"]),
        ("Monday: ask why", ["Monday: ask why"]),
    ],
)
def test_whose_words_a_plain_line_keeps_promise_nothing_yet(line: str, steps: list[str]) -> None:
    """Between the label and the first box, and below the last one."""
    log = Log(Header("Ms. Rivera", "J. Okafor"), f"{PLAN}{line}\n- [ ] b — R, by Fri\n{line}\n")
    found = [step.words for step in steps_of(log)]
    assert found == [*steps, "b — R, by Fri", *steps]
    assert counted(log.text, log.header.speakers).startswith(f"{len(found)} step")


@pytest.mark.parametrize("first", [True, False])
def test_the_template_holds_no_step_yet(first: bool) -> None:
    assert action_steps(template(first)) == ()


@given(st.lists(st.sampled_from([*HOSTILE, "- a", "  b", "1. c", "Steps:", "", "What:"])))
def test_a_step_read_again_is_the_same(lines: list[str]) -> None:
    steps = action_steps(PLAN + "\n".join(lines))
    again = action_steps(PLAN + "\n".join(step.line for step in steps))
    assert [(one.words, one.done) for one in again] == [(one.words, one.done) for one in steps]


@given(st.lists(st.text(st.characters(exclude_categories=["Zl", "Zp", "Cs"]), min_size=1)))
def test_no_letter_under_steps_is_lost(lines: list[str]) -> None:
    """Whatever the marks before it: what is written as a step is found in one."""
    lines = [line for line in ("".join(x.split("\n")) for x in lines) if line.strip()]
    text = PLAN + "\n".join(f"- {line} end" for line in lines)
    assert len(action_steps(text)) == len(lines)


PUT = [
    # what is put into the plan, and the plan after
    ("- [ ] new", "What to film:\n\nSteps:\n- [ ] new\n"),
    ("- note", "- note\nWhat to film:\n\nSteps:\n- [ ] \n"),
    ("Rivera: note", "Rivera: note\nWhat to film:\n\nSteps:\n- [ ] \n"),
]


@pytest.mark.parametrize(("addition", "after"), PUT)
def test_a_step_fills_the_box_that_waits_and_a_note_leaves_it(addition: str, after: str) -> None:
    text = "## Action plan\nWhat to film:\n\nSteps:\n- [ ] \n\n## Next"
    assert put(text, addition) == f"## Action plan\n{after}\n## Next"


@pytest.mark.parametrize(
    ("steps", "after"),
    [
        ("- [ ] a\n- [ ] ", "- [ ] a\n- [ ] new"),
        ("- [ ]\n- [ ] b", "- [ ] new\n- [ ] b"),
        ("- [ ] a\n  in pairs", "- [ ] a\n  in pairs\n- [ ] new"),
        ("1. a", "1. a\n- [ ] new"),
        ("", "- [ ] new\n"),
    ],
)
def test_a_step_goes_under_steps_wherever_they_stand(steps: str, after: str) -> None:
    text = f"## Action plan\nSteps:\n{steps}\n\nWhat to film:\nall of it"
    wanted = f"## Action plan\nSteps:\n{after}\n\nWhat to film:\nall of it"
    assert put(text, "- [ ] new").replace("\n\n\n", "\n\n") == wanted.replace("\n\n\n", "\n\n")


def put(text: str, addition: str) -> str:
    lines = text.split("\n")
    (row, column), new = line_place(lines, "Action plan", addition)
    lines[row] = lines[row][:column] + new + lines[row][column:]
    return "\n".join(lines)


def test_the_first_step_that_lacks_something_is_found_where_it_stands() -> None:
    steps = "- [ ] Film it — Rivera, by Friday\n- [ ] Send the clip — Okafor\n- [ ] Look — both"
    found = unfinished(f"# Log\n## Action plan\n{steps}")
    assert found is not None
    assert (found.row, found.what) == (3, "Send the clip")
    assert unfinished("## Action plan\n- [ ] Film it — Rivera, by Friday") is None


@pytest.mark.parametrize(
    ("heading", "addition", "label"),
    [
        ("Clip 1", "- they argue", "What we noticed"),
        ("Action plan", "- [ ] film it — ", "Steps (what — who, by when)"),
        ("Goals and focus", "- a goal", ""),
        ("No such section", "- a note", ""),
        ("Next conversation", "- a note", ""),
        ("Action plan", "- a note", ""),
        ("Since last time", "- a note", "Done, partly, not yet, and what happened"),
    ],
)
def test_below_which_label_a_line_would_stand(heading: str, addition: str, label: str) -> None:
    lines = template(first=False).split("\n")
    assert label_for(lines, heading, addition) == label


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("\nDate and time:\nFilm and upload by:\n", "new\n\nDate and time:\nFilm and upload by:\n"),
        ("Date and time: Tue\nFilm by: Wed", "new\nDate and time: Tue\nFilm by: Wed"),
        ("\n- old\n\nFilm and upload by:\n", "\n- old\nnew\n\nFilm and upload by:\n"),
        ("\nWhat to film:\n\nHow:\n", "\nWhat to film:\n\nHow:\nnew"),
        ("\nHow:\n\nWhat to film:\nall of it\n", "new\n\nHow:\n\nWhat to film:\nall of it\n"),
        (
            "\nWhat to film:\n\nWhat we noticed:\n\nHow:",
            "\nWhat to film:\n\nWhat we noticed:\nnew\n\nHow:",
        ),
    ],
)
def test_a_note_never_stands_below_a_label_that_asks_when_or_what_to_film(
    text: str, after: str
) -> None:
    assert put(f"## Action plan\n{text}", "new") == f"## Action plan\n{after}"


@pytest.mark.parametrize(
    ("tail", "promise"),
    [
        ("Ms. Hale, from tomorrow", "Ms. Hale, from tomorrow"),
        ("Ms. Hale, until Friday", "Ms. Hale, until Friday"),
        ("Ms. Hale, On Monday", "Ms. Hale, On Monday"),
        ("Ms. Hale, by Friday", "Ms. Hale, by Friday"),
        ("Ms. Hale, Friday", "Ms. Hale, by Friday"),
        ("Ms. Hale, by next week", "Ms. Hale, by next week"),
    ],
)
def test_a_day_with_a_word_of_its_own_gets_no_by(tail: str, promise: str) -> None:
    (step,) = action_steps(f"## Action plan\n\nSteps:\n- [ ] Ask why - {tail}")
    assert step.words == f"Ask why — {promise}"
    assert action_steps(f"## Action plan\n\nSteps:\n{step.line}")[0].words == step.words
