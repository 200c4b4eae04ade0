"""What became of last time's steps: the marks, and their lines in today's log."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.private.follow_up import (
    MARKS,
    Mark,
    OldStep,
    carried,
    in_words,
    line_of,
    marked,
    still_open,
    turned,
)
from mqi_tui.domain.shared.follow_up_log import applied, put
from tests.hostile import HOSTILE

LINES: list[tuple[OldStep, str]] = [
    (OldStep("Ask why — R"), "- [ ] Ask why — R"),
    (OldStep("Ask why — R", "done"), "- [x] Ask why — R · done"),
    (OldStep("Ask why — R", "done", "twice"), "- [x] Ask why — R · done: twice"),
    (OldStep("Ask why — R", "partly", "once"), "- [ ] Ask why — R · partly: once"),
    (OldStep("Ask why — R", "not yet"), "- [ ] Ask why — R · not yet"),
]


@pytest.mark.parametrize(("step", "line"), LINES)
def test_a_line_says_what_became_of_a_step(step: OldStep, line: str) -> None:
    assert line_of(step) == line


def test_marks_turn_round() -> None:
    mark: Mark = ""
    seen = [mark := turned(mark) for _ in MARKS]
    assert seen == ["done", "partly", "not yet", ""]
    assert turned("done", -1) == ""


def test_one_step_is_marked() -> None:
    since = (OldStep("a"), OldStep("b"))
    assert marked(since, 1, "done", " it\nworked ") == (since[0], OldStep("b", "done", "it worked"))


def test_what_is_open_is_carried_once() -> None:
    before = (OldStep("a", "partly"), OldStep("b", "done"), OldStep("c", "not yet"), OldStep("d"))
    a, c = OldStep("a", was="partly"), OldStep("c", was="not yet")
    assert carried([OldStep("x"), OldStep("a")], before) == (OldStep("x"), a, c, OldStep("d"))


def test_what_was_partly_done_is_said_until_something_else_is() -> None:
    """In the log the mark alone: the words may have been taken out of that one."""
    once = carried([], (OldStep("a", "partly", "twice"),))
    assert once == carried([], once), "nobody said anything of it in between"
    assert [in_words(one) for one in once] == ["□ a · last time partly: twice"]
    assert [line_of(one) for one in once] == ["- [ ] a · last time partly"]
    [again] = marked(once, 0, "done", "")
    assert line_of(again) == "- [x] a · done"
    assert in_words(carried([], marked(once, 0, "not yet", ""))[0]) == "□ a · last time not yet"


def test_what_was_said_of_a_step_stands_beside_it_while_it_is_open() -> None:
    before = (OldStep("a", "partly", "twice"), OldStep("b", "done"), OldStep("c", "", "later"))
    told = [in_words(one) for one in still_open([OldStep("x")], before)]
    assert told == ["□ x", "◐ a · partly: twice", "□ c · later"]


LOG = "# Log\n\n## Since last time\n\n{}\n\nWhat else:\n\n## Action plan\n- [ ] Ask why — R\n"
PUT = [
    ("- [ ] Ask why — R", "- [x] Ask why — R · done"),
    ("- [ ] Ask why — R said she", "- [x] Ask why — R · done said she"),
    ("- [x] Ask why — R · done: by hand", "- [x] Ask why — R · done · done: by hand"),
]


@pytest.mark.parametrize(("stands", "becomes"), PUT)
def test_a_mark_changes_the_line_of_its_step_alone(stands: str, becomes: str) -> None:
    text = LOG.format(stands)
    edit = put(text.split("\n"), "- [ ] Ask why — R", "- [x] Ask why — R · done")
    assert edit
    assert applied(text, edit) == LOG.format(becomes)


def test_the_step_of_the_same_words_in_the_action_plan_stays() -> None:
    text = LOG.format("")
    edit = put(text.split("\n"), "- [ ] Ask why — R", "- [x] Ask why — R · done")
    assert edit
    after = applied(text, edit)
    assert after.endswith("## Action plan\n- [ ] Ask why — R\n")
    assert after.count("- [x] Ask why — R · done") == 1


@pytest.mark.parametrize("text", ["", "nothing of ours", "## Since last time"])
def test_a_log_without_the_section_gets_the_line_all_the_same(text: str) -> None:
    edit = put(text.split("\n"), "- [ ] a", "- [x] a · done")
    assert edit
    after = applied(text, edit)
    assert "- [x] a · done" in after.split("\n")
    assert after.startswith(text)


WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)).map(
    lambda text: " ".join(text.split()).lstrip("#")
)
"""Lines that are no headings: those would end the section."""


@given(st.lists(WORDS, max_size=6), WORDS, st.sampled_from(MARKS), WORDS)
def test_marking_adds_and_takes_nothing_else(
    others: list[str], step: str, mark: Mark, words: str
) -> None:
    before, after = line_of(OldStep(step)), line_of(OldStep(step, mark, words))
    text = LOG.format("\n".join(["plain", *others, before]))
    edit = put(text.split("\n"), before, after)
    said = applied(text, edit) if edit else text
    assert after in said.split("\n") or after in said
    assert put(said.split("\n"), after, after) is None
    back = put(said.split("\n"), after, before)
    assert (applied(said, back) if back else said) == text
