"""What coaches have filled in is found, however it is laid out; nothing of it is dropped."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.paper import Found, PaperError, read
from mqi_tui.paper.blocks import Block, lines
from mqi_tui.paper.files import LARGEST
from mqi_tui.paper.match import match
from mqi_tui.private.plan import Annotation, Clip, ClipNotes, Plan, Response, StockClip
from mqi_tui.values import to_data
from tests.hostile import HOSTILE
from tests.paper.guides import WAYS, answers, markdown, word

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


@settings(deadline=None)
@given(st.lists(LINES, max_size=40), st.integers(0, 40))
def test_no_answer_is_ever_dropped(some: list[str], place: int) -> None:
    """Whatever stands around it, in whatever order: a marked word is in the plan or in a draft."""
    some.insert(place, "zq7marked and 12:34 more")
    assert "zq7marked" in kept(match(lines("\n".join(some))))


@settings(deadline=None)
@given(st.permutations(markdown().split("\n\n")))
def test_no_answer_is_dropped_in_another_order(parts: list[str]) -> None:
    said = kept(match(lines("\n\n".join(parts))))
    words = {word for line in answers() for word in re.findall(r"[A-Za-z]{4,}", line)}
    assert {word for word in words if word not in said} <= {"Tuesday", "November"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_become_a_plan_that_can_be_kept(text: str) -> None:
    found = match([Block("Teacher", stands_out=True), Block(text), Block(text, item=True)])
    assert isinstance(found.plan, Plan)


# What is no planning guide: one line that says what it is, and what to do.


def zipped(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BAD = {
    "a PDF": (b"%PDF-1.7 ...", "is a PDF: save it as Word (.docx) or as text"),
    "RTF": (rb"{\rtf1\ansi hello}", "is in RTF: save it as Word (.docx)"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(9), "is a picture, not a planning guide"),
    "a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password: save a copy without one",
    ),
    "old Word": (OLE, "is in an older form of Word (.doc): save it as .docx"),
    "another zip": (zipped(a_txt="hello"), "is not a Word file (.docx)"),
    "half a zip": (
        zipped(word__document_xml="<a/>" * 99)[:60],
        "is damaged: open it in Word and save it again",
    ),
    "no Word inside": (
        zipped(word__document_xml="<a/>"),
        "is damaged: open it in Word and save it again",
    ),
    "a zip bomb": (
        zipped(word__document_xml=" " * 61_000_000),
        "unpacks to far more than a planning guide holds",
    ),
    "bytes": (b"abc\0\1\2", "is neither Word (.docx) nor Markdown nor plain text"),
    "nothing": (b"", "nothing is written in it"),
    "blank lines": (b"\n\n  \n", "nothing is written in it"),
    "50 MB": (bytes(LARGEST + 1), "larger than 20 MB; take out its pictures and save it again"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_guide_is_told_in_a_line(tmp_path: Path, what: str) -> None:
    data, told = BAD[what]
    path = tmp_path / "guide.docx"
    path.write_bytes(data)
    with pytest.raises(PaperError) as error:
        read(path)
    assert str(error.value) == f"{path}: {told}"


def test_a_folder_and_what_is_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match=f"{re.escape(str(tmp_path))}: a folder, not a file"):
        read(tmp_path)
    with pytest.raises(PaperError, match="no such file or directory"):
        read(tmp_path / "none.docx")
    with pytest.raises(PaperError, match="not the name of a file"):
        read(Path("a\x00b"))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
@pytest.mark.parametrize("name", ["guide.docx", "guide.md", "plan.yaml"])
def test_what_is_no_regular_file_is_not_even_opened(tmp_path: Path, name: str) -> None:
    """A pipe would wait for whoever writes into it."""
    os.mkfifo(tmp_path / name)
    zero = tmp_path / f"zero-{name}"
    zero.symlink_to("/dev/zero")
    for path in (tmp_path / name, zero):
        with pytest.raises(PaperError, match=rf"{path}: not a file$"):
            read(path)


# What is more than anyone fills in is refused, or is kept where it slows nothing down.

LETTERS = "abcdefghij" * 100_000
TOO_MUCH = "holds more than 1 MB of text: take out what is not the planning guide"


def in_word(text: str) -> Callable[[Path], Path]:
    def build(document: Any) -> None:
        document.add_paragraph("Teacher: Ms. Rivera")
        document.add_heading("2. Watch the lesson", 2)
        document.add_paragraph("Summary of the lesson:")
        document.add_paragraph(text)

    return lambda folder: word(folder / "a.docx", build)


def in_markdown(text: str) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        path = folder / "a.md"
        path.write_text(
            f"Teacher: Ms. Rivera\n## 2. Watch the lesson\nSummary of the lesson:\n{text}\n"
        )
        return path

    return made


def in_yaml(text: str) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        path = folder / "a.yaml"
        path.write_text(json.dumps({"teacher": "Ms. Rivera", "lesson": text}))
        return path

    return made


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (in_word(LETTERS * 3), TOO_MUCH),
        (in_markdown(LETTERS), TOO_MUCH),
        (in_word(LETTERS[:900_000]),
         '"The lesson in short" would have 900,044 letters, and a field takes 100,000: shorten it'),
        (in_markdown(LETTERS[:100_005]),
         '"The lesson in short" would have 100,010 letters, and a field takes 100,000: shorten it'),
        (in_yaml(LETTERS[:900_000]),
         '"The lesson in short" would have 900,044 letters, and a field takes 100,000: shorten it'),
        (in_markdown("a\n" * 4_000),
         '"The lesson in short" would have 4,000 lines, and a field takes 3,000: shorten it'),
    ],
    ids=["3 MB in Word", "1 MB in Markdown", "a long field in Word", "a long field in Markdown",
         "a long field in YAML", "many lines"],
)  # fmt: skip
def test_more_than_anyone_fills_in_is_told(
    tmp_path: Path, make: Callable[[Path], Path], told: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(PaperError) as error:
        read(path)
    assert str(error.value) == f"{path}: {told}"


def test_a_whole_transcript_finds_room_in_a_field(tmp_path: Path) -> None:
    transcript = "\n".join(f"{line} pupils say what they see" for line in range(2_500))
    assert read(in_word(transcript)(tmp_path)).plan.lesson == transcript


def test_a_long_text_where_a_name_is_asked_for_is_kept_in_the_notes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"Teacher: Ms. Rivera\nCoach: {LETTERS[:3_000]}\nFocus: Reasons\n")
    found = read(path)
    assert (found.plan.coach, found.plan.focus) == ("", "Reasons")
    assert found.unrecognised == (f"Coach: {LETTERS[:3_000]}",)
    assert LETTERS[:3_000] in found.plan.notes


@pytest.mark.parametrize(
    "line", ["a:\n", "**a\n", "? ", ": ", "** a", "1. a?\n", "(", "teacher: |"]
)
def test_an_odd_file_is_read_in_a_moment(tmp_path: Path, line: str) -> None:
    """Nothing in it makes reading take long; what is too much is told."""
    path = tmp_path / "a.md"
    path.write_text(line * (990_000 // len(line)))
    before = time.process_time()
    with suppress(PaperError):
        read(path)
    assert time.process_time() - before < 20


def test_a_bad_plan_of_ours_is_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("teacher: A\nfocuss: B\n", encoding="utf-8")
    with pytest.raises(PaperError, match=r"plan\.yaml:2: "):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_of_other_editors_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes("Teacher: Frau Öz\r\nCoach: J.\r\n".encode(encoding))
    assert read(path).plan.teacher == "Frau Öz"


def test_what_was_deleted_in_word_is_not_there_and_what_was_inserted_is(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Teacher: Ms. Rivera")
    run = paragraph.add_run(" gone")
    run._r.find(f"{W}t").tag = f"{W}delText"
    inserted = document.add_paragraph("Coach: J. Okafor")._p
    wrapped = inserted.makeelement(f"{W}ins", {})
    inserted.append(wrapped)
    wrapped.append(inserted.find(f"{W}r"))
    document.save(str(tmp_path / "a.docx"))
    plan = read(tmp_path / "a.docx").plan
    assert (plan.teacher, plan.coach) == ("Ms. Rivera", "J. Okafor")


def test_text_boxes_headers_and_footers_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Coach: J. Okafor"
    document.sections[0].footer.paragraphs[0].text = "Room: 12 b"
    run = document.add_paragraph("Teacher: Ms. Rivera").add_run()._r
    told = "<w:txbxContent><w:p><w:r><w:t>Focus: Reasons</w:t></w:r></w:p></w:txbxContent>"
    run.append(
        parse_xml(
            f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:w="{W[1:-1]}">'
            f"<mc:Choice>{told}</mc:Choice><mc:Fallback>{told}</mc:Fallback></mc:AlternateContent>"
        )
    )
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    plan = found.plan
    assert (plan.teacher, plan.coach, plan.focus) == ("Ms. Rivera", "J. Okafor", "Reasons")
    assert found.unrecognised == ("Room: 12 b",)


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
