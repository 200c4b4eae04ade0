"""One open conversation: both halves in memory, in the journal and in the library files.

The memory is the truth while it is open. A change is taken over in memory only after it was found
fit to be written, and is durable when `commit` returns. Not thread-safe: it has one owner.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from mqi_tui.store import atomic, files, stood
from mqi_tui.store.changes import Change, apply, changes, copied, encode
from mqi_tui.store.errors import StoreError
from mqi_tui.store.files import Found
from mqi_tui.store.home import make_folder
from mqi_tui.store.journal import HALVES, Journal, Line
from mqi_tui.store.recovery import Recovery, Verdict, file_rules

LONG = 1 << 20
"""Bytes of changes after which a journal goes on in a new generation; more if it begins longer."""
REMEMBERED = 200
"""Hashes of earlier file contents that a new generation carries on."""


class Ledger:
    """Holds what `recovery` found; the conversation goes by the file `library / name`.

    `now` tells the time (UTC) for revisions and for names of files set aside.
    """

    def __init__(
        self,
        recovery: Recovery,
        journal: Path,
        library: Path,
        name: str,
        now: Callable[[], datetime],
    ) -> None:
        self.state = recovery.state
        self.rev = recovery.rev
        self.notices = list(recovery.notices)
        self._tracks = recovery.tracks
        self._journal = Journal(journal)
        self._name = name
        self._paths = files.halves(library / name)
        self.now = now
        self._staged: list[Change] = []
        self._older: list[Found] = []
        self.is_durable = "foreign" not in recovery.verdicts.values()
        self._unpublished = {half for half, how in recovery.verdicts.items() if not file_rules(how)}
        for half, found in recovery.found.items():
            self._meet(half, found, recovery.verdicts[half])

    @property
    def is_published(self) -> bool:
        """Whether the library files hold everything."""
        return self.is_durable and not self._unpublished

    @property
    def _state_folder(self) -> Path:
        return self._journal.folder.parent.parent

    def read(self, half: str) -> dict[str, Any]:
        """A copy of the tables of `half`."""
        tables: dict[str, Any] = copied(self.state[half])
        return tables

    def stage(self, half: str, tables: Mapping[str, Any]) -> None:
        """Take over `tables` in memory; `commit` makes it durable.

        Raises:
            Refused: they hold what cannot be written; everything is as it was.
        """
        steps = json.loads(encode(list(changes(self.state[half], tables, (half,)))))
        apply(self.state, copied(steps))
        self._staged += steps
        if steps:
            self.is_durable = False
            self._unpublished.add(half)

    def commit(self) -> None:
        """Return when everything staged is on the disk, as one revision.

        Raises:
            OSError: it is not. The next call begins a new generation with everything.
        """
        if self.is_durable:
            return
        self.rev += 1
        if self._journal.is_open:
            self._log({"set": self._staged})
        else:
            self._begin()
        self._staged = []
        self.is_durable = True

    def publish(self) -> None:
        """Let the library files hold everything.

        Raises:
            OSError: they do not; the journal does. May be tried again.
        """
        self.commit()
        if not self._unpublished:
            return
        self._back_up_older()
        by = stood.device(self._state_folder)
        dirty = [half for half in HALVES if half in self._unpublished]
        new = {half: files.dump(self.state[half], by) for half in dirty}
        for half in new:
            make_folder(self._paths[half].parent)
            files.look(self._paths[half])  # what is online only is not replaced
        hashes = {half: files.digest(data) for half, data in new.items()}
        self._log_intent(hashes)
        for half, data in new.items():
            for there in atomic.take_place(self._paths[half], data):
                self._keep_foreign(half, there)
        self._log({"done": list(new)}, durable=False)
        for half in new:
            self._tracks[half].clean = True
        self._unpublished.clear()

    def close(self) -> None:
        """Close the journal. Commits nothing."""
        self._journal.close()

    def _begin(self) -> None:
        """A new generation of the journal, with everything in its first line."""
        known = {
            half: dict(list(track.known.items())[-REMEMBERED:])
            for half, track in self._tracks.items()
        }
        done = [half for half in HALVES if half not in self._unpublished]
        line = {"full": self.state, "path": self._name, "known": known, "done": done}
        self._journal.start(self._stamped(line))

    def _log(self, line: Line, *, durable: bool = True) -> None:
        self._journal.append(self._stamped(line), durable=durable)

    def _stamped(self, line: Line) -> Line:
        return {"rev": self.rev, "at": self.now().isoformat(timespec="milliseconds"), **line}

    def _log_intent(self, hashes: dict[str, str]) -> None:
        """Written before the files: a kill in between must not look like a foreign change."""
        if not self._journal.is_open or self._is_long():
            self.rev += 1
            self._begin()
        self._log({"publish": hashes})
        for half, hashed in hashes.items():
            self._tracks[half].wrote(hashed, self.rev)

    def _is_long(self) -> bool:
        """Whether the changes outweigh a new beginning, so that it is worth its bytes."""
        return self._journal.size - self._journal.full > max(LONG, self._journal.full)

    def _meet(self, half: str, found: Found, verdict: Verdict) -> None:
        """Learn what file there is. One that must not be overwritten stays unknown to the track."""
        atomic.sweep(found.path)
        for there in stood.left(found.path):
            with contextlib.suppress(OSError, StoreError):  # another time
                self._keep_foreign(half, there)
        if found.data is not None and verdict not in ("damaged", "both"):
            self._tracks[half].known.setdefault(found.hash, 0)
        if found.tables and files.is_older(found.tables):
            self._older.append(found)
            self._unpublished.add(half)

    def _back_up_older(self) -> None:
        """Files of an earlier schema are kept as they were before they are replaced."""
        for found in self._older:
            backups = make_folder(self._state_folder / "backups")
            atomic.replace_file(backups / found.path.name, found.data or b"")
        self._older.clear()

    def _keep_foreign(self, half: str, there: Path) -> None:
        """What stood in a file's place goes; if someone else has written it, it is kept beside."""
        found = files.look(there)
        if found.hash in self._tracks[half].known or found.tables == self.state[half]:
            there.unlink(missing_ok=True)
            return
        what = "was damaged" if found.tables is None else "was changed outside mqi too"
        aside = stood.keep(found, self._paths[half], self.now())
        notice = f'The {half} file {what}; it was kept as "{aside.name}".'
        if notice not in self.notices:
            self.notices.append(notice)
