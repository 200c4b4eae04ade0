"""The e-mail to the teacher: who it is for, what is asked, twice the log; sent by nobody yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mqi_tui.domain.shared.log import Header
from mqi_tui.exports.letter import made, subject
from tests.exports.reading import HEADER, LOG, given_out, letter, text_of


def parts(**options: Any) -> tuple[str, str]:
    """The plain text, and the page."""
    message = letter(made(given_out(**options)))
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    return text_of(plain), text_of(html)


def test_it_is_a_message_to_be_sent_with_two_forms_of_the_same() -> None:
    message = letter(made(given_out()))
    assert (message["X-Unsent"], message["To"]) == ("1", "")
    assert message["Subject"] == "Our log: Ms. Rivera, cycle 6, Tue 24 Nov 2026"
    assert message.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]  # the last is the one that is preferred
    for text in parts():
        assert "Dear Ms. Rivera," in text
        assert "We meet again: Tue 8 Dec 2026, 4:00 pm." in text
        assert "please film" not in text, "nobody agreed on it"
        assert "Three answers, and only one says why." in text


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (Header("T-1042"), "Our log: T-1042"),
        (Header("T-1042", cycle=3), "Our log: T-1042, cycle 3"),
        (Header("T-1042", when="2026-11-24 16:00"), "Our log: T-1042, Tue 24 Nov 2026"),
        (Header("A\r\nBcc: b@example.org"), "Our log: A Bcc: b@example.org"),
    ],
)
def test_the_subject(header: Header, words: str) -> None:
    handout = given_out(header=header)
    assert subject(handout) == words
    assert letter(made(handout))["Subject"] == words
    assert "Bcc" not in letter(made(handout))


def test_what_the_log_asks_for_is_asked_for() -> None:
    text, _ = parts(text=LOG.rstrip() + " Friday, the launch only.\n")
    assert "Until then, please film and upload by: Friday, the launch only.\n" in text
    assert "Wed 2 Dec" not in text


def test_without_a_date_and_a_coach_nothing_is_said_of_them() -> None:
    text, _ = parts(when="", header=replace(HEADER, coach=""))
    assert "meet again" not in text
    assert "None" not in text


def test_on_the_day_before_nothing_is_asked_for() -> None:
    text, _ = parts(now=datetime(2026, 12, 7, 20, tzinfo=UTC))
    assert "We meet again: Tue 8 Dec 2026, 4:00 pm.\n" in text
