"""One conversation in the list, and what its files say of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mqi_tui.store import files, names, synced
from mqi_tui.store.changes import State
from mqi_tui.store.errors import OnlineOnly, StoreError, TooNew
from mqi_tui.store.files import Found

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
        return Path(self.file)

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.file[max(self.file.rfind("/"), self.file.rfind("\\")) + 1 :]


def from_state(id: str, path: Path, state: State, note: str = "") -> Entry:  # noqa: A002
    """The conversation with these tables."""
    header = state["shared"].get("header", {}).get("1", {})
    meta = files.meta(state["private"])
    plan = state["private"].get("plan", {}).get("1", {})
    cycle = header.get("cycle")
    return Entry(
        id=id,
        file=str(path),
        teacher=str(header.get("teacher") or plan.get("teacher") or ""),
        coach=str(header.get("coach") or ""),
        cycle=cycle if isinstance(cycle, int) else None,
        when=str(header.get("when") or ""),
        state=str(meta.get("state") or "unknown"),
        plan_key=str(meta.get("plan_key") or ""),
        note=note,
        focus=str(plan.get("focus") or ""),
        archived=meta.get("archived") is True,
    )


def from_files(path: Path) -> Entry | None:
    """What the pair of files at `path` says, as far as they are here; None: none of ours."""
    found = {half: _seen(file) for half, file in files.halves(path).items()}
    if all(one.data is None and not note for one, note in found.values()):
        return None
    state = {half: one.tables or {} for half, (one, _) in found.items()}
    note = _oddity(path, found)
    said = next((id for tables in state.values() if (id := files.meta(tables).get("id"))), None)  # noqa: A001
    if said is not None:
        id = said if names.is_id(said) else names.id_of(path.stem)  # noqa: A001
        return from_state(id, path, state, note)
    if found["shared"][0].tables is None and names.looks_ours(synced.plain_stem(path.name)):
        return _by_name(path, note)
    return None


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
        if one.tables is None:
            return f"the {half} file {note or _wrong(one)}"
        try:
            files.check_schema(one.tables, one.path.name)
        except TooNew:
            return "written by a newer version of mqi"
    return ""


def _wrong(found: Found) -> str:
    if found.data is None:
        return "is missing"
    return f"is {synced.INCOMPLETE}" if files.is_torn(found.data) else "cannot be read"
