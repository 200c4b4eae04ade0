"""The log's structure is read from its text, and nothing is done to the text."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.disclosure import template
from mqi_tui.domain.guide import load_guide
from mqi_tui.domain.shared.action_steps import counted
from mqi_tui.domain.shared.log import (
    first_blank,
    insertion,
    is_of_the_form,
    section,
    section_end,
    sections,
    with_section,
)
from mqi_tui.domain.shared.next_meeting import next_meeting, says_meeting
from tests.hostile import HOSTILE

LOG = """\
# Log

before

## Clip 1

What we noticed
- Dani explains

### One level up
- why

## Clip 2
## Action plan

- [ ] Ask why — Rivera, by 8 Dec
  * [x] Film it - Okafor

"""


def titles(text: str) -> list[tuple[str, int, int]]:
    return [(one.title, one.row, one.end) for one in sections(text.split("\n"))]


@pytest.mark.parametrize("template_", ["log.md", "log-first.md"])
def test_the_lines_of_a_template_are_the_forms(template_: str) -> None:
    text = (files("mqi_tui.data") / template_).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith(("$", "- "))]
    body = lines[lines.index("## Goals and focus") :]
    assert not [line for line in body if not is_of_the_form(line)]


@pytest.mark.parametrize(
    ("line", "is_so"),
    [
        ("# Collaborative log", True),
        ("**What we noticed:**", True),
        ("What we noticed: the bars", True),
        ("Date and time: Tue 8 Dec 2026, 4:00 pm", True),
        ("Film and upload by: Wed 2 Dec", True),
        ("Codes: Explanations", True),
        ("", False),
        ("- [ ] ", False),
        ("- They asked:", False),
        ("They asked: why", False),
        ("Focus was lost here", False),
    ],
)
def test_which_lines_are_the_forms_and_nobodys_words(line: str, *, is_so: bool) -> None:
    assert is_of_the_form(line) is is_so


def test_a_section_holds_its_deeper_headings() -> None:
    assert titles(LOG) == [
        ("Log", 0, 19),
        ("Clip 1", 4, 12),
        ("One level up", 9, 12),
        ("Clip 2", 12, 13),
        ("Action plan", 13, 19),
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## Clip 1", "Clip 1"),
        ("##   Clip 1  ", "Clip 1"),
        ("#\tClip", "Clip"),
        ("# ", ""),
        ("#Clip", None),
        ("####### seven", None),
        ("text # Clip", None),
        ("[/] # x", None),
    ],
)
def test_a_heading(line: str, title: str | None) -> None:
    assert [one.title for one in sections([line])] == ([] if title is None else [title])


def test_a_section_is_found_by_how_it_begins() -> None:
    lines = LOG.split("\n")
    found = section(lines, "clip 2")
    assert found is not None
    assert found.row == 12
    assert section(lines, "ACTION")
    assert section(lines, "") is None
    assert section(lines, "nowhere") is None


@pytest.mark.parametrize("first", [True, False])
def test_every_step_of_the_guide_has_its_place_in_the_templates(first: bool) -> None:
    lines = template(first).split("\n")
    assert all(section(lines, step.section) for step in load_guide().steps)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("## A", (0, 4)),
        ("## A\n", (1, 0)),
        ("## A\n\n\n## B", (1, 0)),
        ("## A\nword\n\n## B", (2, 0)),
        ("## A\nword\n  \n", (2, 0)),
        ("## A\nword\n## B", (1, 4)),
        ("## A\n- [ ] \n\n## B", (1, 6)),
        ("## A\n2. two\n\n## B", (2, 0)),
        ("## A\n2. \n\n## B", (1, 3)),
        ("## A\n## B", (0, 4)),
    ],
)
def test_writing_goes_on_below_the_last_words_or_in_their_list(
    text: str, place: tuple[int, int]
) -> None:
    lines = text.split("\n")
    assert section_end(lines, sections(lines)[0]) == place


def inserted(text: str, words: str, addition: str) -> str:
    lines = text.split("\n")
    (row, column), new = insertion(lines, words, addition)
    lines[row] = lines[row][:column] + new + lines[row][column:]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("## A\n\n## B\n", "## A\nnew\n\n## B\n"),
        ("## A\n\n\n## B\n", "## A\nnew\n\n## B\n"),
        ("## A\n## B", "## A\nnew\n## B"),
        ("## A\nword\n\n## B", "## A\nword\nnew\n\n## B"),
        ("## A", "## A\nnew"),
        ("## A\n", "## A\nnew"),
        ("", "new"),
        ("no heading", "no heading\nnew"),
        ("no heading\n", "no heading\nnew"),
    ],
)
def test_a_line_is_put_at_the_end_of_its_section(text: str, after: str) -> None:
    assert inserted(text, "A", "new") == after


MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(["", "", "  ", "# A", "## A", "## Action plan", "### a", "- [ ] x — y"]),
        st.text(alphabet=st.characters(exclude_characters="\n"), max_size=8),
    ),
    max_size=10,
).map("\n".join)


@given(MARKDOWN, st.sampled_from(["A", "Action", "no such"]))
def test_an_insertion_changes_nothing_else(text: str, words: str) -> None:
    new = "NEW"
    after = inserted(text, words, new)
    lines = after.split("\n")
    row = lines.index(new)
    rest = lines[:row] + lines[row + 1 :]
    assert [line for line in rest if line.strip()] == [
        line for line in text.split("\n") if line.strip()
    ]
    found = section(lines, words)
    if found:
        assert found.row < row < found.end
    elif text.strip():
        assert row == len(lines) - 1


@given(MARKDOWN, MARKDOWN)
def test_no_text_is_too_strange(text: str, other: str) -> None:
    lines = text.split("\n")
    for one in sections(lines):
        row, column = section_end(lines, one)
        assert one.row <= row < one.end
        assert 0 <= column <= len(lines[row])
    counted(text + other)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(text: str) -> None:
    log = f"## Action plan\n- [ ] {text}\n{text}"
    counted(log)
    assert text in inserted(log, "Action plan", "new")


def test_a_long_log_is_read_quickly() -> None:
    """One key must not wait for it; the worst a line may hold is 20,000 characters."""
    spaces = "- [ ] word" + " " * 19_000 + "x"
    log = "\n".join(["## Action plan", spaces, *(["- [ ] a — b, by c"] * 5_000), "#" * 20_000])
    began = time.process_time()
    assert counted(log) == "5001 steps · 1 without a name · 1 without a date"
    assert time.process_time() - began < 5, "what goes back and forth takes minutes"


MEETINGS = [
    # the log before, and after
    ("## Next conversation\n\nFilm by:", "## Next conversation\n\nFilm by:\nWe meet again: Tue 8"),
    (
        "## Next conversation\nWe meet again: Tue 1\nFilm by:\n## After",
        "## Next conversation\nWe meet again: Tue 8\nFilm by:\n## After",
    ),
    ("We meet again: Tue 1\n## Clip 1", "We meet again: Tue 1\n## Clip 1\nWe meet again: Tue 8"),
    ("", "We meet again: Tue 8"),
    (
        "## Next conversation\n\nDate and time:\nFilm and upload by:\n",
        "## Next conversation\n\nDate and time: Tue 8\nFilm and upload by:\n",
    ),
    ("## Next conversation\nDate and time: Tue 1", "## Next conversation\nDate and time: Tue 8"),
]


@pytest.mark.parametrize(("before", "after"), MEETINGS)
def test_a_date_set_again_takes_the_place_of_the_one_before(before: str, after: str) -> None:
    lines = before.split("\n")
    (row, column), (last, end), text = next_meeting(lines, "Tue 8")
    joined = "\n".join([*lines[:row], lines[row][:column] + text + lines[last][end:]])
    assert "\n".join([joined, *lines[last + 1 :]]) == after


BLANKS = [
    # a section, and where its first unanswered prompt is written under
    ("## A\n\nWhat we noticed:\n\nWhat one level up would look like:\n", (3, 0)),
    ("## A\n\nWhat we noticed:\nDani\n\nWhat one level up would look like:\n\n", (6, 0)),
    ("## A\nWhat we noticed: Dani\n\nWhat to film:\n", (4, 0)),
    ("## A\nTimes: 12:40\nCodes:\n\nWhat we noticed:\n\n", (5, 0)),
    ("## A\nSteps (who):\n- [ ] \n\n## B", (2, 6)),
    ("## A\nDate and time:\nFilm by:\n", (1, 14)),
    ("## A\n**What to film:**\n\n", (2, 0)),
    ("## A\nWhat:\nthis\n\n## B", (3, 0)),
    ("## A\nWhat:", (1, 5)),
    ("## A\n\n## B", (1, 0)),
]


@pytest.mark.parametrize(("text", "place"), BLANKS)
def test_the_first_prompt_that_nothing_follows(text: str, place: tuple[int, int]) -> None:
    lines = text.split("\n")
    assert first_blank(lines, sections(lines)[0]) == place


MADE = [
    ("# Log\n\n## A\na\n\n\n## C\nc", "# Log\n\n## A\na\n\n\n## B\n|\n\n## C\nc"),
    ("# Log\n\n## A\na", "# Log\n\n## A\na\n\n## B\n|"),
    ("# Log\n\n## A\na\n", "# Log\n\n## A\na\n\n## B\n|"),
    ("", "## B\n|"),
    ("words", "words\n\n## B\n|"),
]


@pytest.mark.parametrize("addition", ["", "- new"])
@pytest.mark.parametrize(("text", "after"), MADE)
def test_a_section_is_made_where_it_belongs(text: str, after: str, addition: str) -> None:
    lines = text.split("\n")
    (row, column), new, (at, end) = with_section(lines, "B", ("A", "B", "C"), addition)
    lines[row] = lines[row][:column] + new + lines[row][column:]
    lines = "\n".join(lines).split("\n")
    assert "\n".join(lines) == after.replace("|", addition)
    assert (lines[at][:end], lines[at - 1]) == (addition, "## B")


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("## Next conversation\n\nDate and time: Tue 8 Dec\n", True),
        ("## Next conversation\n\nDate and time:\nTuesday, as ever\n", True),
        ("## Next conversation\n\nDate and time:\n- at 4 pm\n", True),
        ("## Next conversation\n\nDate and time:\nFilm by:\n", False),
        ("## Next conversation\n\nDate and time:\n- Try two strategies\n", False),
        ("## Next conversation\n\nDate and time: \n", False),
        ("We meet on Tue 8 Dec 2026, 4:00 pm", True),
        ("## Next conversation\n", False),
    ],
)
def test_the_log_says_when_to_meet_in_its_line_or_anywhere(text: str, is_said: bool) -> None:
    assert says_meeting(text.split("\n"), "Tue 8 Dec 2026, 4:00 pm") is is_said
