"""What is believed of a guest at a relay, where words can overtake the letters they speak of."""

from __future__ import annotations

from typing import Any, cast

import pytest

from mqi_tui.domain.roles import Pass
from mqi_tui.share.admission import Comer
from mqi_tui.share.away import MANY, Away
from mqi_tui.share.hocuspocus import Document
from mqi_tui.share.ids import new_id
from mqi_tui.share.presence import heard, message
from tests.share.wire import GUEST

ME = new_id(GUEST)


def made(away: Away, said: dict[str, Any], clocks: dict[int, int]) -> int:
    [(_, words)] = heard(away.believed(message(ME, 1, said), clocks))
    assert words is not None
    return int(words["made"])


@pytest.fixture
def away() -> Away:
    return Away(cast(Document, None), Comer(GUEST, Pass("guest")), bytes)


def test_changes_are_counted_once_their_letters_are_here(away: Away) -> None:
    said = {"made": 2, "state": f"7:3 {ME}:9"}
    assert made(away, said, {}) == 0
    assert made(away, said, {ME: 8}) == 0
    assert made(away, said, {ME: 9}) == 2
    assert made(away, {"made": 3}, {ME: 9}) == 2, "it does not say how far it has come"
    assert made(away, {"made": 3, "state": "7:3"}, {ME: 9}) == 3, "only deletions since"


def test_where_states_are_too_long_to_be_said_it_is_believed(away: Away) -> None:
    assert made(away, {"made": 4}, dict.fromkeys(range(MANY + 1), 1)) == 4


@pytest.mark.parametrize("state", ["", "x", "ME:", "ME:-1", "ME:٣", f"ME:{'9' * 40}", 7])
def test_whatever_stands_there_nothing_breaks(away: Away, state: object) -> None:
    state = state.replace("ME", str(ME)) if isinstance(state, str) else state
    assert made(away, {"made": True, "state": state}, {ME: 1}) in (0, 1)
    assert made(away, {"made": "x", "state": state}, {ME: 1}) in (0, 1)
