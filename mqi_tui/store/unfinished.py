"""What a killed process left on its way between library and trash is finished by who comes next."""

from __future__ import annotations

import shutil

from mqi_tui.store import erase, passage
from mqi_tui.store.home import Home


def finish(home: Home, id: str) -> None:  # noqa: A002
    """Finish what is on its way under `id`, whose lock the caller has.

    Raises:
        OSError: it cannot be finished yet.
    """
    for folder in passage.unfinished(home):
        if passage.id_of(folder) != id:
            continue
        if folder.suffix == passage.MOVING:
            passage.bring_home(home, folder)
        elif folder.suffix == passage.GONE:
            erase.finish(home, [folder])
        else:
            shutil.rmtree(folder)
