"""A link as a picture that phones read, in half blocks: two rows of it in one of the screen."""

from __future__ import annotations

from textual.content import Content

BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
QUIET = 2
"""Modules of white around it, by which a phone finds it."""
INK = "#000000 on #ffffff"
"""Dark on light, whatever the colours: many phones read no other."""


def qr(link: str) -> Content:
    """The picture, of as many columns as it has modules; about 37 for a link."""
    import segno  # by first use: nobody waits for it who invites nobody

    code = segno.make(link, error="l", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=QUIET)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    lines = [
        "".join(BLOCKS[upper, lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]
    return Content("\n").join(Content.styled(line, INK) for line in lines)
