"""The keys as Textual binds them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding

from mqi_tui.domain.keys import RESTING, Key


def bindings(keys: Iterable[Key], *, resting: bool = True) -> list[Binding]:
    """Textual bindings for `keys`; those for when no field has focus, too, unless left out."""
    made = []
    for key in keys:
        made.append(
            Binding(
                key.keys, key.action, key.label,
                id=key.id, tooltip=key.tooltip, show=key.show, priority=True,
            )
        )  # fmt: skip
        if resting and key.resting:
            action = f"screen.resting({key.action!r})"
            made.append(
                Binding(key.resting, action, key.label, id=f"{key.id}{RESTING}", show=False)
            )
    return made
