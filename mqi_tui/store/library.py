"""All conversations of a home: make, list, open, read, bring back, throw away."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mqi_tui.store import catalogue, files, names, passage, passed, trash, unfinished
from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.catalogue import RUNNING, Entry, journal_folder
from mqi_tui.store.changes import Tables, copied
from mqi_tui.store.entry import ASIDE
from mqi_tui.store.erase import erase
from mqi_tui.store.errors import InUse, NotFound, StoreError, reason, told
from mqi_tui.store.home import Home
from mqi_tui.store.journal import prune
from mqi_tui.store.lock import Lock, holder
from mqi_tui.store.recovery import Recovery, nothing, recover
from mqi_tui.store.replay import Revision, damage, history, state_at
from mqi_tui.store.revision_log import Ledger
from mqi_tui.store.trash import Trashed


class Record(NamedTuple):
    """Everything of one conversation, as plain data."""

    shared: Tables
    private: Tables


def utc_now() -> datetime:
    """The time, for revisions and file names."""
    return datetime.now(UTC)


EVENTS = "events"
"""The table with what was done to the clock."""


class Library:
    """The conversations in `home`.

    With `named` off, file names and ids carry a number in place of the teacher's name.
    """

    def __init__(
        self, home: Home, *, named: bool = True, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._home, self._named, self._now = home, named, now
        self._known: dict[str, Entry] = {}

    @property
    def exports(self) -> Path:
        """Where what is made to be sent is put."""
        return self._home.exports

    @property
    def state(self) -> Path:
        """What is kept on this computer alone."""
        return self._home.state

    def entries(self) -> list[Entry]:
        """All conversations, newest first."""
        self._finish_all()
        found = catalogue.scan(self._home)
        self._known = {entry.id: entry for entry in found}
        return found

    def remembered(self) -> list[Entry]:
        """All conversations, newest first, as this process or one before it knew them last.

        At once: not every file is looked at. What others changed since is in `entries`.
        """
        if not self._known:
            self._known = {entry.id: entry for entry in catalogue.remembered(self._home)}
        return catalogue.newest_first([*self._known.values()])

    def newest(self, first: int) -> list[Entry]:
        """At least so many of what is remembered: those that run, and the newest."""
        return self.remembered() if self._known else catalogue.remembered(self._home, first)

    def running(self) -> Entry | None:
        """The newest conversation that was begun and not ended, at once.

        Looked for in what is remembered, in what other processes noted since, and in what is open
        or was when the machine stopped; then in its own file.
        """
        known = {entry.id: entry for entry in self.remembered() or self.entries()}
        known |= {entry.id: entry for entry in catalogue.noted(self._home)}
        ids = {id for id, entry in known.items() if entry.state == RUNNING}  # noqa: A001
        found = [self._looked_at(id) for id in ids | catalogue.unsettled(self._home)]  # noqa: A001
        running = [entry for entry in found if entry and entry.state == RUNNING]
        return next(iter(catalogue.newest_first(running)), None)

    def _looked_at(self, id: str) -> Entry | None:  # noqa: A002
        try:
            return self._entry(id)
        except NotFound:
            return None

    def open_in(self, id: str) -> int:  # noqa: A002
        """The process that has a conversation open for writing; 0 where none has."""
        return holder(self._home.state / "locks", id)

    def find(self, plan_key: str) -> Entry | None:
        """The newest conversation that was made from the plan of this key."""
        return next((entry for entry in self.entries() if entry.plan_key == plan_key), None)

    @told("no conversation can be made now")
    def create(self, shared: Tables, private: Tables) -> Keeper:
        """A new conversation with this content, open.

        Date, teacher and cycle of document 1 of `shared`'s table "header" make its id and its
        file name. It is durable when the keeper's `flush` says so; its files follow at once.

        Raises:
            StoreError: the state folder cannot be written.
        """
        header = shared.get("header", {}).get("1", {})
        today = f"{self._now().astimezone():%Y-%m-%d}"
        stem = names.stem(header, today, name="" if self._named else os.urandom(3).hex())
        id, lock, name = self._claim(stem)  # noqa: A001
        found = nothing(self._home.library / name, id)
        return self._keep(id, lock, name, found, {"shared": shared, "private": private})

    @told("it cannot be opened now")
    def open(self, id: str, accept: Callable[[Record], object] | None = None) -> Keeper:  # noqa: A002
        """Conversation `id`, to be written by this process alone.

        `accept` is called with what was found, before anything is touched; what it raises stops it.

        Raises:
            NotFound, InUse, Damaged, TooNew, StoreError
        """
        entry = self._entry(id)
        if not entry.name.endswith(".json"):
            raise StoreError(f'"{entry.name}" is left as it is ({entry.note})')
        lock = self._lock(id)
        try:
            found = self._recovered(entry)
            if accept:
                accept(Record(found.state["shared"], found.state["private"]))
            self._forget_old_revisions(id)
            name = entry.path.relative_to(self._home.library).as_posix()
            return self._keep(id, lock, name, found)
        except BaseException:
            lock.release(settled=False)
            raise

    def _forget_old_revisions(self, id: str) -> None:  # noqa: A002
        with contextlib.suppress(OSError):  # another time
            seen = passed.see(self._home, self._now())
            if before := passed.before(seen, trash.KEPT.days):
                prune(journal_folder(self._home, id), before.timestamp())

    @told("it cannot be read now")
    def read(self, id: str, rev: int | None = None) -> Record:  # noqa: A002
        """Conversation `id` as it is now, or as it was at revision `rev`, whoever has it open.

        Raises:
            NotFound, Damaged, TooNew, StoreError
        """
        entry = self._entry(id)
        folder = journal_folder(self._home, id)
        state = self._recovered(entry).state if rev is None else state_at(folder, rev)
        if state is None:
            raise StoreError(f'revision {rev} of "{id}" is not kept; "--list" shows those that are')
        return Record(state["shared"], state["private"])

    def _recovered(self, entry: Entry) -> Recovery:
        """What a conversation holds. A version of one half has the other of the first."""
        ids = [*filter(None, (entry.id, entry.version_of))]
        found = recover(entry.id, entry.path, journal_folder(self._home, entry.id), ids=ids)
        if entry.version_of and not all(found.state.values()):
            with contextlib.suppress(StoreError):
                first = self.read(entry.version_of)
                for half, tables in (("shared", first.shared), ("private", first.private)):
                    found.state[half] = found.state[half] or copied(tables)
        return found

    def history(self, id: str) -> Iterator[tuple[Revision, Record]]:  # noqa: A002
        """The revisions of `id` that can be brought back, oldest first, each as it was."""
        self._entry(id)
        for revision, state in history(journal_folder(self._home, id)):
            yield revision, Record(state["shared"], state["private"])

    @told("it cannot be brought back now")
    def damage(self, id: str) -> str:  # noqa: A002
        """What is wrong with the journal of `id`, in a line; empty where it is whole."""
        return damage(journal_folder(self._home, id))

    def restore(self, id: str, rev: int) -> None:  # noqa: A002
        """Make revision `rev` the newest. What is there now stays as the revision before.

        Of time nothing is taken back: what of the hour was held by now stays held.

        Raises:
            NotFound, InUse, Damaged, TooNew, StoreError
        """
        old = self.read(id, rev)
        keeper = self.open(id)
        keeper.put(
            shared={**_emptied(keeper.shared), **old.shared},
            private={**_emptied(keeper.private), **_as_held(old.private, keeper.private)},
        )
        keeper.close()
        if keeper.status.word != "saved":
            raise StoreError(f'"{id}" could not be saved: {keeper.status.reason}')

    @told("it stays where it is")
    def trash(self, id: str) -> None:  # noqa: A002
        """Throw `id` away; it can be brought back for 30 days.

        Raises:
            NotFound, InUse, Damaged, TooNew, StoreError
        """
        entry = self._entry(id)
        path = entry.path
        if entry.state != ASIDE or journal_folder(self._home, id).exists():
            self._settle(id)
        lock = self._lock(id)
        try:
            for half in files.halves(path).values():
                files.look(half)  # what is online only cannot be moved
            passed.see(self._home, now := self._now())
            trash.throw_away(self._home, id, path, now)
        finally:
            lock.release()
            self._note(id, path)

    def _settle(self, id: str) -> None:  # noqa: A002
        """Let the files hold everything.

        Raises:
            StoreError: they do not.
        """
        keeper = self.open(id)
        keeper.close()
        if keeper.status.word != "saved" or keeper.status.reason:
            raise StoreError(f'"{id}" stays where it is: {keeper.status.reason}')

    def trashed(self) -> list[str]:
        """The ids of what can be brought back from the trash, the last thrown away first."""
        return trash.ids(self._home)

    def trashed_entries(self) -> list[Trashed]:
        """What can be brought back from the trash, the last thrown away first."""
        return trash.contents(self._home)

    @told("it stays in the trash")
    def restore_trashed(self, id: str) -> None:  # noqa: A002
        """Bring `id` back from the trash.

        Raises:
            NotFound, InUse, StoreError
        """
        lock = self._lock(id)
        try:
            path = trash.take_out(self._home, id)
        finally:
            lock.release()
        if path:
            self._note(id, path)

    @told("not all could be deleted")
    def delete_trashed(self, *ids: str) -> None:
        """Delete these, which are in the trash, for good, and every trace of them but exports.

        What was thrown away twice under one id goes together.

        Raises:
            NotFound, InUse, StoreError
        """
        trashed = self.trashed()
        with contextlib.ExitStack() as stack:
            once = list(dict.fromkeys(ids))
            for id in once:  # noqa: A001
                if id not in trashed:
                    raise NotFound(id)
                stack.callback(self._lock(id).release)
            erase(self._home, once)

    @told("not all could be tidied up")
    def tidy(self) -> None:
        """What is done once a run: see `tidying.tidy`.

        Raises:
            StoreError: not all of it could be done.
        """
        from mqi_tui.store.tidying import tidy

        tidy(self, self._home, self._now())

    def _entry(self, id: str) -> Entry:  # noqa: A002
        """Conversation `id`: looked for where it was last, and only then among them all."""
        if not self._known:
            self.remembered()
        if known := self._known.get(id):
            found = catalogue.look(self._home, known.path)
            if found and found.id == id:
                return found
        for entry in self.entries():
            if entry.id == id:
                return entry
        raise NotFound(id)

    def _note(self, id: str, path: Path, *, ours: bool = False) -> None:  # noqa: A002
        """The files at `path` have changed: remember what they say now; `ours`: we wrote them."""
        with contextlib.suppress(OSError):  # the index is only a cache
            catalogue.note(self._home, path, ours=ours)
        entry = catalogue.look(self._home, path)
        if entry and entry.id == id:
            self._known[id] = entry
        else:
            self._known.pop(id, None)

    def _lock(self, id: str) -> Lock:  # noqa: A002
        """The lock of `id`, and nothing of it that a killed process left on its way.

        Raises:
            InUse, StoreError
        """
        lock = None
        try:
            lock = Lock(self._home.state / "locks", id)
            unfinished.finish(self._home, id)
        except OSError as error:
            if lock:
                lock.release(settled=False)
            raise StoreError(f"the state folder cannot be used: {reason(error)}") from error
        return lock

    def _finish_all(self) -> None:
        """Finish what killed processes left on its way; what cannot be is left for another time."""
        for id in {passage.id_of(folder) for folder in passage.unfinished(self._home)}:  # noqa: A001
            with contextlib.suppress(StoreError):
                lock = self._lock(id)
                lock.release(settled=not journal_folder(self._home, id).exists())

    def _claim(self, stem: str) -> tuple[str, Lock, str]:
        """A free id made of `stem`, its lock, and its file's name in the library."""
        taken = {entry.id for entry in self.entries()} | set(self.trashed())
        for number in itertools.count(1):
            full = stem if number == 1 else f"{stem} {number}"
            id, name = names.id_of(full), f"{full[:4]}/{full}.json"  # noqa: A001
            if id in taken:
                continue
            with contextlib.suppress(InUse):  # someone makes this very id now
                lock = self._lock(id)
                if not (self._home.library / name).exists():
                    return id, lock, name
                lock.release()
        raise AssertionError("counting ends")

    def _keep(
        self,
        id: str,  # noqa: A002
        lock: Lock,
        name: str,
        found: Recovery,
        content: Mapping[str, Tables] | None = None,
    ) -> Keeper:
        home = self._home
        ledger = Ledger(found, journal_folder(home, id), home.library, name, self._now)
        closed = partial(self._note, id, home.library / name, ours=True)
        return Keeper(id, ledger, lock, closed, content=content)


def _emptied(tables: Tables) -> Tables:
    return {name: {} for name in tables}


def _as_held(old: Tables, now: Tables) -> Tables:
    """The private half of before, with the events of now where there are more, and their state."""
    events = now.get(EVENTS, {})
    if len(events) <= len(old.get(EVENTS, {})):
        return old
    meta = {**files.meta(old), "state": files.meta(now).get("state")}
    return {**old, EVENTS: events, "meta": {"1": meta}}
