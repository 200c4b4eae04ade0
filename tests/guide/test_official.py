"""The official guide, blank and filled in: what is printed is left out, each answer is found."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from mqi_tui.domain.private.form import shown
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.files.guide import Found, read
from mqi_tui.files.guide.markdown import lines as lines_of
from mqi_tui.files.guide.match import match
from tests.guide.layouts import TEXTS, WORD, markdown, saved, text_below, text_beside
from tests.guide.official import BLANK, EMAIL, FILLED, OUTLINE, Line, expected, without_answers

WHO = {"teacher": "Ms. Rivera", "coach": "J. Okafor", "cycle": "6", "when": "2026-11-24 16:00"}
WAYS = [*TEXTS, *WORD]
NUMBERS = re.compile(r"(?m)^(?:\d\. |- )")


def said(found: Found) -> dict[str, str]:
    """What stands in the fields, of those that say more than an empty form."""
    every = {key: shown(found.plan, found.drafts, key) for key in FIELDS}
    return {key: words for key, words in every.items() if words != shown(Plan(""), {}, key)}


def without_numbers(fields: dict[str, str]) -> dict[str, str]:
    """In a list with bullets, and where Word numbers it, answers have no numbers of their own."""
    return {key: NUMBERS.sub("", words) for key, words in fields.items()}


@pytest.mark.parametrize("way", WAYS)
def test_the_blank_guide_is_found_blank(tmp_path: Path, way: str) -> None:
    found = read(saved(tmp_path, way, without_answers(BLANK)))
    assert (found.found, found.unrecognised, found.plan) == ((), (), Plan(""))


@pytest.mark.parametrize("width", [55, 60, 72, 80, 100])
def test_the_blank_guide_is_found_blank_wherever_its_lines_are_cut(width: int) -> None:
    blank = text_below(without_answers(BLANK)).split("\n")
    cut = [part for line in blank for part in textwrap.wrap(line, width) or [""]]
    found = match(lines_of("\n".join(cut)))
    assert (found.found, found.unrecognised) == ((), ())


def test_a_short_line_of_a_question_is_no_answer_to_it() -> None:
    cut = "4. Watch the stock clip\nHow does it relate to the focus of the\nconversation?"
    assert match(lines_of(cut)).found == ()
    assert said(match(lines_of(f"{cut}\nThere it is said"))) == {
        "stock_clip.relation": "There it is said"
    }


@pytest.mark.parametrize("way", WAYS)
def test_each_answer_is_in_its_field(tmp_path: Path, way: str) -> None:
    found = read(saved(tmp_path, way, FILLED))
    assert without_numbers(said(found)) == without_numbers({**expected(FILLED), **WHO})
    assert found.unrecognised == ()


def test_numbers_of_a_list_are_kept_in_words_and_not_in_questions() -> None:
    fields = said(match(lines_of(text_below(FILLED))))
    assert fields["clips.1.reason"] == "1. It is short\n2. It shows why"
    assert fields["stock_clip.questions"] == "What did you see?\nIs there a frame?"


def some_missing(seed: int) -> list[Line]:
    """The filled guide without some of its answers, and without some of its sections."""
    chance = random.Random(seed)
    keys = {line.key for line in FILLED if line.key} - {"focus"}
    blank = without_answers(FILLED, {key for key in keys if chance.random() < 0.4} | {"-"})
    gone = chance.choice(
        ["2. Watch", "4. Watch", "5. Email", "4. Teacher", "7. Repeat", "9. Decide"]
    )
    kept, here = list[Line](), True
    for line in blank:
        if line.kind in ("title", "heading"):
            here = not line.text.startswith(gone)
        kept += [line] if here else []
    return kept


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("way", ["below", "beside", "Markdown", "plain", "two columns"])
@pytest.mark.some(4)
def test_what_is_missing_confuses_nothing(tmp_path: Path, way: str, seed: int) -> None:
    lines = some_missing(seed)
    found = read(saved(tmp_path, way, lines))
    assert without_numbers(said(found)) == without_numbers({**expected(lines), **WHO})


def with_words(after: str, words: str, lines: Collection[Line] = BLANK) -> Found:
    """What is found in the blank guide with words of the coach's below one of its lines."""
    text = text_below(without_answers(lines)).split("\n")
    place = next(n for n, line in enumerate(text) if line.startswith(after))
    return match(lines_of("\n".join([*text[: place + 1], words, *text[place + 1 :]])))


