"""Moments of a log as links into the videos that the coach prepared; and no other links."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from mqi_tui.domain.disclosure import opening_log
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.shared.log import Log
from mqi_tui.exports import FORMATS, page
from mqi_tui.exports import made as written
from mqi_tui.exports.handout import Handout, handout
from mqi_tui.exports.links import pieces, with_links
from mqi_tui.exports.message import message
from tests.exports.reading import NOW, everything
from tests.hostile import HOSTILE
from tests.ui.stage import sample

LESSON, OWN = "https://youtu.be/lesson?si=1", "https://video.example.org/(2)?at={seconds}"


def plan() -> Plan:
    found = sample()
    assert found.stock_clip
    clips = (found.clips[0], replace(found.clips[1], video=OWN))
    stock = replace(found.stock_clip, video="https://vimeo.com/9")
    return replace(found, video=LESSON, clips=clips, stock_clip=stock)


def given(words: str = "") -> Handout:
    log = opening_log(plan())
    text = log.text.replace("## Clip 2", f"{words}\n\n## Clip 2")
    return handout("it", Log(log.header, text), now=NOW)


def test_the_log_begins_with_the_addresses_of_its_clips() -> None:
    text = opening_log(plan()).text
    assert "Times: 12:40–17:55 · https://youtu.be/lesson?si=1&t=760" in text
    assert "Times: 31:20–36:05 · https://video.example.org/(2)?at=1880" in text
    assert "Clip: Ms. Lark: Fraction bars · https://vimeo.com/9" in text
    assert "http" not in opening_log(sample()).text


def test_a_moment_is_a_link_into_the_video_of_its_section() -> None:
    first = "@1:00 and 2:00\n## Clip 1\n- Rivera: at @13:05, why?"
    log = f"{first}\n## Clip 2\n@1:02:03.\n## Stock clip\n@0:10"
    films = opening_log(plan()).header.films
    assert with_links(log, films).split("\n") == [
        "[1:00](https://youtu.be/lesson?si=1&t=60) and 2:00", "## Clip 1",
        "- Rivera: at [13:05](https://youtu.be/lesson?si=1&t=785), why?", "## Clip 2",
        "[1:02:03](https://video.example.org/(2)?at=3723).", "## Stock clip",
        "[0:10](https://vimeo.com/9#t=10s)",
    ]  # fmt: skip
    assert with_links(log, ()) == log


@pytest.mark.parametrize("words", ["me@13:05", "@13:99", "@13", "@@13:05", "@13:05:", "x/@13:05"])
def test_what_is_no_moment_stays(words: str) -> None:
    assert with_links(words, opening_log(plan()).header.films) == words


@pytest.mark.parametrize("format_", sorted(set(FORMATS) - {"ics"}))
def test_each_format_leads_there(format_: str) -> None:
    made = everything(format_, written(given("look at @13:05 again"), format_))
    assert "13:05" in made
    assert "@13:05" not in made


def test_on_the_page_and_in_word_it_can_be_clicked_and_in_a_message_read() -> None:
    link = "https://youtu.be/lesson?si=1&t=785"
    made = given("look at @13:05 again")
    html, escaped = page.page(made), link.replace("&", "&amp;")
    assert f'look at <a href="{escaped}" rel="noreferrer">13:05</a> again' in html
    assert 'href="https://video.example.org/(2)?at=1880"' in html
    assert f"look at 13:05 ({link}) again" in " ".join(message(made).split())
    with zipfile.ZipFile(io.BytesIO(written(made, "docx"))) as word:
        assert escaped in word.read("word/_rels/document.xml.rels").decode()
        assert word.read("word/document.xml").decode().count("<w:hyperlink") == 4


@pytest.mark.parametrize("words", [
    "https://evil.example.org/", "[13:05](https://evil.example.org/)",
    "[13:05](javascript:alert(1))",
    "https://youtu.be/lesson?si=1&t=5/../evil", "https://youtu.be/lesson?si=2", *HOSTILE[:20],
])  # fmt: skip
def test_nobody_elses_address_becomes_a_link(words: str) -> None:
    before, after = (page.page(given(one)).count("<a ") for one in ("", words))
    assert after == before
    assert "".join(text for text, _ in pieces(words, given().log.header.films)) == words
