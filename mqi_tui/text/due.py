"""By which day something is promised, as people say it of the day on which they talk."""

from __future__ import annotations

import re
from datetime import date

from mqi_tui.text.day_names import FULL_DAYS, FULL_MONTHS, LONG_AGO, normal

_SAYS_ITS_DATE = re.compile(r"(?!in ).*\d")
_AHEAD = re.compile(r"(?:from|starting|until|till|on)\s+")
"""What may stand before a day that is meant."""
_SPAN = "week|weekend|month|term|semester|unit|year|school year"
_TALK = "lesson|class|talk|conversation|meeting|cycle|time"
_SAID = re.compile(
    rf"(?:the )?(?:end|middle|beginning|start) of (?:(?:the|this|next|our|my) )*(?:{_SPAN}|{_TALK})"
    rf"|(?:this|next|the next) (?:{_SPAN})|(?:(?:the|our|my) )?next (?:{_TALK})|the weekend|then"
)
"""Deadlines that name no day of the calendar."""
_A_DAY = re.compile(FULL_DAYS)
"""The commonest deadline: it is known without the grammar, which takes a while to be imported."""
_NAMED = re.compile(
    rf"(?!sat\b|sun\b)(?i:\b(?:{FULL_DAYS})\b"
    rf"|\d\.? (?:of )?(?:{FULL_MONTHS})\b|\b(?:{FULL_MONTHS})\.? \d"
    r"|\d[./:]\d|\b\d{4}-\d|\b\d{1,2} ?(?:st|nd|rd|th|[ap]\.?m|h|o'?clock)\b"
    r"|\b(?:today|tonight|tomorrow|noon|in \w+ (?:day|week|fortnight|month)s?)\b"
    rf"|\b(?:{_SAID.pattern})\b)"
)
"""A day or an hour among other words. `They sat in the sun` names none."""


def is_deadline(words: str) -> bool:
    """Whether this, behind `by`, says when: a day, an hour, `next week`; not how, and not who.

    >>> is_deadline("Friday"), is_deadline("the end of the week"), is_deadline("hand")
    (True, True, False)
    """
    line = normal(words.rstrip(" .!;"))
    if _A_DAY.fullmatch(line):
        return True
    from mqi_tui.text.date_grammar import read_days, read_hours

    said = read_hours(line)
    if not said.rest or _SAID.fullmatch(said.rest):
        return bool(said.rest or said.hours)
    try:
        return bool(read_days(said.rest, LONG_AGO)[0])
    except ValueError:  # there is no such day, yet it is one that is meant
        return True


def names_when(words: str) -> bool:
    """Whether words name a day or an hour, among whatever else they say.

    >>> names_when("Wed (film), Thu (upload)"), names_when("Ask 2 students")
    (True, False)
    """
    return bool(_NAMED.search(words))


def reckoned(words: str, said_on: date) -> date | None:
    """The day that `Friday`, `from tomorrow`, `in 2 weeks` mean, said on a day.

    None for what says its date itself, what may mean two days, and what names none.

    >>> reckoned("Friday", date(2026, 11, 24))
    datetime.date(2026, 11, 27)
    """
    from mqi_tui.text.date_grammar import read_days

    line = _AHEAD.sub("", normal(words))
    if _SAYS_ITS_DATE.match(line):
        return None
    try:
        days, rest = read_days(line, said_on)
    except ValueError:
        return None
    return days[0] if len(days) == 1 and not rest else None
