"""Whatever was typed, in every format: nothing breaks, nothing acts, nothing is lost."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.domain.shared.log import Header
from mqi_tui.exports import FILES, FORMATS, NoDate, made
from mqi_tui.text.clean import CONTROLS, clean, xml_safe
from tests.exports.reading import HEADER, LOG, Page, event, everything, given_out, letter
from tests.hostile import HOSTILE

ODD = (*HOSTILE, "what is no character \ufffe\uffff")
"""And what no XML can hold, though `clean` leaves it."""
TEXTS = ("md", "html", "txt", "eml", "ics")
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6",
    "p", "b", "br", "dl", "dt", "dd", "ul", "ol", "li", "span", "strong", "div",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "dir", "value", "role",
    "aria-label",
}  # fmt: skip
ANY = st.one_of(st.sampled_from(ODD), st.text(max_size=200))


def assert_harmless(format_: str, data: bytes) -> None:
    text = everything(format_, data)
    left = set(CONTROLS.findall(text)) - {"\n", "\t", "\r"}
    assert left == set()
    if format_ in ("md", "html", "txt"):
        assert b"\r" not in data
    if format_ == "html":
        assert_inert(data.decode())
    if format_ == "eml":
        message = letter(data)
        assert not message.defects
        assert {*map(str.lower, message.keys())} == {
            "x-unsent", "to", "subject", "mime-version", "content-type",
        }  # fmt: skip
        assert max(map(len, data.split(b"\r\n"))) <= 998
        page = message.get_body(("html",))
        assert page is not None
        assert_inert(str(page.get_content()))
    if format_ == "ics":
        assert {*event(data)} == {
            "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY",
            "DESCRIPTION",
        }  # fmt: skip
        assert max(map(len, data.split(b"\r\n"))) <= 75
        assert b"\n" not in data.replace(b"\r\n", b"")


def assert_inert(text: str) -> None:
    page = Page(text)
    assert set(page.tags) <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES


WAITING = """\
## Action plan
Steps (what — who, by when):
- [ ] Look up a seating plan —
- [ ] Ask why --
- [ ] Film the launch —
  Rivera, by Fri
- [ ] Draw it — Okafor
"""


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "ics"])
def test_no_dash_waits_for_a_name_that_nobody_wrote(format_: str) -> None:
    """It is a place to write in; who gets the log as a file finds no sign that leads nowhere."""
    text = everything(format_, made(given_out(WAITING), format_))
    assert not re.search(r"(seating plan|Ask why)\s*(—|--)", text)
    assert all(words in text for words in ("Look up a seating plan", "Ask why", "Okafor"))
    assert re.search(r"Film the launch(</?\w+>)*( —|\s+→ Rivera)", text)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
@pytest.mark.some(5)
def test_hostile_words_do_nothing(format_: str, text: str) -> None:
    for body in (text, f"{LOG}\nRivera: {text}\n- [ ] {text}\n## {text}\n1. {text}\n{text}:"):
        given_ = given_out(body, Header(text, text, 6, text))
        assert_harmless(format_, made(given_, format_))


@given(ANY, ANY, ANY)
@settings(max_examples=60)
def test_whatever_was_typed_does_nothing(teacher: str, coach: str, text: str) -> None:
    given_ = given_out(text, Header(teacher, coach, 6, coach))
    for format_ in TEXTS:
        assert_harmless(format_, made(given_, format_))


@given(ANY, ANY)
@settings(max_examples=15)
def test_word_takes_whatever_was_typed(name: str, text: str) -> None:
    data = made(given_out(text, Header(name, name, 6, name)), "docx")
    document = docx.Document(io.BytesIO(data))
    words = " ".join(paragraph.text for paragraph in document.paragraphs)
    for line in xml_safe(clean(text)).split("\n"):
        if line.strip() and not re.match(r"\s*([-*+#]|\d)|.*:", line):
            assert line.split()[-1] in words


@pytest.mark.parametrize("text", [one for one in ODD if len(one) < 1_000])
@pytest.mark.parametrize("format_", ["md", "html", "docx", "txt", "eml"])
@pytest.mark.some(3)
def test_hostile_words_are_there_to_be_read(format_: str, text: str) -> None:
    data = made(given_out(f"x {text}".replace("\n", " ")), format_)
    if format_ == "docx":
        document = docx.Document(io.BytesIO(data))
        seen = "\n".join(paragraph.text for paragraph in document.paragraphs)
    else:
        seen = everything(format_, data)
    words = "".join(clean(f"x {text}".replace("\n", " ")).split())
    words = xml_safe(words) if format_ in ("html", "docx") else words
    seen = Page(seen).words if format_ == "html" else seen
    assert words in "".join(seen.split())


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_says_teacher_coach_cycle_and_date(format_: str) -> None:
    for text in (LOG, "words without any heading"):
        seen = everything(format_, made(given_out(text), format_))
        seen = re.sub(r"<[^>]*>", " ", seen)  # Word's and a page's
        seen = seen.replace("\\", "")  # a calendar's
        assert "Ms. Rivera" in seen
        assert "J. Okafor" in seen
        assert re.search(r"Cycle\W+6\b", seen)
        assert "24 Nov 2026" in seen or "2026-11-24" in seen


@pytest.mark.parametrize("format_", FORMATS)
def test_a_header_of_which_nothing_is_known_is_no_fault(format_: str) -> None:
    data = made(given_out("", Header("")), format_)
    assert_harmless(format_, data)
    assert "None" not in everything(format_, data).replace("'none'", "")


def test_the_same_log_makes_the_same_files() -> None:
    for format_ in FORMATS:
        one, other = (made(given_out(), format_) for _ in range(2))
        if format_ == "eml":  # whose parts are told apart by a number of chance
            one, other = (re.sub(rb"=====+\d+==", b"", data) for data in (one, other))
        assert one == other, format_


def test_markdown_is_the_log_word_for_word_but_for_what_nobody_filled_in() -> None:
    text = LOG
    for one in ("What one level up would look like:\n\n", "Film and upload by:\n"):
        assert one in text
        text = text.replace(one, "")
    assert made(given_out(), "md").decode() == text
    assert made(given_out(text), "md").decode() == text
    assert made(given_out("# Our log\n\n## Clip 1\n\nNoticed:\n- [ ] \n", HEADER), "md").endswith(
        b"\n\n# Our log\n"
    )
    bare = replace(HEADER, coach="")
    assert made(given_out("just words\n\n\n", bare), "md").decode() == (
        "Teacher: Ms. Rivera  \nCycle: 6  \nDate: 2026-11-24 16:00\n\njust words\n"
    )


def test_no_date_no_appointment() -> None:
    for when in ("", "soon", "2026-13-45 99:00"):
        with pytest.raises(NoDate):
            made(given_out(when=when), "ics")


def test_every_format_has_its_file() -> None:
    assert sorted(FILES.values()) == sorted(FORMATS)


def test_a_heading_behind_a_question_that_is_left_out_has_an_empty_line_above_it() -> None:
    text = "# Log\n\n## Clip 1\n- why\nWhat one level up would look like:\n\n## Clip 2\n- how\n"
    assert "- why\n\n## Clip 2\n- how\n" in made(given_out(text), "md").decode()
