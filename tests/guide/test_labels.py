"""Which words ask for which field: below headings, in lists, in a table without any heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from mqi_tui.domain.private.form import shown
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.files.guide import Found
from mqi_tui.files.guide.asking import ALSO_ASKED
from mqi_tui.files.guide.labels import ASIDE, HEAD, LABELS, STOCK_CLIP
from mqi_tui.files.guide.letter import EVERYWHERE
from mqi_tui.files.guide.markdown import lines
from mqi_tui.files.guide.match import match
from mqi_tui.files.guide.printed import QUESTIONS
from mqi_tui.files.guide.sections import BY_NUMBER, HEADINGS, PARTS, PASSAGES
from mqi_tui.files.guide.tables import TIMES
from mqi_tui.files.guide.wording import LONGEST_KEY
from tests.guide.guides import word


def said(found: Found) -> dict[str, str]:
    """What stands in the fields, of those that say more than an empty form."""
    every = {key: shown(found.plan, found.drafts, key) for key in FIELDS}
    return {key: words for key, words in every.items() if words != shown(Plan(""), {}, key)}


TITLE, CODES = "Ms. Wren: Angle sums", "Explanations"
STOCK = {"stock_clip.title": TITLE, "stock_clip.codes": CODES}


@pytest.mark.parametrize(
    "words",
    [
        f"### 4. Stock clip\n**Title:** {TITLE}\n**Codes:** {CODES}",
        f"### 4. Stock clip\n- Title: {TITLE}\n- Codes: {CODES}",
        f"### 4. Stock clip\n{TITLE}\nCodes: {CODES}",
        f"### Stock clip\nTitle: {TITLE}\nCodes: {CODES}",
        f"4. Stock clip\nTitle: {TITLE}\nCodes: {CODES}",
        f"## 3. Frame and discuss the stock clip\n**Title:** {TITLE}\n**Codes:** {CODES}",
        f"**Stock clip:** {TITLE}\n**Codes:** {CODES}",
        f"| Stock clip | {TITLE} |\n| Codes | {CODES} |",
        f"Which stock clip will you use? {TITLE}\nWhich codes? {CODES}",
    ],
)
def test_title_and_codes_of_the_stock_clip_are_found(words: str) -> None:
    found = match(lines(words))
    assert (said(found), found.unrecognised) == (STOCK, ())


def test_master_scores_are_not_taken_for_codes() -> None:
    words = (
        "## 4. Stock clip\nCodes: Explanations\nMaster scores for these codes:\nExplanations: Mid"
    )
    fields = said(match(lines(words)))
    assert fields["stock_clip.master_scores"] == "Explanations: Mid"


def test_sections_of_one_name_are_told_apart_by_their_part() -> None:
    words = f"""# Before the conversation
