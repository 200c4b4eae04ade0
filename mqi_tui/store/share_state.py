"""Where windows of this computer find one another: the folder `state/share/`.

A window that wants to show a log asks here, in a file of its own; the program that holds the
conversation says here where it is shared, and every second that it still is.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from mqi_tui.domain.ids import is_id
from mqi_tui.domain.roles import Pass
from mqi_tui.files.safe_read import NoFile, content
from mqi_tui.store.home import Home, make_folder
from mqi_tui.store.updates import Updates

STILL = 4.0
"""Seconds after which what was not repeated does not hold any more."""
LEFT = 3600.0
"""Seconds after which updates that nobody announces are nobody's."""
MOST = 2**16
"""Bytes of an address or a question."""
WINDOWS = 64
"""Questions that are looked at."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation is shared: a port of this computer, and the role of each token.

    `room` names the document: another one is another document, though of the same conversation.
    """

    id: str
    room: str
    port: int
    tokens: Mapping[str, str]
    instead_of: str = ""
    """The conversation whose windows go over to this one, because the coach said so."""
    guests: Mapping[str, Pass] = field(default_factory=dict)
    """Who may come by a link, by its token."""


class Asked(NamedTuple):
    """A window asks for a log: of the conversation `id`, or, where that is empty, of any."""

    id: str = ""
    again: bool = False
    """Whether it has been shown that log already."""


class Meeting:
    """Questions and answers between the windows of one home."""

    def __init__(self, home: Home) -> None:
        self.folders = (home.library, home.state)
        """Where no other window has any business."""
        self._folder = home.state / "share"
        self._question = f"asked-{os.getpid()}"
        self._refused = ""

    # Windows ask

    def ask(self, id_: str = "", *, again: bool = False) -> None:
        """Ask for the log of a conversation, or of whichever is open. Repeat it while you wait.

        Raises:
            OSError: it could not be asked.
        """
        _put(self._folder / self._question, f"{id_}\nagain" if again else id_)

    def ask_no_more(self) -> None:
        """The window is closed."""
        with contextlib.suppress(OSError):
            (self._folder / self._question).unlink(missing_ok=True)

    def asked(self) -> list[Asked]:
        """What windows ask for now."""
        found = []
        for path in self._questions():
            with contextlib.suppress(OSError, NoFile, ValueError):
                if _is_fresh(path):
                    id_, _, again = _small(path).decode().partition("\n")
                    if not id_ or is_id(id_):
                        found.append(Asked(id_, again == "again"))
        return found

    def _questions(self) -> list[Path]:
        """The newest questions; what a window left behind that was killed is swept away."""
        found: list[tuple[float, Path]] = []
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                age = time.time() - path.lstat().st_mtime
                if age > LEFT and path.name.endswith(".tmp"):
                    path.unlink()
                elif path.name.startswith("asked") and not path.name.endswith(".tmp"):
                    found.append((age, path))
        return [path for _, path in sorted(found)[:WINDOWS]]

    # The program that holds a conversation answers

    def announce(self, address: Address) -> None:
        """Say where a conversation is shared.

        Raises:
            OSError: it could not be said.
        """
        _put(self._address, json.dumps(asdict(address)))

    @property
    def _address(self) -> Path:
        return self._folder / "address.json"

    def announced(self) -> Address | None:
        """Where a conversation is shared, or was when its program stopped."""
        if not os.path.lexists(self._address):
            return None
        from mqi_tui.files.shared_at import judged

        try:
            found = judged(_small(self._address)).model_dump()
            guests = {token: Pass(**given) for token, given in found["guests"].items()}
            return Address(**found | {"guests": guests})
        except (NoFile, ValueError) as reason:
            self._refused = str(reason)
            return None

    def shared(self) -> Address | None:
        """Where a conversation is shared now, by a program that runs."""
        with contextlib.suppress(OSError):
            if _is_fresh(self._address):
                return self.announced()
        return None

    def still_shared(self) -> None:
        """Say that what was announced still holds."""
        with contextlib.suppress(OSError):
            os.utime(self._address)

    def refused(self) -> str:
        """Why what is noted of the shared log could not be used; told once, and put away."""
        reason = self._refused
        if reason and self.announced() is None:  # it may be another one by now
            self.withdraw()
        self._refused = ""
        return reason

    def withdraw(self) -> None:
        """Nothing is shared any more."""
        with contextlib.suppress(OSError):
            self._address.unlink(missing_ok=True)
        if self._address.is_dir():  # nothing of ours: out of the way, but kept
            with contextlib.suppress(OSError):
                self._address.rename(self._folder / f"not-ours-{time.time_ns()}")

    def updates(self, room: str) -> Updates:
        """The updates of a document that is shared, or was when its program stopped."""
        return Updates(self._folder / f"{room}.updates")

    def forget(self, id_: str) -> None:
        """Keep nothing of a conversation that is deleted, nor of what no window shares any more."""
        for path in self._questions():
            with contextlib.suppress(OSError, NoFile, ValueError):
                if _small(path).decode().partition("\n")[0] == id_:
                    path.unlink()
        address = self.announced()
        if (address and address.id == id_) or self.refused():
            self.withdraw()
        for path in self._folder.glob("*.updates"):
            with contextlib.suppress(OSError):
                self._forget_updates(path, address, id_)
        for path in self._folder.glob("*.tmp"):  # what was being written when a process was killed
            with contextlib.suppress(OSError):
                if not _is_fresh(path):
                    path.unlink()

    def _forget_updates(self, path: Path, address: Address | None, id_: str) -> None:
        is_left = time.time() - path.stat().st_mtime > LEFT
        if address and path.stem == address.room and address.id != id_:
            return
        if is_left or (address and path.stem == address.room):
            path.unlink(missing_ok=True)


def _small(path: Path) -> bytes:
    data = content(path, MOST)
    if len(data) > MOST:
        raise NoFile("too long")
    return data


def _is_fresh(path: Path) -> bool:
    return abs(time.time() - path.stat().st_mtime) <= STILL


def _put(path: Path, text: str) -> None:
    """Whole or not at all, for whoever reads it meanwhile; readable by its owner alone."""
    descriptor, beside = mkstemp(".tmp", f"{path.name}.", make_folder(path.parent))
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
