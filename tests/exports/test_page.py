"""The page: what stands where, that it needs nothing else, and that colour alone says nothing."""

from __future__ import annotations

import re

import pytest

from mqi_tui.exports.page import made, page
from tests.exports.reading import LOG, Page, given_out


def body(text: str) -> str:
    """The part below the header."""
    return page(given_out(text)).partition("</dl>\n")[2].partition("</main>")[0]


def test_title_header_and_headings_are_what_they_are() -> None:
    text = page(given_out())
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Collaborative log · Ms. Rivera · cycle 6 · Tue 24 Nov 2026</title>" in text
    assert text.count("<h1") == 1
    assert '<dt>Date</dt><dd dir="auto">Tue 24 Nov 2026, 4:00 pm</dd>' in text
    assert Page(text).words.count("Ms. Rivera") == 2  # in the title, in the header
    assert re.findall(r"<h2[^>]*>(.*)</h2>", text) == ["Clip 1", "Action plan", "Next conversation"]


def test_it_needs_nothing_but_itself() -> None:
    text = page(given_out("see https://example.org and ![x](https://example.org/x.png)"))
    found = Page(text)
    assert "script" not in found.tags
    assert {name for name, _ in found.attributes} & {"src", "href", "style"} == set()
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert "default-src 'none'" in text


def test_it_is_made_for_dark_rooms_phones_and_paper() -> None:
    text = page(given_out())
    assert "prefers-color-scheme: dark" in text
    assert "width=device-width" in text
    assert "@media print" in text
    assert "@page" in text
    assert re.search(r"h1, h2, h3[^}]*break-after: avoid", text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo", '<p dir="auto">one<br>\ntwo</p>\n'),
        ("What:\nwe", '<p class="prompt" dir="auto"><b>What:</b></p>\n<p dir="auto">we</p>\n'),
        ("What:", ""),
        ("Codes: a & b", '<p dir="auto"><b>Codes:</b> a &amp; b</p>\n'),
        (
            "Rivera: x < y",
            '<p class="said" dir="auto"><strong class="one">Rivera:</strong> x &lt; y</p>\n',
        ),
        ("- a\n- b", '<ul>\n<li dir="auto">a</li>\n<li dir="auto">b</li></ul>\n'),
        (
            "- a\n  more\n  - b\n- c",
            '<ul>\n<li dir="auto">a<br>\nmore<ul>\n<li dir="auto">b</li></ul></li>'
            '\n<li dir="auto">c</li></ul>\n',
        ),
        (
            "3. c\n1) a",
            '<ol>\n<li value="3" dir="auto">c</li>\n<li value="1" dir="auto">a</li></ol>\n',
        ),
        (
            "- [x] a\n- b",
            '<ul class="boxes">\n<li dir="auto"><span class="box" role="img" aria-label="done">☑'
            '</span> a</li></ul><ul>\n<li dir="auto">b</li></ul>\n',
        ),
    ],
)
def test_lines_and_lists(text: str, html: str) -> None:
    assert body(text) == html


def test_a_speaker_is_named_in_bold() -> None:
    text = page(given_out(LOG + "\nRivera + Okafor: we film it\n"))
    for name in ("Rivera", "Okafor", r"Rivera \+ Okafor"):
        assert re.search(rf"<strong[^>]*>{name}:</strong> \w", text)


def test_it_is_written_in_utf_8() -> None:
    assert "☑" in made(given_out()).decode()
