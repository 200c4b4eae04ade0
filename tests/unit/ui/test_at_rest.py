"""Which signs typed at rest were the beginning of a note."""

from __future__ import annotations

import pytest

from mqi_tui.ui.widgets.at_rest import AT_ONCE, AtRest


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        ("", ""),
        ("-", "-"),
        ("+", "+"),
        ("=", "="),
        ("- ", "- "),
        ("-+", "-+"),
        (" ", ""),
        (" -", "-"),
        ("--", ""),
        ("---", ""),
        ("--+", "+"),
        ("  ", ""),
    ],
)
def test_signs_typed_at_once(signs: str, words: str) -> None:
    found = AtRest()
    for number, sign in enumerate(signs):
        found = found.typed(sign, 100 + number / 10)
    assert found.words(100 + len(signs) / 10) == words


def test_a_sign_that_was_typed_a_while_ago_was_a_command() -> None:
    found = AtRest().typed("-", 100)
    assert found.words(100 + AT_ONCE) == ""
    assert found.typed("+", 100 + AT_ONCE).words(101 + AT_ONCE) == "+"
    assert found.typed("-", 100 + AT_ONCE).words(101 + AT_ONCE) == "-"
