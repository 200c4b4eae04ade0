"""An e-mail as a file and as an address that mail programs open. Nothing is sent from here."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from mqi_tui.text import clean, clean_line

LONGEST = 2_000
"""Characters of an address that every system hands on."""


def eml(subject: str, body: str, page: str = "") -> bytes:
    """A message that mail programs open to be edited and sent (`X-Unsent`).

    `page`: the same as HTML, for programs that show it.
    """
    message = EmailMessage()
    message["X-Unsent"] = "1"
    message["To"] = ""
    message["Subject"] = clean_line(subject)
    message.set_content(clean(body))
    if page:
        message.add_alternative(page, subtype="html")
    return message.as_bytes(policy=SMTP)


def mailto(subject: str, body: str) -> str:
    """The address that opens a new message with this subject and body."""
    lines = quote(clean(body).replace("\n", "\r\n"), safe="")
    return f"mailto:?subject={quote(clean_line(subject), safe='')}&body={lines}"


def open_address(address: str) -> bool:
    """Hand an address to the system; whether something took it. May take seconds."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False
