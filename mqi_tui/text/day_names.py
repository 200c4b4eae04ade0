"""What days and months are called, and how a line is made plain before it is read."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FULL_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
FULL_DAYS = (
    "mon(?:day)?|tues?(?:day)?|wed(?:nesday|s)?|thu(?:rs?)?(?:day)?|fri(?:day)?|sat(?:urday)?"
    "|sun(?:day)?"
)
LONG_AGO = date(1, 1, 1)
"""Where it is no matter from which day on a date is read."""


def normal(line: str) -> str:
    """A line in small letters, with plain dashes, without what only parts it."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", line.casefold()).replace("\u2019", "'")
    return " ".join(re.sub(r"[,()]", " ", plain).replace("@", " at ").split())
