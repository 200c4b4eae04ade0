"""One conversation in the list, and what its files say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mqi_tui.domain.ids import is_id
from mqi_tui.domain.kinds import moment
from mqi_tui.store import files, names, synced
from mqi_tui.store.changes import State
from mqi_tui.store.errors import OfNoVersion, OnlineOnly, StoreError, TooNew
from mqi_tui.store.files import Found
from mqi_tui.store.judging import judged

ASIDE = "version"
"""The state of what is not the conversation itself: another version of it, or a part."""
AWAY = "online only"
"""The state of a conversation of which nothing is known while its files are online only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One conversation in the list. `note` says in a line what is not as it should be."""

    id: str
    file: str
    """The file it goes by: mostly the shared half's, also where it is missing.

    Text: a path takes its time to make.
    """
    teacher: str = ""
    coach: str = ""
    cycle: int | None = None
    when: str = ""
    state: str = ""
    plan_key: str = ""
    note: str = ""
    focus: str = ""
    archived: bool = False
    version_of: str = ""
    """The id of the conversation of which this is another version."""

    @property
    def path(self) -> Path:
        """Where the shared half lies, as a path."""
        return Path(self.file)

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.file[max(self.file.rfind("/"), self.file.rfind("\\")) + 1 :]


def from_state(id: str, path: Path, state: State, note: str = "") -> Entry:  # noqa: A002
    """The conversation with these tables. What is odd in them is as if not there."""
    header = state["shared"].get("header", {}).get("1", {})
    meta = files.meta(state["private"])
    plan = state["private"].get("plan", {}).get("1", {})
    cycle = header.get("cycle")
    return Entry(
        id=id,
        file=str(path),
        teacher=_text(header, "teacher") or _text(plan, "teacher"),
        coach=_text(header, "coach"),
        cycle=cycle if type(cycle) is int else None,
        when=_when(header),
        state=_text(meta, "state") or "unknown",
        plan_key=_text(meta, "plan_key"),
        note=note,
        focus=_text(plan, "focus"),
        archived=meta.get("archived") is True,
    )


def _text(document: Mapping[str, Any], name: str) -> str:
    found = document.get(name)
    return found if isinstance(found, str) else ""


def _when(header: Mapping[str, Any]) -> str:
    """The date, by which lists are sorted and the next conversation is found."""
    try:
        return moment(_text(header, "when"))
    except ValueError:
        return ""


def from_files(path: Path, *, judge: bool = True) -> Entry | None:
    """What the pair of files at `path` says, as far as they are here; None: none of ours.

    With `judge` off it is not looked whether all in them is as it should be.
    """
    found = {half: _seen(file) for half, file in files.halves(path).items()}
    if all(one.data is None and not note for one, note in found.values()):
        return None
    state = {half: dict(one.said) for half, (one, _) in found.items()}
    if id := _id(path, state):  # noqa: A001
        if judge:
            found = {half: (_judged(one, half, id), note) for half, (one, note) in found.items()}
        return from_state(id, path, state, _oddity(path, found))
    note = _oddity(path, found)
    if found["shared"][0].tables is None and names.looks_ours(synced.plain_stem(path.name)):
        return _by_name(path, note)
    return None


def _id(path: Path, state: State) -> str:
    """The id of which the files at `path` are: of two different ones, that of their name."""
    said = [id for tables in state.values() if isinstance(id := files.meta(tables).get("id"), str)]  # noqa: A001
    own = names.id_of(path.stem)
    if len({*said}) > 1 and own in said:
        return own
    first = next(filter(None, said), "")
    return first if not first or is_id(first) else own


def _judged(found: Found, half: str, id: str) -> Found:  # noqa: A002
    try:
        files.check_schema(found.said, found.path.name)
    except TooNew:
        return found  # which is said of it
    return judged(found, half, {id})


def _by_name(path: Path, note: str) -> Entry:
    """What only its name tells of."""
    stem = synced.plain_stem(path.name)
    state = ASIDE if synced.is_aside(path.name) else AWAY if synced.ONLINE_ONLY in note else ""
    return Entry(names.id_of(stem), str(path), when=stem[:10], state=state, note=note)


def _seen(path: Path) -> tuple[Found, str]:
    """A file as it is, without a wait; what keeps it from being read."""
    try:
        return files.look(path, patience=0), ""
    except OnlineOnly:
        return Found(path, None, None), f"{synced.ONLINE_ONLY}: open the folder and download it"
    except StoreError:
        return Found(path, b"", None), "cannot be read"


def _oddity(path: Path, found: dict[str, tuple[Found, str]]) -> str:
    """What is not as it should be with a pair of files."""
    if said := synced.oddity(path.name):
        return said
    notes = [note for _, note in found.values() if note]
    if any(synced.ONLINE_ONLY in note for note in notes):
        return next(note for note in notes if synced.ONLINE_ONLY in note)
    is_alone = bool(synced.lone(path.name)[0])
    for half, (one, note) in found.items():
        if is_alone and one.data is None:
            continue
        try:
            files.check_schema(one.said, one.path.name, None if one.said else files.SCHEMA)
        except OfNoVersion:
            return "of no version that this mqi knows"
        except TooNew:
            return "written by a newer version of mqi"
        if one.tables is None:
            return f"the {half} file {note or _wrong(one)}"
    return ""


def _wrong(found: Found) -> str:
    if found.data is None:
        return "is missing"
    if found.wrong:
        return f"cannot be used: {found.wrong}"
    return f"is {synced.INCOMPLETE}" if files.is_torn(found.data) else "cannot be read"
