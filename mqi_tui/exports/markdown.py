"""The log in its own Markdown, with its header: its lines as they were written."""

from __future__ import annotations

from mqi_tui.domain.shared.header_lines import said_in_log, stored
from mqi_tui.domain.shared.log import HEADING
from mqi_tui.exports.blocks import unused
from mqi_tui.exports.handout import Handout


def made(handout: Handout) -> bytes:
    """The log with its header; what of the header stands in the text already is not repeated."""
    lines = _filled_in(handout)
    header, said = handout.log.header, said_in_log(handout.log.header)
    there = {said.get(line) for line in lines}
    missing = [f"{name}: {fact}" for name, fact in stored(header).items() if name not in there]
    ended = "\n".join(lines).rstrip("\n") + "\n"
    return "\n\n".join(["  \n".join(missing), ended] if missing else [ended]).encode()


def _filled_in(handout: Handout) -> list[str]:
    """The lines but those that nobody filled in, each with the gap below it. A heading that comes
    behind them keeps an empty line above it.
    """
    left_out, kept, is_gap = unused(handout), list[str](), False
    for row, line in enumerate(handout.log.text.split("\n")):
        was_gap, is_gap = is_gap, row in left_out or (is_gap and not line.strip())
        if was_gap and not is_gap and kept and kept[-1].strip() and HEADING.match(line):
            kept.append("")
        if not is_gap:
            kept.append(line)
    return kept
