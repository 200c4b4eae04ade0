"""Changes take any state to any other; splices count code points."""

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.store.changes import apply, changes, encode
from mqi_tui.store.errors import Refused

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=90) | st.sampled_from(
    ["é😀" * 40, "é😀" * 39 + "x😀", "a" * 200, "👩‍👩‍👧" * 20, "👩‍👩‍👧" * 19]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(2, 99) | texts,
    lambda inner: st.lists(inner, max_size=70) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
states = st.dictionaries(st.sampled_from("abc"), values, max_size=3)


@given(states, states)
def test_changes_lead_from_any_state_to_any_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    steps = json.loads(encode(list(changes(old, new))))
    state = copy.deepcopy(old)
    apply(state, steps)
    assert state == new


@given(texts, texts, texts, texts)
def test_a_typed_text_is_one_small_splice(head: str, tail: str, typed: str, gone: str) -> None:
    long = "0123456789" * 7
    old, new = head + long + gone + tail, head + long + typed + tail
    for path, start, deleted, inserted in changes({"text": old}, {"text": new}):
        assert path == ["text"]
        assert old[:start] + inserted + old[start + deleted :] == new
        assert len(inserted) <= len(typed)
        assert deleted <= len(gone)


def test_nothing_changed_is_no_change() -> None:
    assert list(changes({"a": {"b": [1, "x"]}}, {"a": {"b": [1, "x"]}})) == []


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), {1, 2}, b"x", {1: "x"}, ("a",), date(2026, 11, 24)],
    ids=repr,
)
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(Refused):
        encode({"a": value})


def test_lone_surrogates_become_visible() -> None:
    assert json.loads(encode({"a": "x\ud83dy"})) == {"a": "x\ufffdy"}
