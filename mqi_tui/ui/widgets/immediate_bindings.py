"""What every field keeps: the order in which keys were pressed, and the focus."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


async def at_once(field: Widget, key: events.Key) -> bool:
    """Do here and now what `key` means to `field` itself; whether it means something.

    Textual runs what a key is bound to once the key has gone up to the app and nobody took it. A
    letter typed right behind a Backspace would be there first, and be the one that is deleted.
    """
    for binding in field._bindings.key_to_bindings.get(key.key, ()):
        if not binding.priority and await field.app.run_action(binding.action, field):
            key.stop()
            key.prevent_default()
            return True
    return False


def keep_focus(hide: events.Hide) -> None:
    """Let a field that is out of view keep the focus.

    That it was hidden, or scrolled out of view, is said late, perhaps after it came again; and
    Textual would pass the focus on to a neighbour, from a private note to the shared log.
    """
    hide.prevent_default()
