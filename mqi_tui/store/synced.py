"""What programs that sync folders leave there: names and signs of copies, placeholders and parts.

    2026-11-24 rivera 6 (Ann's conflicted copy 2026-11-25).json    Dropbox, Nextcloud
    2026-11-24 rivera 6-DESKTOP-ABC.json                           OneDrive: the computer's name
    2026-11-24 rivera 6 2.json, … (1).json                         iCloud, Google Drive
    2026-11-24 rivera 6.sync-conflict-20261125-101500-ABCDEFG.json Syncthing
    2026-11-24 rivera 6.private (conflicted copy).json             only the private half
    .2026-11-24 rivera 6.json.icloud                               online only (iCloud)
    2026-11-24 rivera 6.json.part, .crdownload, .tmp               not all here yet

The name alone never makes a file a copy of another: that it holds the same conversation does.
"""

from __future__ import annotations

import re
from pathlib import Path

ONLINE_ONLY = "online only"
INCOMPLETE = "not complete: still being synced?"
DAMAGED = "damaged, kept as it was found"
ANOTHER = "another version of"

_CONFLICTS = ("conflicted copy", "Case Conflict", ".sync-conflict-", "(other version ")
_PLACEHOLDER = re.compile(r"\.(.+\.json)\.icloud")
_PART = re.compile(r"\.json[^/]*\.(?:part|partial|crdownload|download|tmp|opdownload)$", re.I)
_SET_ASIDE = re.compile(r"\.json\.damaged-\d")
_MARKED = re.compile(r" \([^()]*(?:conflicted copy|Case Conflict|other version)[^()]*\)|\.sync-c.*")
_BEFORE_PART = re.compile(r"^(?:\.syncthing\.|~|\.~)+")
_LONE = re.compile(r"(?P<stem>.+)\.(?P<half>private|shared)(?P<rest>(?:[\W_].*)?\.json.*)")

_NEXT = {
    ANOTHER: "open both, keep what you need, and put the one you do not need into the trash",
    ONLINE_ONLY: "open the folder in your file manager, choose to keep it on this device, wait",
    INCOMPLETE: "wait until the sync program is done; if it stays, put it into the trash",
    DAMAGED: "if the conversation itself is well, put it into the trash",
}


_SERVICES = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "icloud": "iCloud", "mobile documents": "iCloud",
    "google drive": "Google Drive", "googledrive": "Google Drive",
}  # fmt: skip
"""By how the name of the folder begins in which a program keeps what it syncs."""


def is_aside(name: str) -> bool:
    """Whether a file's name says beyond doubt that it is not the conversation itself."""
    return may_be_aside(name) and (
        not name.endswith(".json")
        or any(mark in name for mark in _CONFLICTS)
        or bool(lone(name)[0])
    )


def may_be_aside(path: str) -> bool:
    """Whether that is worth a closer look: of thousands of paths, most are not."""
    return (
        "onflict" in path
        or "(other" in path
        or ".private" in path
        or ".shared" in path
        or not path.endswith(".json")
    )


def placeholder_of(name: str) -> str:
    """The file that an online-only placeholder stands for; empty where it is none."""
    found = _PLACEHOLDER.fullmatch(name)
    return found[1] if found else ""


def oddity(name: str) -> str:
    """What a file is that is no JSON file by its name, yet may hold words; empty for any other."""
    if _PART.search(name):
        return INCOMPLETE
    return DAMAGED if _SET_ASIDE.search(name) else ""


def plain_stem(name: str) -> str:
    """The stem that a file's name had before programs marked it, as far as that is certain."""
    stem = _MARKED.sub("", _BEFORE_PART.sub("", name).partition(".json")[0])
    return stem.partition(".private")[0]


def service_of(folder: Path) -> str:
    """The program that syncs `folder`, told by the names above it; empty where none is known."""
    for place in (folder, *folder.parents):
        for name, service in _SERVICES.items():
            if place.name.lower().startswith(name):
                return service
        if (place / ".stfolder").exists():
            return "Syncthing"
    return ""


def lone(name: str) -> tuple[str, str]:
    """Of one half that has a name of its own, which half, and the name for the other half.

    `X.private (1).json` is the private half, with `X.shared (1).json`, if anything, beside it:
    that `X (1).json` is its other half is not certain. Both empty for any other file.
    """
    found = _LONE.fullmatch(name)
    if not found or found["rest"] == ".json":
        return "", ""
    other = "shared" if found["half"] == "private" else "private"
    return found["half"], f"{found['stem']}.{other}{found['rest']}"


def advice(note: str) -> str:
    """What to do about what a conversation's note says; empty where nothing is known."""
    return next((words for what, words in _NEXT.items() if what in note), "")
