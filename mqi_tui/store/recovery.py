"""Which is right: the journal, the library file, or both? Decided by content, never by date alone.

Nothing is written here. `recover` reads the two files first and the journal second, so that what
another process publishes meanwhile is known to the journal by its hash.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal, NamedTuple

from mqi_tui.store import files
from mqi_tui.store.changes import State
from mqi_tui.store.errors import Damaged, NotFound
from mqi_tui.store.files import Found
from mqi_tui.store.journal import HALVES, generations
from mqi_tui.store.judging import is_sound, judged
from mqi_tui.store.replay import Replay, Track, replay

Verdict = Literal["same", "library", "foreign", "journal", "old", "missing", "damaged", "both"]

NOTICES: dict[Verdict, str] = {
    "foreign": "The {half} file was changed outside mqi; the changed text was taken over.",
    "journal": "{count} saved last had not reached the {half} file yet: recovered.",
    "old": "An older copy stood in place of the {half} file; the newer text was kept.",
    "missing": "The {half} file was missing; it was written again.",
}


class Recovery(NamedTuple):
    """What a conversation holds, and how each half's library file stands to that."""

    state: State
    rev: int
    tracks: dict[str, Track]
    found: dict[str, Found]
    verdicts: dict[str, Verdict]
    notices: tuple[str, ...]
    ids: Collection[str]
    """Those that its files may have."""


def recover(
    id: str,  # noqa: A002
    path: Path,
    journal: Path,
    *,
    patience: float | None = None,
    ids: Collection[str] = (),
) -> Recovery:
    """The newest state of the conversation that goes by the file at `path`.

    `patience`: seconds to wait for a file that its sync program must fetch. `ids`: those that its
    files may have, if not only its own.

    Raises:
        NotFound, Damaged, TooNew, OnlineOnly, StoreError: nothing was touched.
    """
    found = {half: files.look(file, patience) for half, file in files.halves(path).items()}
    said, trouble = _replayed(journal)
    if said is None and all(half.data is None for half in found.values()):
        raise NotFound(id)
    ids = ids or (id,)
    found = {half: _known(one, half, said, ids) for half, one in found.items()}
    verdicts = {half: weigh(found[half], half, said) for half in HALVES}
    state = {half: _content(found[half], half, verdicts[half], said) for half in HALVES}
    tracks = said.tracks if said else {half: Track(clean=True) for half in HALVES}
    rev = said.rev if said else 0
    notices = (*trouble, *_notices(verdicts, tracks, rev))
    return Recovery(state, rev, tracks, found, verdicts, notices, ids)


def _replayed(journal: Path) -> tuple[Replay | None, tuple[str, ...]]:
    """What the journal says, if it can be used; what is wrong with it."""
    said = replay(journal)
    if said and is_sound(said.state):
        if not said.damage:
            return said, ()
        return said, (f"The journal is damaged: {said.damage}. What came after may be missing.",)
    if said or generations(journal):
        return None, ("The journal is damaged: nothing of it can be used. The files were taken.",)
    return None, ()


def _known(found: Found, half: str, said: Replay | None, ids: Collection[str]) -> Found:
    """A file as it may be used: one that we did not write is judged.

    Raises:
        TooNew: another version of mqi wrote it.
    """
    if found.data is None:
        return found
    ours = found.tables is not None and said is not None
    if (
        ours
        and said
        and (found.hash in said.tracks[half].known or found.tables == said.state[half])
    ):
        files.check_schema(found.said, found.path.name, files.SCHEMA)
        return found
    if found.said:
        files.check_schema(found.said, found.path.name)
    return judged(found, half, ids)


def nothing(path: Path, id: str = "") -> Recovery:  # noqa: A002
    """What is found of a conversation that does not exist yet."""
    found = {half: Found(file, None, None) for half, file in files.halves(path).items()}
    return Recovery(
        state={half: {} for half in HALVES},
        rev=0,
        tracks={half: Track() for half in HALVES},
        found=found,
        verdicts=dict.fromkeys(HALVES, "missing"),
        notices=(),
        ids=(id,),
    )


def file_rules(verdict: Verdict) -> bool:
    """Whether the library file's content is the state."""
    return verdict in ("same", "library", "foreign")


def weigh(found: Found, half: str, said: Replay | None) -> Verdict:
    """How one library file stands to what the journal says.

    Raises:
        Damaged: the file cannot be read and there is no journal.
    """
    if said is None:
        if found.data is not None and found.tables is None:
            raise Damaged(found.path.name, found.wrong)
        return "library"
    if found.data is None:
        return "missing" if said.tracks[half].known else "journal"  # never published yet
    if found.tables is None:
        return "damaged"
    if found.tables == said.state[half]:
        return "same"
    return _weigh_other(found.hash, said.tracks[half], said.rev)


def _weigh_other(hashed: str, track: Track, rev: int) -> Verdict:
    wrote = track.known.get(hashed)
    if wrote is None:
        return "foreign" if track.clean else "both"
    if wrote > rev:
        return "library"  # the journal is damaged behind `rev`
    return "old" if track.clean or wrote < track.published else "journal"


def _content(found: Found, half: str, verdict: Verdict, said: Replay | None) -> dict[str, Any]:
    """The half's tables in today's schema. A newer file is refused whatever the verdict."""
    tables = found.tables or {}
    if said is not None and not file_rules(verdict):
        tables = said.state[half]
        files.check_schema(tables, found.path.name, files.SCHEMA)
    return files.migrated(tables)


def _notices(verdicts: dict[str, Verdict], tracks: dict[str, Track], rev: int) -> tuple[str, ...]:
    lines = []
    for half, verdict in verdicts.items():
        edits = max(rev - tracks[half].published, 1)
        count = "1 change" if edits == 1 else f"{edits} changes"
        if verdict in NOTICES:
            lines.append(NOTICES[verdict].format(half=half, count=count))
    return tuple(lines)
