"""E-mails and appointments as other programs read them: names and titles in many scripts."""

from __future__ import annotations

import base64
import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32, default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mqi_tui.domain.shared.log import Header
from mqi_tui.exports.appointment import made as appointment
from mqi_tui.exports.appointment import summary
from mqi_tui.exports.letter import made as letter
from mqi_tui.exports.letter import subject
from mqi_tui.mail import eml
from tests.exports.reading import LOG, event, given_out

WORDS = [
    "Zoë", "Łukasiewicz-Ñandú", "O'Brien", "Nguyễn", "Fernández", "and", "Ms.", "Rivera", "李",
    "小龙", "محمد", "العربي", "רחל", "Ольга", "Ωμέγα", "हिन्दी", "한국어", "👩🏽\u200d🏫", "🇨🇦",
    "Dr.,", '"Bob"', "T;1042", "A\\B", "=?utf-8?q?x?=", "a" * 90, "ß" * 45, "e\u0301", "\u200fx",
    "re:", "(4)", "<i@x.org>",
]  # fmt: skip
WORD = st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=12))
NAMES = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
LOST = "Our log: Nguyễn Fernández and Fernández Nguyễn, cycle 6, Tue 24 Nov 2026"


def lines(data: bytes) -> list[bytes]:
    """The lines of what is sent, each of which ends as it should."""
    assert data.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    return data.split(b"\r\n")[:-1]


def of_rfc_2047(data: bytes) -> str:
    """The subject as a program decodes it that knows no more than the standard."""
    raw = message_from_bytes(data, policy=compat32)["Subject"]
    return str(make_header(decode_header(re.sub(r"\r?\n", "", raw))))


@given(NAMES)
@example(LOST)
def test_a_subject_is_decoded_as_it_was_given(words: str) -> None:
    handout = given_out(header=Header(words, cycle=6, when="2026-11-24 16:00"))
    data = letter(handout)
    assert of_rfc_2047(data) == subject(handout)
    assert str(message_from_bytes(data, policy=default)["Subject"]) == subject(handout)
    assert max(map(len, lines(data.partition(b"\r\n\r\n")[0] + b"\r\n"))) <= 78


def test_the_subject_of_the_assignment_too() -> None:
    assert of_rfc_2047(eml(LOST, "x")) == LOST


@given(NAMES, NAMES)
@example("José O'Brien-François", "Zoë Łukasiewicz-Ñandú\nand a line")
def test_every_text_of_an_e_mail_has_the_line_ends_of_mail(coach: str, words: str) -> None:
    data = letter(given_out(f"{LOG}\n{words}\n", Header(words, coach, 6)))
    lines(data)
    message = message_from_bytes(data, policy=compat32)
    for part in message.walk():
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            lines(payload)
        assert not part.defects


def test_a_text_in_base64_has_them_in_what_is_packed() -> None:
    message = message_from_bytes(eml("Log", "日本 é" * 99 + "\nñ" * 39), policy=compat32)
    assert message["Content-Transfer-Encoding"] == "base64"
    assert len(lines(base64.b64decode(str(message.get_payload())))) == 40


@given(NAMES, st.integers(0, 99))
def test_an_appointment_says_what_was_given(words: str, cycle: int) -> None:
    handout = given_out(LOG + f"\n{words}\n", Header(words, words, cycle))
    data = appointment(handout)
    for line in lines(data):
        assert len(line) <= 75
        line.decode()  # no letter is parted
    found = event(data)
    assert str(found["SUMMARY"]) == summary(handout)
    assert found["DTSTART"].params["TZID"] == "America/New_York"
    assert found.errors == []


@pytest.mark.parametrize("moved", [0, 1, 7])
def test_a_date_that_moved_has_the_same_name_and_a_higher_number(moved: int) -> None:
    found, first = (event(appointment(given_out(moved=times))) for times in (moved, 0))
    assert (found["UID"], found["SEQUENCE"]) == (first["UID"], moved)
    assert found["LAST-MODIFIED"].dt == found["DTSTAMP"].dt
