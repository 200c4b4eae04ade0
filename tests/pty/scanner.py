"""Whether a program wrote anything to its terminal that steers it, beyond what Textual writes.

The scanner cannot know who wrote a colour. Texts that test it carry sequences that Textual
never uses (OSC 52, device queries, a bell, C1 bytes): none may come through.
"""

from __future__ import annotations

import re

from mqi_tui.text.clean import CONTROLS

_ALLOWED = re.compile(
    r"""
      \x1b\[[0-9;]*m                                       # colours and weights
    | \x1b\[\d+(?:;\d+)?H | \x1b\[H                        # move
    | \x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]   # modes
    | \x1b\[\?(?:2026|2048)\$p                             # what the terminal can do
    | \x1b\]22;[a-z-]*\x07                                 # shape of the mouse pointer
    | \x1b\[<u                                             # keyboard protocol off
    | \x1b\[[0-3]?[JK]                                     # erase, on leaving
    | \r?\n                                                # between rows
    """,
    re.VERBOSE,
)


def strangers(raw: bytes) -> list[str]:
    """The control characters in `raw` that belong to no sequence Textual uses, in context.

    Bytes that are not UTF-8 count as strangers too.
    """
    text = _ALLOWED.sub("", raw.decode("utf-8", "surrogateescape"))
    return [repr(text[match.start() : match.start() + 12]) for match in CONTROLS.finditer(text)]
