"""An e-mail as a file and as an address that mail programs open. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Iterator
from email.base64mime import header_encode
from email.headerregistry import HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from typing import Any
from urllib.parse import quote

from mqi_tui.text.clean import clean, clean_line

LONGEST = 2_000
"""Characters of an address that every system hands on."""
_PLAIN = 60
"""Letters of a subject that stands on its line as it is, where it is in ASCII."""

_PART = 39
"""Bytes of a subject that are encoded on a line, which may have 76."""


class Subject(UniqueUnstructuredHeader):
    """A subject as every mail program decodes it.

    Left to itself, the library leaves the blanks between two encoded words outside of them, where
    RFC 2047 has them dropped, and decodes what only looks encoded. Here the whole is encoded,
    blanks and all.
    """

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Take the words as they are."""
        kwds.update(decoded=value, parse_tree=None)

    def fold(self, *, policy: Policy) -> str:
        words = str(self)
        if len(words) > _PLAIN or not words.isascii() or "=?" in words:
            words = f"{policy.linesep} ".join(
                header_encode(part, "utf-8") for part in _parts(words)
            )
        return f"Subject: {words}{policy.linesep}"


def _parts(words: str) -> Iterator[bytes]:
    """Words in parts that find room on a line once they are encoded; no letter is parted."""
    part = b""
    for letter in map(str.encode, words):
        if len(part) + len(letter) > _PART:
            yield part
            part = b""
        part += letter
    yield part


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", Subject)  # type: ignore[arg-type]  # as its documentation has it
POLICY = SMTP.clone(header_factory=_HEADERS)
"""From the start, so that what is encoded as base64 has the line ends of mail, too."""


def eml(subject: str, body: str, page: str = "") -> bytes:
    """A message that mail programs open to be edited and sent (`X-Unsent`).

    `page`: the same as HTML, for programs that show it.
    """
    message = EmailMessage(POLICY)
    message["X-Unsent"] = "1"
    message["To"] = ""
    message["Subject"] = clean_line(subject)
    message.set_content(clean(body))
    if page:
        message.add_alternative(page, subtype="html")
    return message.as_bytes()


def mailto(subject: str, body: str) -> str:
    """The address that opens a new message with this subject and body."""
    lines = quote(clean(body).replace("\n", "\r\n"), safe="")
    return f"mailto:?subject={quote(clean_line(subject), safe='')}&body={lines}"
