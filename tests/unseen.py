"""An app whose frames nobody sees, and nobody paints: more than a third of its time went there.

What is looked at is painted: `Stage.text`, pictures, terminals. As a program, `mqi` so:
python -m tests.unseen rehearse …
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from textual._compositor import Compositor

PAINT = Compositor.render_update


def look_away(compositor: Compositor, **wanted: Any) -> Any:
    """Paint no frame but the pictures that are taken."""
    if wanted.get("full"):
        return PAINT(compositor, **wanted)
    compositor._dirty_regions.clear()
    return None


@contextmanager
def unseen() -> Iterator[None]:
    """No frame is painted meanwhile."""
    with patch.object(Compositor, "render_update", look_away):
        yield


if __name__ == "__main__":
    from mqi_tui.commands.cli import main

    with unseen():
        main()
