"""Whether a line that was brought into the log stands there still, in these words or in others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mqi_tui.domain.shared.action_steps import promised

_WORD = re.compile(r"\w+")
LEAST = 2
"""So many words of a line are to be found in one line; all, where it has no more."""


def stands(lines: Sequence[str], line: str) -> bool:
    """Whether the log says what this line does.

    It does while one of its lines holds this one, or half of its words and no fewer than two: a
    line that was only worded otherwise still counts. Of an action step, who does it and by when
    are not counted: other steps say the same of theirs.
    """
    said, words = line.strip(), _words(promised(line))
    return any(said in one for one in lines) or any(_says(one, words) for one in lines)


def _says(line: str, words: frozenset[str]) -> bool:
    least = max((len(words) + 1) // 2, min(LEAST, len(words)))
    return bool(words) and len(words & _words(line)) >= least


def _words(line: str) -> frozenset[str]:
    return frozenset(_WORD.findall(line.casefold()))
