"""By which day something is promised, as people say it of the day on which they talk."""

from __future__ import annotations

import re
from datetime import date

from mqi_tui.text.date_grammar import normal, read_days

_SAYS_ITS_DATE = re.compile(r"(?!in ).*\d")


def reckoned(words: str, said_on: date) -> date | None:
    """The day that `Friday`, `tomorrow`, `in 2 weeks` mean, said on a day.

    None for what says its date itself, what may mean two days, and what names none.

    >>> reckoned("Friday", date(2026, 11, 24))
    datetime.date(2026, 11, 27)
    """
    line = normal(words)
    if _SAYS_ITS_DATE.match(line):
        return None
    try:
        days, rest = read_days(line, said_on)
    except ValueError:
        return None
    return days[0] if len(days) == 1 and not rest else None
