"""What coaches have filled in is found, however it is laid out; nothing of it is dropped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.private.plan import Annotation, Clip, ClipNotes, Plan, Response, StockClip
from mqi_tui.domain.values import to_data
from mqi_tui.files.guide import Found, read
from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.markdown import lines
from mqi_tui.files.guide.match import match
from tests.guide.guides import WAYS, answers, markdown, word
from tests.hostile import HOSTILE

PLAN = Plan(
    teacher="Ms. Rivera",
    coach="J. Okafor",
    cycle=6,
    when="2026-11-24 16:00",
    goals=("Ask why a rule works", "Wait after an answer"),
    focus="Explanations",
    focus_relation="A rule without its why is half a rule",
    lesson="Fractions as parts of a bar",
    review="With thanks",
    opening="What happened before?",
    stock_clip=StockClip(
        title="Ms. Lark: Fraction bars",
        codes=("Explanations", "Linking Between Representations"),
        relation="There the why is said",
        frame="One sentence only",
        questions=("What did you see?", "What would change the score?"),
    ),
    clips=(
        Clip(
            start="12:40",
            end="17:55",
            summary="Three answers, one reason",
            reason="The why is nearly there",
            codes=("Explanations",),
            frame="I chose it for one word",
            annotations=(
                Annotation("13:05", "Sam says it is just the rule"),
                Annotation("14:10", "nobody asks why"),
            ),
            questions=("What did Sam know?", "How could you tell?"),
            responses=(Response("It was noisy", "ask what she heard"),),
            notes=ClipNotes(
                interpretations="The answer counts, the reason does not",
                practice="Explaining",
                learn="To ask once more",
                skilled="Every answer has its because",
                suggestions="Wait three seconds",
            ),
        ),
        Clip(
            start="31:20",
            end="36:05",
            summary="A pair argues about halves",
            reason="Pupils explain to one another",
            codes=("Linking Between Representations",),
            frame="Now the pupils",
            questions=("Who explains to whom?",),
        ),
    ),
    extra=("The equals sign on the board",),
)


def read_words(path: Path, words: str) -> Found:
    path.write_text(words, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("way", WAYS)
def test_a_word_guide_is_read_however_it_is_laid_out(tmp_path: Path, way: str) -> None:
    found = read(word(tmp_path / "guide.docx", WAYS[way]))
    assert (found.plan, found.drafts) == (PLAN, {})
    assert found.unrecognised == ()


def test_a_markdown_guide_is_read(tmp_path: Path) -> None:
    assert read_words(tmp_path / "guide.md", markdown()).plan == PLAN


def test_plain_text_is_read_as_well(tmp_path: Path) -> None:
    words = re.sub(r"\*\*|^#+ ", "", markdown(), flags=re.MULTILINE)
    assert read_words(tmp_path / "guide.txt", words).plan == PLAN


def test_it_is_said_what_was_found_and_what_is_blank(tmp_path: Path) -> None:
    found = read_words(tmp_path / "a.md", "Teacher: Ms. Rivera\n\n## 8. Other feedback\n")
    assert found.found == (("Teacher", "Ms. Rivera"),)
    assert {"When", "Clip 1", "Clip 2", "Stock clip"} <= set(found.blank)
    assert "Teacher" not in found.blank


def test_a_code_that_is_none_stays_to_be_corrected(tmp_path: Path) -> None:
    found = read_words(
        tmp_path / "a.md", "## 4. Watch the stock clip\n**Codes:** Explanashuns of rules\n"
    )
    assert found.drafts == {"stock_clip.codes": "Explanashuns of rules"}
    assert ("Stock clip: Codes to score (to be corrected)", "Explanashuns of rules") in found.found


@pytest.mark.parametrize("mark", ["- ", ""], ids=["as a list", "as lines"])
def test_questions_that_speak_of_codes_are_no_labels(tmp_path: Path, mark: str) -> None:
    asked = ("What did you see?", "Which code is it?", "How did she respond?")
    lines_ = "\n".join(mark + one for one in asked)
    found = read_words(tmp_path / "a.md", f"## 6. Discuss the first clip\n**Questions:**\n{lines_}")
    assert found.plan.clips[0].questions == asked


def test_a_date_that_says_more_keeps_it(tmp_path: Path) -> None:
    found = read_words(tmp_path / "a.md", "Date: Dec 1, 2026 5:30 pm in room 12")
    assert found.plan.when == "2026-12-01 17:30"
    assert found.unrecognised == ("When: Dec 1, 2026 5:30 pm in room 12",)


def test_a_name_is_one_line_and_a_date_may_be_two(tmp_path: Path) -> None:
    words = "Teacher: Ms. Rivera\nremember the drill\nDate: Dec 1, 2026\nTime: 5 pm\nmore\n"
    found = read_words(tmp_path / "a.md", words)
    assert (found.plan.teacher, found.plan.when) == ("Ms. Rivera", "2026-12-01 17:00")
    assert found.unrecognised == ("remember the drill", "more")


def test_what_no_field_is_for_does_not_become_part_of_an_answer(tmp_path: Path) -> None:
    words = "**Teacher:** Ms. Rivera\n**Room:**\n12\n"
    found = read_words(tmp_path / "a.md", words)
    assert (found.plan.teacher, found.unrecognised) == ("Ms. Rivera", ("Room:", "12"))


def test_a_date_that_can_be_read_two_ways_is_not_read(tmp_path: Path) -> None:
    found = read_words(tmp_path / "a.md", "Date: 3/4/2026 4 pm")
    assert (found.plan.when, found.drafts) == ("", {"when": "3/4/2026 4 pm"})


def test_clip_times_that_say_more_keep_it(tmp_path: Path) -> None:
    found = read_words(
        tmp_path / "a.md",
        "## 2. Watch the lesson\n**Clip selection #1:** 12:40-17:55, skip the break\n",
    )
    assert [(clip.start, clip.end) for clip in found.plan.clips] == [("12:40", "17:55")]
    assert found.unrecognised == ("Clip 1: 12:40-17:55, skip the break",)
    assert "skip the break" in found.plan.notes


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("12.40-17.55", "12:40", "17:55"),
        ("from 1:02:05 to 1.07.10 (5 min)", "1:02:05", "1:07:10"),
        ("12:40\n17:55", "12:40", "17:55"),
    ],
)
def test_clip_times_are_read_by_the_rule_of_the_form(
    tmp_path: Path, words: str, start: str, end: str
) -> None:
    text = f"## 2. Watch the lesson\n**Clip selection #1:**\n{words}\n"
    found = read_words(tmp_path / "a.md", text)
    assert [(clip.start, clip.end) for clip in found.plan.clips] == [(start, end)]
    assert found.unrecognised == ()


def test_a_clip_time_that_is_none_stays_to_be_corrected(tmp_path: Path) -> None:
    text = "## 2. Watch the lesson\n**Clip selection #1:** 12.40 - 12.75\n"
    found = read_words(tmp_path / "a.md", text)
    assert (found.plan.clips[0].start, found.drafts) == ("12:40", {"clips.1.end": "12.75"})


def test_a_plan_of_ours_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("teacher: Ms. Rivera\nfocus: Explanations\n", encoding="utf-8")
    assert read(path).plan == Plan("Ms. Rivera", focus="Explanations")


def kept(found: Found) -> str:
    return f"{to_data(found.plan)} {dict(found.drafts)}"


LINES = st.sampled_from(
    [line for line in markdown().split("\n") if line]
    + ["odd words", "- an item", "| a | table |", "Codes: none of ours", "Clip 2", "3. three"]
)


@given(st.lists(LINES, max_size=40), st.integers(0, 40))
def test_no_answer_is_ever_dropped(some: list[str], place: int) -> None:
    """Whatever stands around it, in whatever order: a marked word is in the plan or in a draft."""
    some.insert(place, "zq7marked and 12:34 more")
    assert "zq7marked" in kept(match(lines("\n".join(some))))


@given(st.permutations(markdown().split("\n\n")))
def test_no_answer_is_dropped_in_another_order(parts: list[str]) -> None:
    said = kept(match(lines("\n\n".join(parts))))
    words = {word for line in answers() for word in re.findall(r"[A-Za-z]{4,}", line)}
    assert {word for word in words if word not in said} <= {"Tuesday", "November"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_become_a_plan_that_can_be_kept(text: str) -> None:
    found = match([Block("Teacher", stands_out=True), Block(text), Block(text, item=True)])
    assert isinstance(found.plan, Plan)


@pytest.mark.parametrize(("written", "minutes"), [("8 min", 8), ("8 minutes", 8), ("10 min", None)])
def test_other_minutes_in_a_heading_are_the_plans(written: str, minutes: int | None) -> None:
    heading = f"3. Frame and discuss the stock clip ({written})"
    text = f"Teacher: Ms. Ray\n\nConversation\n\n{heading}\nFrame: Watch\n"
    plan = match(lines(text)).plan
    change = plan.steps.get(3)
    assert (change.minutes if change else None) == minutes
