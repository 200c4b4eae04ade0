"""The e-mail as a file and as an address: what comes out is what was written, and nothing more."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.mail import LONGEST, eml, mailto
from mqi_tui.text.clean import clean, clean_line
from tests.hostile import HOSTILE

SUBJECTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=150))
BODIES = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=400))
INJECTED = "Ms. Rivera\r\nBcc: all@example.org\n\nand a body of its own"


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def test_a_file_is_a_message_that_is_not_sent_yet() -> None:
    message = read(eml("Unser nächstes Gespräch — 数学", "Grüße\n\n“so”\n.\nFrom here\n"))
    assert message["X-Unsent"] == "1"
    assert message["To"] == ""
    assert message["Subject"] == "Unser nächstes Gespräch — 数学"
    assert body_of(message) == "Grüße\n\n“so”\n.\nFrom here\n"
    assert message.get_content_type() == "text/plain"
    assert not message.defects


@given(SUBJECTS, BODIES)
def test_what_was_written_is_what_is_read(subject: str, body: str) -> None:
    data = eml(subject, body)
    message = read(data)
    assert str(message["Subject"]) == clean_line(subject)
    assert body_of(message) == ended(clean(body))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("subject", [INJECTED, *HOSTILE])
def test_a_name_cannot_become_a_header(subject: str) -> None:
    message = read(eml(subject, "Hello"))
    wanted = {"x-unsent", "to", "subject", "mime-version", "content-type"}
    assert {name.lower() for name, _ in message.items()} - {"content-transfer-encoding"} == wanted
    assert body_of(message) == "Hello\n"
    assert "Bcc" not in dict(parse_qsl(urlsplit(mailto(subject, "")).query))


@given(SUBJECTS, BODIES)
def test_an_address_says_what_was_written(subject: str, body: str) -> None:
    address = mailto(subject, body)
    assert address.isascii()
    assert not set(address) & set(" \r\n\t\"<>[]+'")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("mailto", "", "", "")
    found = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True))
    assert found == {"subject": clean_line(subject), "body": clean(body).replace("\n", "\r\n")}


def test_an_address_can_be_longer_than_programs_take() -> None:
    assert len(mailto("Our next conversation", "a" * 1_000)) < LONGEST
    assert len(mailto("", "é" * 400)) > LONGEST
