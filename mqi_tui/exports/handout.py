"""What is handed to others of one conversation: its log, and the date of the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from mqi_tui.domain.shared.action_steps import action_steps
from mqi_tui.domain.shared.authors import with_speakers
from mqi_tui.domain.shared.filming import asked_for
from mqi_tui.domain.shared.header_lines import stored
from mqi_tui.domain.shared.log import Header, Log
from mqi_tui.domain.shared.next_meeting import Meeting
from mqi_tui.domain.shared.promises import without_waiting
from mqi_tui.exports.links import with_links
from mqi_tui.text.clean import clean, clean_line
from mqi_tui.text.dates import in_words, moment_of

TITLE = "Collaborative log"


class Handout(NamedTuple):
    """The shared half, and what is needed to tell its times: `now`, and the zone of its clock."""

    id: str
    log: Log
    meeting: Meeting | None = None
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    """The moment at which it is made; with its zone."""
    zone: tzinfo | None = None
    """Of all local times; None: as this machine counts."""

    @property
    def facts(self) -> dict[str, str]:
        """The header as it is read: what is known of teacher, coach, cycle and date."""
        return {
            name: in_words(value) if name == "Date" else value
            for name, value in stored(self.log.header).items()
        }

    @property
    def title(self) -> str:
        """`Collaborative log · Ms. Rivera · cycle 6 · Tue 24 Nov 2026`."""
        header = self.log.header
        return " · ".join(one for one in (TITLE, header.who, self.day) if one)

    @property
    def day(self) -> str:
        """The day of the conversation: `Tue 24 Nov 2026`."""
        return self.facts.get("Date", "").partition(",")[0]

    @property
    def held(self) -> datetime | None:
        """When the conversation was, UTC; None where that is not known."""
        moment = moment_of(self.log.header.when)
        return self.utc(moment) if moment else None

    @property
    def asked_for(self) -> str:
        """What the teacher films and uploads by when, where the log says so: both agreed on it."""
        words = asked_for(self.log.text)
        return f"film and upload by: {words}" if words else ""

    def utc(self, local: datetime) -> datetime:
        """A local time as UTC: one that there is twice is the first, one that is skipped follows.

        `2:30` in the night in which the clock jumps from 2 to 3 is half past three, as RFC 5545
        has it.
        """
        return local.replace(tzinfo=self.zone).astimezone(UTC)


def handout(
    id_: str,
    log: Log,
    meeting: Meeting | None = None,
    *,
    now: datetime,
    zone: tzinfo | None = None,
) -> Handout:
    """A log as it may go out: what a terminal, a page or a header could take for an order of its
    own is made visible here, and whose lines are those that guests wrote; for every format at once.
    """
    header = log.header
    teacher, coach = clean_line(header.teacher), clean_line(header.coach)
    header = replace(header, teacher=teacher, coach=coach, when=clean_line(header.when))
    text = _settled(clean(with_speakers(log)), header)
    return Handout(id_, Log(header, with_links(text, header.films)), meeting, now, zone)


def _settled(text: str, header: Header) -> str:
    """The text without the dashes of action steps behind which nobody has said who does them: in
    the log one writes there, and in what was sent nobody can.
    """
    lines = text.split("\n")
    for step in action_steps(text, header.speakers):
        if not step.promise:
            lines[step.row] = without_waiting(lines[step.row])
    return "\n".join(lines)
