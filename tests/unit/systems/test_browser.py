"""An address that is handed to the system: whether something took it."""

from __future__ import annotations

import webbrowser

import pytest

from mqi_tui.systems.browser import open_address


@pytest.mark.parametrize("error", [webbrowser.Error("none"), OSError("no such file")])
def test_a_computer_without_a_mail_program_is_no_fault(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_address: str) -> bool:
        raise error

    monkeypatch.setattr(webbrowser, "open", fail)
    assert open_address("mailto:") is False


def test_an_address_is_handed_on_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[str] = []

    def take(address: str) -> bool:
        handed.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", take)
    assert open_address("mailto:?subject=a") is True
    assert handed == ["mailto:?subject=a"]
