"""One open conversation: both halves in memory, in the journal and in the library files.

The memory is the truth while it is open. A change is taken over in memory only after it was found
fit to be written, and is durable when `commit` returns. Not thread-safe: it has one owner.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from mqi_tui.store import atomic, files, stood
from mqi_tui.store.changes import apply, changes, copied, through_json
from mqi_tui.store.errors import StoreError, TooNew
from mqi_tui.store.files import Found
from mqi_tui.store.home import make_folder
from mqi_tui.store.journal import HALVES, Journal, Line, generations
from mqi_tui.store.judging import judged
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
        self._name, self._library, self._ids = name, library, recovery.ids
        self._device = _device(library)
        self._standing = generations(journal)[-1:]
        """The part of the journal that everything stands in, until a new one is begun."""
        self._paths = files.halves(library / name)
        self.now = now
        self._staged: list[bytes] = []
        """Changes that are in memory and not in the journal, as they will stand there."""
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
        written, steps = through_json(list(changes(self.state[half], tables, (half,))))
        if not steps:
            return
        self.is_durable = False
        self._unpublished.add(half)
        try:
            apply(self.state, steps)
            self._staged.append(written)
        except BaseException:  # no memory: what was taken over is not known, so all is written
            self._journal.close()
            raise

    def commit(self) -> None:
        """Return when everything staged is on the disk, as one revision.

        Raises:
            OSError: it is not. The next call begins a new generation with everything.
        """
        if self.is_durable:
            return
        self.rev += 1
        if self._journal.is_open and self._staged:
            self._journal.append(self._stamped({}), *self._staged)
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
        self._check_disk()
        self._back_up_older()
        by = stood.device(self._state_folder)
        dirty = [half for half in HALVES if half in self._unpublished]
        new = {half: files.dump(self.state[half], by) for half in dirty}
        for half in new:
            make_folder(self._paths[half].parent)
            self._refuse_newer(half)
        hashes = {half: files.digest(data) for half, data in new.items()}
        self._log_intent(hashes)
        for half, data in new.items():
            for there in atomic.take_place(self._paths[half], data):
                self._keep_foreign(half, there)
        self._log({"done": list(new)}, durable=False)
        for half in new:
            self._tracks[half].clean = True
        self._unpublished.clear()

    def check(self) -> list[str]:
        """The halves whose file is gone; whether all else is where it was.

        Raises:
            OSError: the journal is gone, and `is_durable` is false from now on; or the library
                cannot be reached, or not be written to.
        """
        if self.is_durable:
            self._check_journal()
        self._check_disk()
        gone = [half for half, path in self._paths.items() if self._is_gone(half, path)]
        folder = self._paths["shared"].parent
        if not gone and not os.access(folder, os.W_OK):
            raise OSError(errno.EROFS if os.access(folder, os.R_OK) else errno.EACCES, "")
        return gone

    def miss(self, halves: list[str]) -> None:
        """Let these files, which are gone, be written again."""
        self._unpublished |= {half for half in halves if self._is_gone(half, self._paths[half])}

    def _check_journal(self) -> None:
        try:
            if self._journal.is_open:
                self._journal.check_still_there()
            else:
                for path in self._standing:
                    path.stat()
        except OSError:
            self._journal.close()
            self.is_durable = False
            raise

    def _check_disk(self) -> None:
        """A disk that was taken away leaves an empty folder, into which nothing should go."""
        device = _device(self._library)
        if self._device is None or any(path.exists() for path in self._paths.values()):
            self._device = device
        if device is not None and device != self._device:
            raise OSError(errno.ENODEV, "")

    def _is_gone(self, half: str, path: Path) -> bool:
        was_there = bool(self._tracks[half].known) and half not in self._unpublished
        return was_there and not (path.exists() or files.placeholder(path).exists())

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
        if self._is_ours(found, half):
            there.unlink(missing_ok=True)
            return
        known = self._judged(found, half)
        aside = stood.keep(found if known.stranger else known, self._paths[half], self.now())
        notice = f'The {half} file {_what(known)}; it was kept as "{aside.name}".'
        if notice not in self.notices:
            self.notices.append(notice)

    def _is_ours(self, found: Found, half: str) -> bool:
        return found.hash in self._tracks[half].known or found.tables == self.state[half]

    def _judged(self, found: Found, half: str) -> Found:
        """What someone else has written; one of another version is no matter of judging."""
        try:
            files.check_schema(found.said, found.path.name)
        except TooNew:
            return found
        return judged(found, half, self._ids)

    def _refuse_newer(self, half: str) -> None:
        """Raises TooNew where another version of mqi has written the file: it stays in its place.

        Raises OnlineOnly, too: what is not here is not replaced.
        """
        found = files.look(self._paths[half])
        if found.said and not self._is_ours(found, half):
            files.check_schema(found.said, found.path.name)


def _what(found: Found) -> str:
    """What is the matter with a file that is set aside."""
    if found.stranger:
        return f"was that of another conversation, {found.stranger}"
    if found.tables is None:
        return f"was damaged ({found.wrong})" if found.wrong else "was damaged"
    return "was changed outside mqi too"


def _device(folder: Path) -> int | None:
    """The disk on which a folder is; None where it is not there."""
    try:
        return folder.stat().st_dev
    except OSError:
        return None
