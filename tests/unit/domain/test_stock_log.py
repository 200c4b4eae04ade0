"""What was agreed on a code, in today's log: under what was noticed in the stock clip, and once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.data import shipped
from mqi_tui.domain.private.scores import Row, agreed_on, log_line
from mqi_tui.domain.shared.follow_up_log import applied
from mqi_tui.domain.shared.stock_log import put, standing
from tests.hostile import HOSTILE

E, L = "Explanations", "Linking Between Representations"
POINTS = ("Not Present", "Low", "Mid", "High")


def line(code: str, point: str, before: str = "") -> str:
    return log_line(Row(code, 0, POINTS, agreed=point), before)


def after(text: str, code: str, said: str) -> str:
    edit = put(text.split("\n"), agreed_on(code), said)
    return applied(text, edit) if edit else text


@pytest.mark.parametrize("template", ["log.md", "log-first.md"])
def test_in_our_templates_it_stands_under_what_we_noticed(template: str) -> None:
    text = after(after(shipped(template), E, line(E, "Mid")), L, line(L, "Low"))
    assert (
        "What we noticed:\n- Explanations: we agreed on Mid\n"
        "- Linking Between Representations: we agreed on Low\n\n"
        "What one level up would look like:\n"
    ) in text
    assert text.index("## Stock clip") < text.index("- Explanations") < text.index("## Clip 1")


LOGS = [
    ("## Stock clip\n\nWhat we noticed:\nDani\n\nOne level up:\nx", "Dani\n{}\n\nOne level up"),
    ("## Stock clip\nWhat we noticed:\nOne level up:\n", "noticed:\n{}\nOne level up"),
    ("## Stock clip\nwhat we NOTICED: bars\n\n## Clip 1\n", "bars\n{}\n\n## Clip 1"),
    ("## Stock clip\n\nWhat we noticed: a\nb\n\nWhat one level up: c", "a\nb\n{}\n\nWhat one"),
    ("## Stock clip\n\n### What we noticed\n\n### One up\n", "noticed\n{}\n\n### One up"),
    ("## Stock clip\nCodes: x\n\n## Clip 1\n\nWhat we noticed:\n", "Codes: x\n{}\n\n## Clip 1"),
    ("## Clip 1\n\nWhat we noticed:\n\n## Clip 2", "## Clip 2\n{}"),
    ("", "{}"),
]


@pytest.mark.parametrize(("text", "becomes"), LOGS)
def test_it_stands_there_in_a_log_of_any_shape(text: str, becomes: str) -> None:
    said = line(E, "Mid")
    assert becomes.format(said) in after(text, E, said)


@pytest.mark.parametrize(("text", "becomes"), LOGS)
def test_it_takes_the_place_of_what_was_agreed_before(text: str, becomes: str) -> None:
    first = after(text, E, line(E, "Mid"))
    assert after(first, E, line(E, "Mid")) == first
    second = after(first, E, line(E, "Not Present"))
    assert becomes.format(line(E, "Not Present")) in second
    assert second.count("we agreed on") == 1


def test_what_somebody_wrote_behind_it_stays() -> None:
    before = "- Explanations: we agreed on Mid, since the bars carry it"
    assert standing(["## Stock clip", before], agreed_on(E)) == before
    now = line(E, "Not Present", before)
    assert now == "- Explanations: we agreed on Not Present, since the bars carry it"


def test_words_of_somebody_else_on_the_code_are_left_alone() -> None:
    text = "## Stock clip\n\nWhat we noticed:\n- Explanations: Dani explained the bar\n"
    assert "Dani explained the bar\n- Explanations: we agreed on Mid" in after(
        text, E, line(E, "Mid")
    )
    assert standing(text.split("\n"), agreed_on(E)) == ""


TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*HOSTILE, "## Stock clip", "What we noticed:", "", "- [ ] ", "x:"]),
        st.text(max_size=20),
    ),
    max_size=8,
).map("\n".join)


@given(TEXTS, st.sampled_from(POINTS), st.sampled_from(POINTS))
def test_nothing_else_of_a_log_changes(text: str, first: str, second: str) -> None:
    once = after(text, E, line(E, first))
    twice = after(once, E, line(E, second))
    assert after(twice, E, line(E, first)) == once
    kept = [one for one in once.split("\n") if "we agreed on" not in one and one.strip()]
    assert kept == [one for one in text.split("\n") if one.strip()]
