"""One open conversation. Whoever uses it never waits for a disk: one thread writes.

That thread alone owns TinyDB and the ledger once it runs. `put` leaves it the newest content; it
gathers for `GATHER` seconds, makes one revision of it durable, and only then says *saved*.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mqi_tui.store.changes import Tables
from mqi_tui.store.errors import StoreError, reason
from mqi_tui.store.files import SCHEMA, meta
from mqi_tui.store.journal import HALVES
from mqi_tui.store.lock import Lock
from mqi_tui.store.pending_writes import Put, Source, up_to_one_apart
from mqi_tui.store.revision_log import Ledger

if TYPE_CHECKING:
    from tinydb import TinyDB

GATHER = 0.04
"""Seconds in which changes are gathered into one revision."""
PUBLISH = 5.0
"""Seconds of change after which the library files are replaced."""
RETRY = 0.5
"""Seconds after which a failed save is tried again."""
WATCH = 1.0
"""Seconds between two looks whether all is still where it was written."""
LATE = 1.0
"""Seconds after which a change that is not on the disk is no longer "saving"."""
PATIENCE = 10.0
"""Seconds that `close` waits for a disk that does not answer."""


class Status(NamedTuple):
    """What the status line says. Durable means on the disk, in the journal."""

    word: Literal["saved", "saving", "NOT SAVED"]
    reason: str = ""
    """Why not saved; or why the library files lag behind the journal though all is saved."""
    at: datetime | None = None
    """When everything was last durable (UTC)."""

    def __str__(self) -> str:
        return f"{self.word} – {self.reason}" if self.word == "NOT SAVED" else self.word


class Keeper:
    """Keeps what it is given. Made by `Library`; ended by `close`.

    `shared` and `private` are the tables as found on opening, recovered from the journal where
    that was newer. `notices` says in lines what was recovered, set aside or kept twice.
    `on_status` is called on the writing thread when the status becomes another one.
    `content` is put first, into a new conversation.
    """

    def __init__(
        self,
        id: str,  # noqa: A002
        ledger: Ledger,
        lock: Lock,
        on_close: Callable[[], None],
        *,
        content: Mapping[str, Tables] | None = None,
    ) -> None:
        self.id = id
        self.shared: Tables = ledger.read("shared")
        self.private: Tables = ledger.read("private")
        self.on_status: Callable[[Status], None] | None = None
        self._ledger, self._lock, self._on_close = ledger, lock, on_close
        self._databases: dict[str, TinyDB] = {}
        self._told = Status("saved")
        self._saved_at: datetime | None = None
        self._trouble = ""
        self._library_trouble = ""
        self._bell = threading.Condition()
        # Guarded by the bell:
        self._sources: list[Put] = []
        self._put_count = self._durable_count = 0
        self._unsaved_since: float | None = None
        self._hurry = self._publish_asked = not ledger.is_published
        self._closing = False
        # The writing thread's own:
        self._pending = {half: self._identity(ledger.state[half]) for half in HALVES}
        self._publish_at: float | None = None
        self._watch_at = time.monotonic() + WATCH
        self._gone = (0, 0.0)
        """How often files were seen to be gone, one look after the other, and since when."""
        self._thread = threading.Thread(target=self._run, name=f"keeper {id}", daemon=True)
        if content:
            self.put(content.get("shared"), content.get("private"))
        self._thread.start()

    @property
    def notices(self) -> tuple[str, ...]:
        """One line each, oldest first."""
        return tuple(self._ledger.notices)

    def put(
        self, shared: Source | None = None, private: Source | None = None, *, apart: bool = False
    ) -> None:
        """Keep these tables; returns at once.

        Each table named will hold exactly the documents given, the newest put wins; tables not
        named stay as they are. A callable is called on the writing thread, so it must only use
        what no longer changes. `apart`: what was put before can be restored by itself, however
        short a time ago it was.
        """
        with self._bell:
            if self._closing:
                raise StoreError("the conversation is closed")
            moment = time.monotonic()
            self._put_count += 1
            for half, source in (("shared", shared), ("private", private)):
                if source is not None:
                    put = Put(half, source, moment, self._put_count, apart)
                    self._sources.append(put)
            if self._unsaved_since is None:
                self._unsaved_since = moment
                self._bell.notify_all()

    def publish(self) -> None:
        """Replace the library files now (a step change); returns at once."""
        with self._bell:
            self._hurry = self._publish_asked = True
            self._bell.notify_all()

    @property
    def status(self) -> Status:
        """What is true now. It is "NOT SAVED" also when the disk has not answered for a second."""
        with self._bell:
            since, trouble = self._unsaved_since, self._trouble
        if since is None:
            return Status("saved", self._library_trouble, self._saved_at)
        if trouble:
            return Status("NOT SAVED", trouble, self._saved_at)
        if time.monotonic() - since > LATE:
            return Status("NOT SAVED", "the disk does not answer", self._saved_at)
        return Status("saving", "", self._saved_at)

    @property
    def is_published(self) -> bool:
        """Whether the library files hold everything."""
        return self._ledger.is_published

    def flush(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds; True when all that was put is durable."""
        with self._bell:
            wanted = self._put_count
            self._hurry = True
            self._bell.notify_all()
            return self._bell.wait_for(lambda: self._durable_count >= wanted, timeout)

    def close(self) -> None:
        """Save, replace the library files, unlock. `status` then says whether all is saved."""
        with self._bell:
            self._closing = True
            self._bell.notify_all()
        self._thread.join(PATIENCE)

    # -- the writing thread ---------------------------------------------------------------------

    def _run(self) -> None:
        while self._turn():
            pass
        self._publish_asked = True
        with contextlib.suppress(BaseException):  # it was told, and nothing can be done any more
            while self._save() and self._sources:
                pass
            self._publish_if_due()
            self._tell()
        self._ledger.close()
        self._lock.release(settled=self._ledger.is_published)
        with contextlib.suppress(BaseException):  # the index is only a cache
            self._on_close()

    def _turn(self) -> bool:
        """One round of the writing thread, which nothing can end; False when it is time to."""
        try:
            if not self._wait():
                return False
            self._tell()
            self._gather()
            self._save()
            self._publish_if_due()
            self._watch_if_due()
            self._tell()
        except BaseException as error:  # whatever it is: the text is kept, it is told, tried again
            with self._bell:
                self._trouble = reason(error)
                self._unsaved_since = self._unsaved_since or time.monotonic()
            with contextlib.suppress(BaseException):
                self._tell()
            time.sleep(GATHER)
        return not self._closing

    def _wait(self) -> bool:
        """Wait until something is to be done; False when it is time to end."""
        with self._bell:
            self._bell.wait_for(self._is_called, self._until_due())
            return not self._closing

    def _is_called(self) -> bool:
        # In trouble every try writes everything anew: not with each key, but every `RETRY`.
        return bool(self._sources and not self._trouble) or self._hurry or self._closing

    def _until_due(self) -> float:
        """Seconds to the next thing to do without being asked."""
        if self._trouble:
            return RETRY
        if any(self._pending.values()):
            return 0.0
        due = min(self._watch_at, self._publish_at or self._watch_at)
        return max(due - time.monotonic(), 0.0)

    def _gather(self) -> None:
        with self._bell:
            if self._sources and not self._closing:
                self._bell.wait_for(lambda: self._hurry or self._closing, GATHER)
            self._hurry = False

    def _save(self) -> bool:
        """Make what was put durable, up to what shall be apart; whether it is."""
        with self._bell:
            taken, self._sources = up_to_one_apart(self._sources)
            count = taken[-1].number if self._sources else self._put_count
        troubles: list[BaseException]
        try:
            troubles = [*self._evaluate(taken), *self._write()]
        except BaseException as error:  # of whatever kind: what is pending stays so
            troubles = [error]
        with self._bell:
            self._trouble = reason(troubles[0]) if troubles else ""
            if not troubles:
                self._saved_at = self._ledger.now()
                self._durable_count = count
                self._unsaved_since = self._sources[0].moment if self._sources else None
                self._bell.notify_all()
        return not troubles

    def _evaluate(self, taken: list[Put]) -> list[BaseException]:
        """Add what was put to what is pending. A half whose newest source fails is tried again."""
        failed: dict[str, tuple[Put, BaseException]] = {}
        for put in taken:
            try:
                self._add(put.half, put.source() if callable(put.source) else put.source)
            except BaseException as error:  # whatever it is: all else is kept, and it is told
                failed[put.half] = put, error
            else:
                failed.pop(put.half, None)
        with self._bell:
            self._sources[:0] = [put for put, _ in failed.values()]
        return [error for _, error in failed.values()]

    def _add(self, half: str, tables: Tables) -> None:
        self._pending[half].update(tables)
        if "meta" in tables:
            self._pending[half].update(self._identity(tables))

    def _identity(self, tables: Tables) -> dict[str, Any]:
        """The `meta` table with schema and id in it; nothing if `tables` have that."""
        said = meta(tables)
        right = {**said, "schema": SCHEMA, "id": self.id}
        return {} if said == right else {"meta": {"1": right}}

    def _write(self) -> list[BaseException]:
        """Hand the pending tables to TinyDB and make one durable revision of what it accepts."""
        from mqi_tui.store.storage import fill, open_half

        refused: list[BaseException] = []
        for half, tables in self._pending.items():
            if not tables:
                continue
            if half not in self._databases:
                self._databases[half] = open_half(self._ledger, half)
            try:
                fill(self._databases[half], tables)
            except BaseException as error:  # as above
                refused.append(error)
        self._ledger.commit()
        if not refused:
            self._pending = {half: {} for half in HALVES}
        return refused

    def _publish_if_due(self) -> None:
        if self._ledger.is_published:
            self._publish_asked, self._publish_at = False, None
        elif self._ledger.is_durable:
            now = time.monotonic()
            self._publish_at = self._publish_at or now + PUBLISH
            if self._publish_asked or now >= self._publish_at:
                self._publish_now()

    def _publish_now(self) -> None:
        self._publish_asked, self._publish_at = False, None
        try:
            self._ledger.publish()
            self._library_trouble = ""
        except BaseException as error:
            self._lag(reason(error))
            self._publish_at = time.monotonic() + PUBLISH

    def _lag(self, why: str) -> None:
        """Tell, once, that the library files are not as they should be."""
        if why != self._library_trouble:
            self._library_trouble = why
            self._ledger.notices.append(f"Saved on this computer, but not in the library: {why}.")

    def _watch_if_due(self) -> None:
        """Look whether the files and the folders are still there, though nothing is to be saved."""
        now = time.monotonic()
        if now < self._watch_at or self._trouble:
            return
        self._watch_at = now + WATCH
        try:
            self._look_after(self._ledger.check(), now)
        except OSError as error:
            if self._ledger.is_durable:
                self._lag(reason(error))
                return
            with self._bell:
                self._trouble = reason(error)
                self._unsaved_since = self._unsaved_since or now
            self._ledger.notices.append("What was saved was gone, and was written again.")

    def _look_after(self, gone: list[str], now: float) -> None:
        """Tell of files that are gone, and write them again: but a sync program may be at work."""
        if not gone:
            self._gone = (0, 0.0)
            if self._ledger.is_published:
                self._library_trouble = ""
            return
        times, since = self._gone
        self._gone = times + 1, since or now
        if times:
            self._lag("the files are gone")
        if since and now - since >= PUBLISH:
            self._ledger.miss(gone)
            self._publish_asked = True

    def _tell(self) -> None:
        status = self.status
        if self.on_status and (status.word, status.reason) != (self._told.word, self._told.reason):
            self._told = status
            with contextlib.suppress(BaseException):  # a fault of the screen must not stop saving
                self.on_status(status)
