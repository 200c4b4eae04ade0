"""The open conversation: what it notices about time, and what a change of it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import MINUTE
from mqi_tui.services import deadlines
from mqi_tui.services.session import Session
from tests.ui.stage import Theatre, sample


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


@pytest.fixture
def session(theatre: Theatre) -> Iterator[Session]:
    session = theatre.open()
    yield session
    session.keeper.close()


def test_an_absence_belongs_to_the_step_it_happened_in(theatre: Theatre, session: Session) -> None:
    session.move(clock_actions.start)
    theatre.now.wait(10 * MINUTE)
    session.move(clock_actions.advance)
    theatre.now.wait(MINUTE)
    session.look()
    assert session.missed == {1: 10 * MINUTE}
    session.move(clock_actions.away, session.missed)
    assert session.clock().elapsed == {1: 0, 2: MINUTE}


def test_a_second_absence_does_not_hide_the_first(theatre: Theatre, session: Session) -> None:
    session.move(clock_actions.start)
    for minutes in (4, 5):
        theatre.now.wait(minutes * MINUTE)
        session.look()
    session.move(clock_actions.advance)
    theatre.now.wait(3 * MINUTE)
    session.look()
    assert session.missed == {1: 9 * MINUTE, 2: 3 * MINUTE}


def test_the_reminder_goes_once_a_date_is_set(theatre: Theatre, session: Session) -> None:
    session.move(clock_actions.start)
    theatre.now.wait(58 * MINUTE)
    assert session.view(theatre.now()).glance.reminder == "schedule the next conversation"
    session.schedule("2026-12-08 16:00")
    assert not session.view().glance.reminder


def test_days_to_film_are_counted_from_a_conversation_that_lies_ahead(theatre: Theatre) -> None:
    session = theatre.open(replace(sample(), when="2026-12-08 16:00"))  # two weeks from now
    session.schedule("2026-12-11 16:00")
    assert deadlines.proposal(session) == "Wed 9 Dec"
    assert deadlines.take(session) == "Wed 9 Dec"
    assert "Film and upload by: Wed 9 Dec" in session.conversation.log.text
    session.schedule("2026-12-09 16:00")
    assert "Film and upload by: Wed 9 Dec" not in session.conversation.log.text
    session.schedule("2026-12-12 16:00")
    assert deadlines.proposal(session) == "Wed 9 Dec (film), Thu 10 Dec (upload)"
    session.keeper.close()
