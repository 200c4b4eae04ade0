"""The calendar file, read back: the right hour in every zone, also where the clock is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mqi_tui.domain.shared.log import Header
from mqi_tui.exports.appointment import made, summary
from mqi_tui.exports.zone import changes
from tests.exports.reading import LOG, NEW_YORK, NEXT, event, given_out

ZONES = [
    "America/New_York", "America/Los_Angeles", "America/Phoenix", "America/Santiago",
    "Europe/Berlin", "Europe/Dublin", "Europe/London", "Africa/Casablanca", "Asia/Kolkata",
    "Asia/Jerusalem", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "UTC",
]  # fmt: skip


def test_it_says_what_when_and_what_to_do_before() -> None:
    data = made(given_out())
    calendar = Calendar.from_ical(data)
    assert calendar["VERSION"] == "2.0"
    assert "METHOD" not in calendar
    found = event(data)
    assert found["SUMMARY"] == "MQI coaching: Ms. Rivera, cycle 7"
    assert found["DTSTART"].dt == datetime(2026, 12, 8, 16, tzinfo=NEW_YORK)
    assert found["DTSTART"].params["TZID"] == found["DTEND"].params["TZID"] == "America/New_York"
    assert found["DTEND"].dt - found["DTSTART"].dt == timedelta(hours=1)
    assert found["DTSTAMP"].dt == datetime(2026, 11, 24, 22, 5, tzinfo=UTC)
    assert "film" not in found["DESCRIPTION"], "nobody agreed on it"
    [alarm] = found.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-1))


def test_it_says_which_steps_were_agreed_on() -> None:
    """And no word of a heading that nothing stands below."""
    assert "Action steps" not in event(made(given_out("# Log")))["DESCRIPTION"]
    text = "## Action plan\nSteps:\n- [ ] Ask why — Rivera, by 8 Dec\n- [ ] Send two tasks — Okafor"
    told = event(made(given_out(text)))["DESCRIPTION"]
    assert "- Ask why — Rivera, by 8 Dec\n- Send two tasks — Okafor" in told


def test_text_is_escaped_lines_are_folded_and_end_as_they_should() -> None:
    data = made(given_out(header=Header("Ms. Ünal; Rivera, A\\B " * 9, "J", 6)))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert rb"\; Rivera\, A\\B" in data.replace(b"\r\n ", b"")
    assert str(event(data)["SUMMARY"]).count("Ünal; Rivera, A\\B") == 9


def test_a_conversation_keeps_its_appointment_when_the_date_moves() -> None:
    first, moved = (event(made(given_out(when=when)))["UID"] for when in (NEXT, "2026-12-09 10:30"))
    assert first == moved
    assert "rivera" not in first


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (Header("Ms. Rivera", cycle=6), "MQI coaching: Ms. Rivera, cycle 7"),
        (Header("Ms. Rivera"), "MQI coaching: Ms. Rivera"),
        (Header(""), "MQI coaching"),
    ],
)
def test_what_it_is_called(header: Header, words: str) -> None:
    assert summary(given_out(header=header)) == words


@pytest.mark.parametrize(
    ("zone", "when", "minutes", "start", "end"),
    [
        # an ordinary afternoon, in winter and in summer
        ("America/New_York", "2026-12-08 16:00", 60, "12-08 21:00", "12-08 22:00"),
        ("America/New_York", "2026-07-08 16:00", 45, "07-08 20:00", "07-08 20:45"),
        # the hour that is skipped in March: 2:30 by the clock before is 3:30
        ("America/New_York", "2026-03-08 02:30", 60, "03-08 07:30", "03-08 08:30"),
        # over the jump: an hour is an hour
        ("America/New_York", "2026-03-08 01:30", 60, "03-08 06:30", "03-08 07:30"),
        # the hour that is there twice in November: the first of the two
        ("America/New_York", "2026-11-01 01:15", 20, "11-01 05:15", "11-01 05:35"),
        # into the second of the two, which no local time can name
        ("America/New_York", "2026-11-01 01:30", 60, "11-01 05:30", "11-01 06:30"),
        ("Europe/Berlin", "2026-03-29 02:10", 60, "03-29 01:10", "03-29 02:10"),
        ("Europe/Berlin", "2026-10-25 02:30", 60, "10-25 00:30", "10-25 01:30"),
        ("Asia/Kolkata", "2026-12-08 16:00", 60, "12-08 10:30", "12-08 11:30"),
        ("UTC", "2026-12-08 16:00", 60, "12-08 16:00", "12-08 17:00"),
        ("", "2026-12-08 16:00", 60, "12-08 16:00", "12-08 17:00"),  # this machine's: UTC
    ],
)
def test_the_hour_in_world_time(zone: str, when: str, minutes: int, start: str, end: str) -> None:
    where = ZoneInfo(zone) if zone else None
    found = event(made(given_out(when=when, minutes=minutes, zone=where)))
    told = [found[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND")]
    assert [f"{one:%m-%d %H:%M}" for one in told] == [start, end]


def offset_by_file(data: bytes, start: datetime) -> timedelta:
    """How far `start`, local time, is from UTC by the file's own zone and nothing else."""
    zone: Any
    [zone] = Calendar.from_ical(data).walk("VTIMEZONE")
    latest, offset = datetime(1900, 1, 1), timedelta()
    for part in zone.subcomponents:
        begins = part["DTSTART"].dt
        if rule := part.get("RRULE"):
            begins = yearly(rule, begins, start)
        if latest < begins <= start:
            latest, offset = begins, part["TZOFFSETTO"].td
    return offset


