"""Whose a guide is, in whole: whether it has the form's own words, and what bold means in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.labels import looks_like_label
from mqi_tui.files.guide.printed import is_question
from mqi_tui.files.guide.sections import heading

ENOUGH = 4
"""Questions in the form's own words, by which a guide is known to be the form as it was printed."""
SEEN = 2_000
"""Lines by which it is known."""
_HEAD = re.compile(r"[^:?]{3,200}[:?](?=\s|$)")


def as_meant(blocks: list[Block]) -> tuple[list[Block], bool]:
    """The lines of a guide, and whether it asks in the form's own words.

    Where those are not in bold, bold is the coach's, and marks nothing but headings.
    """
    plain = [block for block in islice(blocks, SEEN) if not block.quoted]
    seen = [(block, head[0]) for block in plain if (head := _HEAD.match(block.text))]
    asked = [block for block, head in seen if is_question(head)]
    others = sum(looks_like_label(head) for block, head in seen) - len(asked)
    official = len(asked) >= max(ENOUGH, others)
    if not official or 2 * sum(block.stands_out for block in asked) >= len(asked):
        return blocks, official
    return [_plain(block) for block in blocks], official


def _plain(block: Block) -> Block:
    begun = heading(block.text, "talk", stands_out=True, numbered=block.numbered)
    is_heading = not block.only_bold or bool(begun and begun.sure and begun.printed)
    return replace(block, stands_out=block.stands_out and is_heading)
