"""The log read line by line for what is made of it: nothing is dropped, nothing made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.shared.log import Header
from mqi_tui.exports.blocks import Block, paragraphs, read
from mqi_tui.text.dates import ways
from tests.exports.reading import given_out
from tests.hostile import HOSTILE


def blocks(text: str) -> tuple[Block, ...]:
    return read(given_out(text), "the log").blocks


def test_a_name_goes_out_as_it_was_typed() -> None:
    reading = read(given_out("Ana: the bars\n\nRivera: they tried", Header("Ana Rivera")), "")
    assert [reading.speaker(block) for block in reading.blocks] == ["Ana", "Rivera"]
    assert [(one.speaker, one.words) for one in reading.blocks] == [
        (1, "the bars"),
        (1, "they tried"),
    ]


def only(text: str) -> Block:
    [block] = blocks(text)
    return block


@pytest.mark.parametrize(
    ("line", "kind", "mark", "words"),
    [
        ("## Clip 1", "heading", "", "Clip 1"),
        ("#Clip", "words", "", "#Clip"),
        ("What we noticed:", "prompt", "", "What we noticed:"),
        ("Codes: Explanations", "words", "", "Codes: Explanations"),
        ("- why", "bullet", "", "why"),
        ("* why", "bullet", "", "why"),
        ("- [ ] ask", "box", "", "ask"),
        ("- [] ask", "box", "", "ask"),
        ("- [x] ask", "box", "x", "ask"),
        ("* [X] ask", "box", "x", "ask"),
        ("- [y] ask", "bullet", "", "[y] ask"),
        ("12. ask", "number", "12.", "ask"),
        ("2) ask", "number", "2)", "ask"),
        ("2026. ask", "number", "2026.", "ask"),
        ("-3 + 5 = 2", "words", "", "-3 + 5 = 2"),
        ("3 * 2 * 4", "words", "", "3 * 2 * 4"),
        ("**bold** _as typed_ `x`", "words", "", "**bold** _as typed_ `x`"),
        ("[x]: y", "words", "", "[x]: y"),
        ("1.5 times", "words", "", "1.5 times"),
        ("---", "words", "", "---"),
        ("> said", "words", "", "> said"),
        ("    deep", "words", "", "deep"),
        ("<b>x</b>", "words", "", "<b>x</b>"),
    ],
)
def test_a_line(line: str, kind: str, mark: str, words: str) -> None:
    block = blocks(f"{line}\n\nwords")[0]
    assert (block.kind, block.mark, block.words) == (kind, mark, words)


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("Rivera: they tried", "Rivera", "they tried"),
        ("- Okafor: they tried", "Okafor", "they tried"),
        ("- [ ] Rivera + Okafor: film", "Rivera + Okafor", "film"),
        ("Dani: they tried", "", "Dani: they tried"),
        ("So Rivera: they tried", "", "So Rivera: they tried"),
    ],
)
def test_whose_words_they_are(line: str, name: str, words: str) -> None:
    reading = read(given_out(line), "the log")
    [block] = reading.blocks
    assert (reading.speaker(block), block.words) == (name, words)


@pytest.mark.parametrize("line", ["", "   ", "- ", "- [ ] ", "-", "3.", "## ", "\t"])
def test_what_holds_no_word_is_left_out(line: str) -> None:
    assert blocks(line) == ()


def test_indented_items_are_deeper_and_indented_lines_belong_to_the_item() -> None:
    text = "- a\n  more of a\n  and more\n  - b\n        - c\n- d\n  - e\nnot indented"
    assert [(b.kind, b.level, b.words) for b in blocks(text)] == [
        ("bullet", 0, "a\nmore of a\nand more"),
        ("bullet", 1, "b"),
        ("bullet", 2, "c"),
        ("bullet", 0, "d"),
        ("bullet", 1, "e"),
        ("words", 0, "not indented"),
    ]
    assert [b.level for b in blocks("      - a\n      - b\nc\n  - d")] == [0, 1, 0, 0]


def test_lines_without_a_gap_are_one_paragraph() -> None:
    text = "one\ntwo\n\nthree\nWhat:\nfour\n- a\n\n- b\n## H\n1. x\nRivera: y\nRivera: z\nend"
    found = ["+".join(b.words for b in part) for part in paragraphs(blocks(text))]
    assert found == ["one+two", "three", "What:", "four", "a+b", "H", "x", "y", "z", "end"]


def test_headings_and_prompts_below_which_nobody_wrote() -> None:
    text = "## A\nWhat:\n\n### A1\n## B\nWhat:\nHow:\n- x\n## C\n### C1\nwords\n### C2\nWhy:"
    assert [b.words for b in blocks(text)] == ["B", "How:", "x", "C", "C1", "words"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rivera: ", []),
        ("- Rivera: ", []),
        ("- [ ] Rivera + Okafor:", []),
        ("## A\nWhat:\n- Rivera: \n## B\nOkafor: x", ["B", "Okafor: x"]),
        ("What:\nRivera: \n\nHow:\nx", ["How", "x"]),
        ("What:\n- Rivera: \n- Okafor: x", ["What", "Okafor: x"]),
        ("- a\n- Rivera: \n- b", ["a", "b"]),
        ("- a\n  - Rivera:\n- b", ["a", "b"]),
        ("Rivera: \nOkafor: \nx", ["Okafor", "x"]),
        ("Rivera:\n\n- a\n- b", ["Rivera", "a", "b"]),
        ("- Rivera:\n  - a", ["Rivera", "a"]),
        ("- Rivera:\n  they tried", ["Rivera: \nthey tried"]),
        ("- Rivera:\nthey tried", ["Rivera", "they tried"]),
    ],
)
def test_a_name_behind_and_below_which_nobody_wrote(text: str, words: list[str]) -> None:
    """What stands below a name may be theirs: then it is no name that nobody used."""
    header = Header("Ms. Rivera", "J. Okafor")
    found = read(given_out(text, header), "the log").blocks
    assert [f"{one.called}: {one.words}".strip(": ") for one in found] == words


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Codes: Explanations", "Codes:"),
        ("Date and time: Tue 8 Dec 2026, 4:00 pm", "Date and time:"),
        ("Überblick: x", "Überblick:"),
        ("13:05 she says why: nobody", ""),
        ("It stops. Then: x", ""),
        ("https://example.org", ""),
        ("Rivera: x", ""),
        ("- Codes: x", ""),
    ],
)
def test_a_label_is_told_from_the_words_behind_it(line: str, label: str) -> None:
    [block] = blocks(line)
    assert block.parts == (label, block.words.removeprefix(label))


def test_title_and_header_are_taken_out_where_they_stand_as_we_know_them() -> None:
    text = "# Our log\n\nTeacher: Ms. Rivera\nCoach: someone else\nCycle: 6\n## A\nCycle: 6"
    reading = read(given_out(text), "the log")
    assert reading.title == "Our log"
    assert [b.words for b in reading.blocks] == ["Coach: someone else", "A", "Cycle: 6"]
    assert read(given_out("no heading"), "the log").title == "the log"
    nameless = read(given_out("Teacher: A\nCoach: \nCycle:\nDate:", Header("A")), "the log")
    assert nameless.blocks == ()


@pytest.mark.parametrize("way", ["2026-11-24 16:00", *ways("2026-11-24 16:00")])
def test_a_date_is_taken_out_however_a_log_says_it(way: str) -> None:
    header = Header("A", when="2026-11-24 16:00")
    assert (
        read(given_out(f"Teacher: A\nDate: {way}\n\nwords", header), "").blocks[0].words == "words"
    )
    [moved] = read(given_out("Date: Wed 25 Nov 2026, 4:00 pm", header), "").blocks
    assert moved.words == "Date: Wed 25 Nov 2026, 4:00 pm"


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x2FF), min_size=1)
MARKS = st.sampled_from(["", "- ", "  * ", "\t- [ ] ", "1. ", "## ", "- [x] ", "   ", "> ", "* * "])


@given(st.lists(st.tuples(MARKS, WORDS).map("".join) | st.just("")))
def test_no_word_is_lost(lines: list[str]) -> None:
    lines = [*lines, "", "the end"]
    reading = read(given_out("\n".join(lines)), "")
    found = "\n".join([reading.title, *(f"{b.mark} {b.words}" for b in reading.blocks)])
    for line in lines:
        words = "" if line.startswith("## ") else "".join(line.split()[-1:])
        assert words in found, "but for headings below which nothing stands"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_are_lines(text: str) -> None:
    read(given_out(text, Header(text, text, 6, text)), "the log")


def test_a_step_has_a_box_in_every_format_however_it_was_typed() -> None:
    steps = "Ask why — Rivera\n  in pairs\n• film — Okafor\n☑ wait\nRivera: draw\n"
    text = (
        f"## Clip 1\nplain\n## Action plan\nSteps (what — who, by when):\n{steps}\n\n## End\nplain"
    )
    found = [(b.kind, b.mark, b.words, b.speaker) for b in blocks(text)][3:-2]
    assert found == [
        ("prompt", "", "Steps (what — who, by when):", 0),
        ("box", "", "Ask why — Rivera\nin pairs", 0),
        ("box", "", "film — Okafor", 0),
        ("box", "x", "wait", 0),
        ("words", "", "draw", 1),
    ]
