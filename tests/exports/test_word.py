"""The Word file, read by the library again: what is a heading, a list, a name, and whose it is."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import docx
import pytest

from mqi_tui.domain.shared.log import Header
from mqi_tui.exports.word import made
from tests.exports.reading import everything, given_out


def word(**options: Any) -> Any:
    return docx.Document(io.BytesIO(made(given_out(**options))))


def test_headings_lists_and_boxes_are_real_and_in_their_place() -> None:
    lines = [(one.style.name, one.text) for one in word().paragraphs if one.text]
    assert lines == [
        ("Title", "Collaborative log"),
        ("Heading 1", "Clip 1"),
        ("Normal", "What we noticed:"),
        ("Normal", "Rivera: Three answers, and only one says why."),
        ("List Bullet", "Okafor: the drawing was wiped off\nwhile the rule was said"),
        ("List Bullet 2", "nobody asked for it"),
        ("Heading 1", "Action plan"),
        ("Normal", "☐\tAsk why — Rivera, by 1 Dec"),
        ("Normal", "☑\tSend the clip — Okafor"),
        ("Normal", "3.\tFilm the launch"),
        ("Heading 1", "Next conversation"),
        ("Normal", "Date and time: Tue 8 Dec 2026, 4:00 pm"),
    ]


def test_the_header_is_a_table() -> None:
    [table] = word().tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Teacher", "Ms. Rivera"],
        ["Coach", "J. Okafor"],
        ["Cycle", "6"],
        ["Date", "Tue 24 Nov 2026, 4:00 pm"],
    ]


def test_what_is_written_from_right_to_left_begins_at_the_right() -> None:
    text = "مرحبا 12\nleft\n- שלום, mixed\n- [ ] سؤال — Rivera\nRivera: شكرا"
    turned = [
        one.text for one in word(text=text).paragraphs if one._p.xpath("w:pPr/w:bidi")
    ]  # fmt: skip
    assert turned == ["مرحبا 12", "שלום, mixed", "☐\tسؤال — Rivera"]
    for one in word(text=text).paragraphs:
        names = [child.tag.rpartition("}")[2] for child in one._p.xpath("w:pPr/*")]
        assert names == sorted(names, key=(["pStyle", "keepNext", "bidi", "spacing", "ind"]).index)


def test_a_long_number_has_room_before_its_words() -> None:
    short, long = word(text="1. one\n100. hundred").paragraphs[1:]
    hanging = [-one.paragraph_format.first_line_indent.inches for one in (short, long)]
    assert hanging == pytest.approx([0.25, 0.43], abs=0.01)


def test_names_and_labels_are_bold() -> None:
    bold = {run.text for one in word().paragraphs for run in one.runs if run.bold}
    assert bold == {"Rivera: ", "Okafor: ", "What we noticed:", "Date and time:"}


def test_a_prompt_stays_with_what_follows() -> None:
    kept = [one.text for one in word().paragraphs if one.paragraph_format.keep_with_next]
    assert kept == ["What we noticed:"]


def test_whose_it_is_and_of_when() -> None:
    about = word().core_properties
    assert about.title == "Collaborative log · Ms. Rivera · cycle 6 · Tue 24 Nov 2026"
    assert (about.author, about.last_modified_by) == ("J. Okafor", "J. Okafor")
    assert about.created.replace(tzinfo=None) == datetime(2026, 11, 24, 21, 0)  # UTC
    assert about.modified == about.created
    assert about.comments == about.keywords == about.subject == ""
    berlin = word(zone=ZoneInfo("Europe/Berlin")).core_properties
    assert berlin.created.replace(tzinfo=None) == datetime(2026, 11, 24, 15, 0)


def test_a_name_longer_than_the_properties_take_is_cut_there_alone() -> None:
    long = "Rivera " * 80
    about = word(header=Header(long, long, 6, "2026-11-24 16:00")).core_properties
    assert len(about.title) == len(about.author) == 255
    [table] = word(header=Header(long)).tables
    assert table.rows[0].cells[1].text == long.strip()


def test_nothing_of_this_computer_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "somebody-here")
    monkeypatch.setenv("LOGNAME", "somebody-here")
    data = made(given_out())
    text = everything("docx", data)
    for word_ in ("somebody-here", "python-docx", "/home/", "/Users/"):
        assert word_ not in text
    with ZipFile(io.BytesIO(data)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [one for one in packed.namelist() if "thumbnail" in one]