## Stock clip
Title: {TITLE}
# The conversation
## Stock clip
How do you introduce it? In a sentence
"""
    assert said(match(lines(words))) == {
        "stock_clip.title": TITLE, "stock_clip.frame": "In a sentence",
    }  # fmt: skip


TABLE = [
    ("Teacher", "Ms. Rivera", "teacher"),
    ("Learning goals", "Ask why", "goals"),
    ("Focus", "Explanations", "focus"),
    ("Lesson", "Fractions as bars", "lesson"),
    ("Clip 1 (times)", "12:40-17:55", ""),
    ("What happens in it", "Three answers", "clips.1.summary"),
    ("Why this clip", "It shows the why", "clips.1.reason"),
    ("Clip 2 times", "31:20-36:05", ""),
    ("Why this clip", "Pupils explain", "clips.2.reason"),
    ("Which stock clip will you use?", TITLE, "stock_clip.title"),
    ("Codes", CODES, "stock_clip.codes"),
    ("How does it relate to the focus?", "There it is said", "stock_clip.relation"),
    ("Codes for clip 1", "Explanations", "clips.1.codes"),
    ("Codes for clip 2", "Mathematical Language", "clips.2.codes"),
    ("Opening question", "What happened before?", "opening"),
    ("Anything else to bring up", "The board", "extra"),
]
IN_TABLE = {
    **{key: words for _, words, key in TABLE if key},
    "clips.1.start": "12:40", "clips.1.end": "17:55",
    "clips.2.start": "31:20", "clips.2.end": "36:05",
}  # fmt: skip


def in_word(rows: Sequence[tuple[str, ...]], tmp_path: Any) -> Found:
    from mqi_tui.files.guide import read

    def build(document: Any) -> None:
        table = document.add_table(len(rows), len(rows[0]))
        for place, row in enumerate(rows):
            for cell, text in zip(table.rows[place].cells, row, strict=True):
                cell.text = text

    return read(word(tmp_path / "a.docx", build))


def test_a_table_without_headings_is_read(tmp_path: Any) -> None:
    found = in_word([row[:2] for row in TABLE], tmp_path)
    assert (said(found), found.unrecognised) == (IN_TABLE, ())
    text = "\n".join(f"| {label} | {answer} |" for label, answer, _ in TABLE)
    assert said(match(lines(text))) == IN_TABLE


def test_a_table_with_numbers_beside_its_labels_is_read(tmp_path: Any) -> None:
    rows = [(str(n), *row[:2]) for n, row in enumerate(TABLE, 1)]
    assert said(in_word(rows, tmp_path)) == IN_TABLE


def test_an_unknown_row_is_no_part_of_the_answer_above(tmp_path: Any) -> None:
    rows = [("Teacher", "Ms. Rivera"), ("Coach", ""), ("Room", "12"), ("Focus", "Why")]
    found = in_word(rows, tmp_path)
    assert (found.plan.coach, found.plan.focus, found.unrecognised) == ("", "Why", ("Room", "12"))


def test_times_in_a_table_are_those_of_the_remarks_beside_them() -> None:
    words = "## 3. Notes on the clips\nAnnotations:\n| 13:05 | she says why |\n| 14:10 | nobody |"
    assert said(match(lines(words))) == {"clips.1.annotations": "13:05 she says why\n14:10 nobody"}


def test_bold_among_answers_begins_no_section_where_sections_have_numbers() -> None:
    words = (
        "## 2. Watch the lesson\n**Summary of the lesson:**\nBars\n**Feedback was rich**\n"
        "**Clip selection #1:** 1:00-5:00"
    )
    fields = said(match(lines(words)))
    assert (fields["lesson"], fields["clips.1.end"]) == ("Bars\nFeedback was rich", "5:00")


def test_plain_lines_without_headings_are_read() -> None:
    words = (
        f"Teacher: Ms. Rivera\nLesson: bars\nClip 1: 1:00-5:00\nStock clip: {TITLE}\nCodes: {CODES}"
    )
    found = match(lines(words))
    assert said(found) == {
        "teacher": "Ms. Rivera", "lesson": "bars", "clips.1.start": "1:00", "clips.1.end": "5:00",
        **STOCK,
    }  # fmt: skip


SIX = "## 6. Discuss the first clip\n"
LISTS = [
    # the lines, the questions, the responses
    ("Generative questions:\n1. Why?\n2. How so?\n"
     "What might she say, and how do you respond?\nNo -> Ok",
     "Why?\nHow so?", "No → Ok"),
    ("Generative questions:\n1) Which code is it?\n2) What would she say?\nResponses:\nNo -> Ok",
     "Which code is it?\nWhat would she say?", "No → Ok"),
    ("Generative questions: 1. Why?\n2. How so?", "Why?\nHow so?", ""),
    ("Generative questions:\n- Which code is it?\n- Who responds?\n"
     "Responses:\n1. No -> Ok\n2. Why -> So",
     "Which code is it?\nWho responds?", "No → Ok\nWhy → So"),
    ("Generative questions:\n2. How so?\n3 pupils: who?", "2. How so?\n3 pupils: who?", ""),
    ("Generative questions:\n1. Why?\n2. Review goals?\n3. Discuss stock clips?",
     "Why?\nReview goals?\nDiscuss stock clips?", ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "questions", "responses"), LISTS)
def test_a_list_with_numbers_is_a_list(words: str, questions: str, responses: str) -> None:
    found = match(lines(SIX + words))
    fields = {"clips.1.questions": questions, "clips.1.responses": responses}
    assert said(found) == {key: words for key, words in fields.items() if words}
    assert found.unrecognised == ()


def test_a_section_that_follows_a_list_with_numbers_begins() -> None:
    words = (
        "## 1. The last log and the focus\nGoals:\n1. Ask why\n"
        "2) Watching the lesson and selecting clips\nSummary of the lesson: bars"
    )
    assert said(match(lines(words))) == {"goals": "Ask why", "lesson": "bars"}


def test_words_that_stand_alone_below_a_heading_are_what_its_section_is_for() -> None:
    words = "## 2. Review goals\nWith thanks\n## 4. Teacher frames the video\nWhat was before?"
    assert said(match(lines(words))) == {"review": "With thanks", "opening": "What was before?"}


def test_marks_that_other_programs_put_before_points_are_none() -> None:
    """Google Docs writes them into its Markdown."""
    words = "## **2\\. Watch the lesson**\n\n**Clip selection \\#1:** 1:00-5:00\n\nReason: 3 \\+ 4"
    plan = match(lines(words)).plan
    assert (plan.clips[0].end, plan.clips[0].reason) == ("5:00", "3 + 4")


@pytest.mark.parametrize("mark", [";", ",", "\n"])
def test_master_scores_may_stand_in_a_line(mark: str) -> None:
    scores = f"Explanations: High{mark} Task Cognitive Demand: Low"
    found = match(lines(f"## 4. Stock clip\n{TITLE}\nMaster scores: {scores}"))
    assert not found.drafts
    assert (
        said(found)["stock_clip.master_scores"] == "Explanations: High\nTask Cognitive Demand: Low"
    )


@pytest.mark.parametrize(
    ("framed", "discussed", "second"),
    [("5. Clip 1", "6. Clip 1", "7. Clip 2"), ("5. First clip", "6. Clip one", "7. Second clip")],
)
def test_steps_may_be_called_by_their_clip(framed: str, discussed: str, second: str) -> None:
    first = f"## {framed}\nCodes: {CODES}\nFrame: why\n## {discussed}\nQuestions:\n- What?"
    found = match(lines(f"# The conversation\n{first}\n## {second}\nFrame: here"))
    assert found.unrecognised == ()
    assert said(found) == {
        "clips.1.codes": CODES, "clips.1.frame": "why", "clips.1.questions": "What?",
        "clips.2.frame": "here",
    }  # fmt: skip


BY_CLIP = {
    "clips.1.start": "08:10", "clips.1.end": "13:00", "clips.1.summary": "Leo says 0.35 > 0.4",
    "clips.1.reason": "One hint",
    "clips.2.start": "27:45", "clips.2.end": "32:30", "clips.2.reason": "She waits",
}  # fmt: skip


@pytest.mark.parametrize(
    ("corner", "clips", "asked"),
    [
        ("", ("Clip selection #1", "CLIP SELECTION #2"), ("Timestamps", "Summary", "Reason")),
        ("Clip", ("1", "2"), ("Time", "What happens in it", "Why this clip")),
        (
            "Teaching clips",
            ("First clip", "Second clip"),
            ("From - to", "Summary", "Reason"),
        ),
    ],
)
def test_a_table_may_have_its_clips_in_rows_or_in_columns(
    tmp_path: Any, corner: str, clips: tuple[str, str], asked: tuple[str, ...]
) -> None:
    first = ("08:10 - 13:00", "Leo says 0.35 > 0.4", "One hint")
    second = ("27:45-32:30", "", "She waits")
    rows = [(corner, *asked), (clips[0], *first), (clips[1], *second)]
    for grid in (rows, list(zip(*rows, strict=True))):
        found = in_word(grid, tmp_path)
        assert (said(found), found.unrecognised) == (BY_CLIP, ())
        text = "## 2. Lesson and clips\n" + "\n".join(f"| {' | '.join(row)} |" for row in grid)
        assert said(match(lines(text))) == BY_CLIP


def test_a_table_with_a_row_for_each_clip_alone_stays_one_of_labels() -> None:
    text = "| Lesson | Decimals |\n| Clip 1 | 08:10-13:00 |\n| Clip 2 | 27:45-32:30 |"
    times = {key: words for key, words in BY_CLIP.items() if key.endswith(("start", "end"))}
    assert said(match(lines(text))) == {"lesson": "Decimals", **times}


def test_what_stands_beside_the_name_of_a_clip_is_kept() -> None:
    text = "## 2. Lesson and clips\n| | Summary | Reason |\n| Clip 1: Leo | errs | why |"
    found = match(lines(text))
    assert "Leo" in " ".join((*said(found).values(), *found.unrecognised))


def test_notes_in_a_table_are_those_of_the_clip_of_their_row() -> None:
    text = (
        "## 3. Notes\n| Clip | Interpretations | Questions |\n| 1 | a slip | 35? |\n| 2 | | why |"
    )
    assert said(match(lines(text))) == {
        "clips.1.notes.interpretations": "a slip", "clips.1.notes.questions": "35?",
        "clips.2.notes.questions": "why",
    }  # fmt: skip


def test_every_key_word_is_short_enough_to_be_found() -> None:
    """A line is cut into beginnings of so many letters at most; a longer key word meets none."""
    said = [words for _, words in HEAD] + [words for each in LABELS.values() for _, words in each]
    said += [*HEADINGS.values(), *BY_NUMBER.values(), *PARTS.values(), *PASSAGES.values()]
    said += [*QUESTIONS.values(), *ALSO_ASKED.values(), STOCK_CLIP, ASIDE, TIMES, EVERYWHERE]
    begun = (one for words in said for one in words.split("|") if not one.startswith("="))
    assert max(len(word) for one in begun for word in one.split()) <= LONGEST_KEY
