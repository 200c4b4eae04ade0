"""The log word for word: its own Markdown, with its header."""

from __future__ import annotations

from mqi_tui.exports.handout import Handout, stored


def made(handout: Handout) -> bytes:
    """The log with its header; what of the header stands in the text already is not repeated."""
    text = handout.log.text
    lines = text.split("\n")
    facts = (f"{name}: {value}" for name, value in stored(handout.log.header).items())
    missing = [fact for fact in facts if fact not in lines]
    ended = text.rstrip("\n") + "\n"
    return "\n\n".join(["  \n".join(missing), ended] if missing else [ended]).encode()