def yearly(rule: Any, first: datetime, before: datetime) -> datetime:
    """The last day of a yearly rule up to `before`."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # icalendar brings it

    return rrulestr(rule.to_ical().decode(), dtstart=first).before(before, inc=True) or datetime(
        1800, 1, 1
    )


@pytest.mark.parametrize("zone", [one for one in ZONES if one != "UTC"])
@pytest.mark.some(4)
def test_the_zone_in_the_file_tells_the_same_hour(zone: str) -> None:
    """Programs that know no zone by its name read the file's own rules."""
    for month in range(1, 13):
        for day in (1, 9, 15, 28):
            start = datetime(2027, month, day, 16)
            data = made(given_out(when=f"{start:%Y-%m-%d %H:%M}", zone=ZoneInfo(zone)))
            assert offset_by_file(data, start) == start.replace(tzinfo=ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Australia/Sydney"])
def test_the_rules_of_a_zone_hold_for_years(zone: str) -> None:
    """Outlook reads yearly rules and nothing else."""
    data = made(given_out(zone=ZoneInfo(zone)))
    assert data.count(b"RRULE:FREQ=YEARLY;BYDAY=") == 2
    for year in range(2026, 2032):
        for change in changes(ZoneInfo(zone), year):
            for hours in (-3, 3):
                start = change.at + timedelta(hours=hours)
                local = start.replace(tzinfo=ZoneInfo(zone))
                assert offset_by_file(data, start) == local.utcoffset()


def test_a_zone_without_rules_stands_as_at_the_event() -> None:
    for when, offset in (("2026-12-08 16:00", -3), ("2026-06-08 16:00", -4)):
        data = made(given_out(when=when, zone=ZoneInfo("America/Santiago")))
        assert b"RRULE" not in data
        assert offset_by_file(data, datetime(2026, 12, 8, 16)) == timedelta(hours=offset)


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(8990, 1, 1)),
    st.integers(20, 180),
    st.sampled_from(ZONES),
)
def test_an_hour_is_as_long_as_planned_wherever_it_is(
    start: datetime, minutes: int, zone: str
) -> None:
    when = f"{start:%Y-%m-%d %H:%M}".rjust(16, "0")
    found = event(made(given_out(when=when, minutes=minutes, zone=ZoneInfo(zone))))
    begins, ends = (found[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
    assert ends - begins == timedelta(minutes=minutes)


def test_what_the_log_asks_for_is_in_it() -> None:
    found = event(made(given_out(LOG.rstrip() + " Fri 4 Dec\n")))
    assert "Until then: film and upload by: Fri 4 Dec\n" in found["DESCRIPTION"]
