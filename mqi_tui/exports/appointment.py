"""The next conversation for a calendar (RFC 5545), with its time zone and a reminder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from mqi_tui import __version__
from mqi_tui.domain.shared.action_steps import steps_of
from mqi_tui.domain.shared.next_meeting import Meeting
from mqi_tui.exports import NoDate
from mqi_tui.exports.handout import Handout
from mqi_tui.exports.zone import time_zone

REMINDER = timedelta(days=1)


def made(handout: Handout) -> bytes:
    """The file, as bytes.

    Raises:
        NoDate: no date is set.
    """
    from icalendar import Calendar

    if handout.meeting is None:
        raise NoDate
    calendar = Calendar()
    calendar.add("prodid", f"-//mqi-tui//mqi {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    event = _event(handout, handout.meeting)
    if isinstance(handout.zone, ZoneInfo) and "TZID" in event["dtstart"].params:
        calendar.add_component(time_zone(handout.zone, handout.utc(handout.meeting.start)))
    calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _event(handout: Handout, meeting: Meeting) -> Any:
    from icalendar import Event

    start = handout.utc(meeting.start)
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'mqi:{handout.id}:next')}@mqi-tui")
    event.add("sequence", meeting.moved)
    event.add("dtstamp", handout.now.astimezone(UTC))
    event.add("last-modified", handout.now.astimezone(UTC))
    event.add("dtstart", _told(start, handout.zone))
    event.add("dtend", _told(start + timedelta(minutes=meeting.minutes), handout.zone))
    event.add("summary", summary(handout))
    event.add("description", _description(handout))
    event.add_component(_reminder(handout))
    return event


def _told(moment: datetime, zone: tzinfo | None) -> datetime:
    """A moment as local time; where the zone has no name, or the clock shows that hour for the
    second time, which no local time can say, as UTC.
    """
    local = moment.astimezone(zone) if isinstance(zone, ZoneInfo) else moment
    return moment if local.fold else local


def summary(handout: Handout) -> str:
    """`MQI coaching: Ms. Rivera, cycle 7`: the next cycle."""
    header = handout.log.header
    cycle = f"cycle {header.cycle + 1}" if header.cycle else ""
    about = ", ".join(one for one in (header.teacher, cycle) if one)
    return f"MQI coaching: {about}" if about else "MQI coaching"


def _description(handout: Handout) -> str:
    asked = f"Until then: {handout.asked_for}\n\n" if handout.asked_for else ""
    facts = "\n".join(f"{name}: {fact}" for name, fact in handout.facts.items())
    steps = "".join(f"\n- {step.words}" for step in steps_of(handout.log))
    agreed = f"\n\nAction steps that were agreed on:{steps}" if steps else ""
    return f"{asked}The conversation before this one:\n{facts}{agreed}"


def _reminder(handout: Handout) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMINDER)
    alarm.add("description", summary(handout))
    return alarm