COACHS = [
    # below which line of the form, what the coach wrote, and where it is found
    ("9. Decide", "Ask her to film the number talk", "notes"),
    ("Teacher or coach should", "Type it yourself this time: she is tired", "notes"),
    ("Goal: Building", "Ask about the marathon", "notes"),
    ("Goal: A focus for", "Thank her first", "review"),
    ("you think would be", "What should I know before we look?", "opening"),
    ("However, if the issue", "The board was too small", "extra"),
    ("Private Planning Notes", "She was ill on Monday", "notes"),
    ("COACHING CONV", "Only 50 minutes today", "notes"),
    ("University, under", "Copy for Jo", "notes"),
    ("• Guide the teacher", "Let her talk", "notes"),
]  # fmt: skip


@pytest.mark.parametrize(("after", "words", "key"), COACHS)
def test_what_the_coach_wrote_beside_the_questions_is_kept(
    after: str, words: str, key: str
) -> None:
    assert said(with_words(after, words)) == {key: words}


LIKE_THE_FORM = [
    "Review goals",
    "Clip 2 first",
    "Goal: explain why",
    "Note: the coach should choose a longer clip",
    "For example: ask the teacher to reflect on own practice",
    "E.g., what did the teacher think?",
    "How do fractions relate to division?",
    "Why choose thirds?",
    "Coach to ask how the codes relate to the focus of the conversation",
    "The outline of a 60 min conversation",
]
SHORT = re.compile(r"clips\.\d|stock_clip\.title|.*\.codes")
"""What asks for less than a sentence."""


@pytest.mark.parametrize(("turn", "way"), enumerate([text_below, text_beside, markdown]))
@pytest.mark.parametrize("words", LIKE_THE_FORM)
def test_an_answer_in_words_that_the_form_has_too_is_kept(
    words: str, turn: int, way: Callable[[Collection[Line]], str]
) -> None:
    """Each field holds each of the words in one of the three ways; together they try all three."""
    first = turn + LIKE_THE_FORM.index(words)
    asked = [
        place for place, line in enumerate(FILLED) if line.key and not SHORT.fullmatch(line.key)
    ]
    here = {place for place in asked if (place + first) % 3 == 0}
    with_it = [
        line._replace(answer=words) if place in here else line for place, line in enumerate(FILLED)
    ]
    fields = said(match(lines_of(way(with_it))))
    assert sum(answer.count(words) for answer in fields.values()) >= len(here)


@pytest.mark.parametrize(
    ("after", "words", "key", "answer"),
    [
        ("COACHING CONV", "Teacher: Ms. Ray", "teacher", "Ms. Ray"),
        ("Coaching Conv", "Teacher: Ms. Ray", "teacher", "Ms. Ray"),
        ("log (12 min)", "Teacher: Ms. Ray", "teacher", "Ms. Ray"),
    ],
)
def test_who_it_is_with_is_found_around_the_outline(
    after: str, words: str, key: str, answer: str
) -> None:
    assert said(with_words(after, words)) == {key: answer}


def test_an_outline_that_is_filled_in_is_the_conversation() -> None:
    text = text_below(OUTLINE).replace("\n\n", "\n").split("\n")
    place = next(n for n, line in enumerate(text) if line.startswith("3."))
    asked = ["How will you introduce the stock clip?", "In one sentence"]
    filled = [*text[:place], "Thank her first", text[place], *asked, *text[place + 1 :]]
    fields = said(match(lines_of("\n".join(filled))))
    assert fields == {"review": "Thank her first", "stock_clip.frame": "In one sentence"}


# The e-mail


WRITTEN = """Hi Ms. Rivera,

Thanks for filming. We talk on Thursday at 4 pm.
Please watch 1) 12:40-17:55 and 2) 31:20-36:05.

Best,
Jo"""


def in_section(words: str) -> Found:
    return match(
        lines_of(f"5. Email teacher with the assignment\n{words}\n6. Prepare conversation")
    )


def test_an_email_that_is_written_is_the_coachs_email() -> None:
    found = in_section(f"Coach Preparation:\n{WRITTEN}\nsent on Monday, she was cross")
    assert found.email == WRITTEN
    assert ("E-mail to the teacher", WRITTEN) in found.found
    assert found.plan.notes == "sent on Monday, she was cross"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("sent on Monday", ["sent on Monday"]),
        ("Please review the clips before Thursday", ["Please review the clips before Thursday"]),
        ("Watch clip 2 again", ["Watch clip 2 again"]),
        ("Hi Jo,\nWe talk at *time*, Jo.\nBest,\nMe", ["Hi Jo,", "We talk at *time*, Jo.", "Me"]),
        ("Hi Ms. Rivera,\nno end yet", ["Hi Ms. Rivera,", "no end yet"]),
        ("\n".join(line.text for line in EMAIL) + "\nsent", ["sent"]),
    ],
)  # fmt: skip
def test_of_an_email_that_is_not_written_the_coachs_words_are_kept(
    words: str, kept: list[str]
) -> None:
    found = in_section(words)
    assert (found.email, list(found.unrecognised)) == ("", kept)
