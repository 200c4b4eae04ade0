"""The keys of deeds as Textual binds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import Binding

from mqi_tui.domain.deeds import Deed
from mqi_tui.domain.keys import RESTING

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen


def bindings(
    deeds: Iterable[Deed], *, resting: bool = True, priority: bool = True
) -> list[Binding]:
    """Textual bindings for `deeds`; those for when no field has focus, too, unless left out.

    `priority`: whether they come before those of a field.
    """
    made = []
    for deed in deeds:
        made.append(
            Binding(
                deed.keys, deed.action, deed.label,
                id=deed.id, tooltip=deed.words, show=deed.show, priority=priority,
            )
        )  # fmt: skip
        if resting and deed.resting:
            action = f"screen.resting({deed.action!r})"
            made.append(
                Binding(deed.resting, action, deed.label, id=f"{deed.id}{RESTING}", show=False)
            )
    return made


def by_action(
    pump: App[Any] | Screen[Any], deeds: Iterable[Deed]
) -> dict[str, Callable[[], object]]:
    """What the keys of `deeds` do, done without a key, by id."""
    return {one.id: partial(pump.run_action, one.action) for one in deeds}
