"""`mqi doctor`: what is well, and what is not, with folders, files and this terminal."""

from __future__ import annotations

import os
import platform
import shutil
import stat
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from mqi_tui import __version__
from mqi_tui.commands import folders, library, say, settings, surroundings
from mqi_tui.commands.surroundings import Finding
from mqi_tui.store import backups
from mqi_tui.store.entry import ASIDE, Entry
from mqi_tui.store.errors import StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.synced import ONLINE_ONLY, advice, service_of
from mqi_tui.systems import here
from mqi_tui.text.clean import several
from mqi_tui.text.dates import spelled

LEAST_SPACE = 200_000_000
"""Bytes; below that a full disk is near."""
OLD = timedelta(days=14)
"""Age of the newest backup that is worth a word."""


def run(options: Namespace) -> int:
    findings = [*_findings(folders(options.home), library(options.home))]
    for finding in findings:
        say(f"{finding.mark:<5} {finding.about:<10} {finding.words}")
    return int(any(finding.mark == "BAD" for finding in findings))


def _findings(folders: Home, conversations: Library) -> Iterator[Finding]:
    yield _versions()
    yield _folder("library", folders.library)
    yield _folder("state", folders.state)
    yield from _stays_here(folders.state)
    yield _space(folders.state)
    yield from _config(folders.config)
    yield from _own_files(folders.config)
    yield from _conversations(conversations)
    yield _backups(folders)
    yield from surroundings.findings(settings(folders.config, folders.state))


def _versions() -> Finding:
    parts = [f"mqi {__version__}", f"Python {platform.python_version()}"]
    parts += [f"{name} {version(name)}" for name in ("textual", "tinydb")]
    return Finding("ok", "versions", " · ".join([*parts, here.NAME]))


def _folder(name: str, folder: Path) -> Finding:
    if not folder.exists():
        return Finding("ok", name, f"{folder} (made when it is needed)")
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding("BAD", name, f"{folder} is not a folder that can be written to")
    if here.HAS_MODES and folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding("BAD", name, f"{folder} can be opened by others: chmod 700 mends it")
    return Finding("ok", name, f"{folder}, yours alone")


def _stays_here(folder: Path) -> Iterator[Finding]:
    """What only this computer may write: a sync program would bring another one's."""
    if service := service_of(folder):
        advice = "only the library may: set [folders] library, and let MQI_HOME lie elsewhere"
        yield Finding("BAD", "state", f"it lies in a folder that {service} syncs; {advice}")


def _space(folder: Path) -> Finding:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    words = f"{free // 1_000_000:,} MB free"
    if free > LEAST_SPACE:
        return Finding("ok", "disk", words)
    return Finding("BAD", "disk", f"{words}: make room, or nothing can be saved soon")


def _config(folder: Path) -> Iterator[Finding]:
    from mqi_tui.files.config import load
    from mqi_tui.files.folders import FILE

    complaints = load(folder).complaints
    for complaint in complaints:
        yield Finding("BAD", "config", complaint)
    if not complaints:
        own = (folder / FILE).exists()
        yield Finding("ok", "config", str(folder / FILE) if own else "as shipped")


def _own_files(folder: Path) -> Iterator[Finding]:
    """A programme's own outlines and templates; nothing where there are none."""
    from mqi_tui.files.programme import read

    own = read(folder)
    for complaint in own.complaints:
        yield Finding("BAD", "own files", complaint)
    counted = (
        (len(own.outlines), "outline"),
        (len(own.templates), "log template"),
        (int(bool(own.email)), "e-mail template"),
    )
    if used := [f"{n} {words}{'s' if n > 1 else ''}" for n, words in counted if n]:
        yield Finding("ok", "own files", ", ".join(used))


def _conversations(conversations: Library) -> Iterator[Finding]:
    """Whether each can be read, its journal included."""
    from mqi_tui.services.reading import read

    entries = conversations.entries()
    bad = passed = 0
    for entry in entries:
        if entry.state == ASIDE or ONLINE_ONLY in entry.note:
            yield Finding("note", "synced", _synced(entry))
            passed += 1
            continue
        try:
            read(conversations, entry.id)
        except StoreError as error:
            bad += 1
            yield Finding("BAD", "journal", str(error))
        else:
            if hurt := conversations.damage(entry.id):
                yield Finding("note", "journal", f"{entry.id}: the journal is damaged: {hurt}")
            if entry.note:
                words = "; ".join(filter(None, (entry.note, advice(entry.note))))
                yield Finding("note", "journal", f"{entry.id}: {words}")
    tried = len(entries) - passed
    yield Finding("ok", "journal", f"{tried - bad} of {tried} conversations read well")


def _synced(entry: Entry) -> str:
    """What lies in the library beside the conversations, or not yet there; what to do about it."""
    return f'"{entry.name}" ({entry.id}): {entry.note}; {advice(entry.note)}'


def _backups(folders: Home) -> Finding:
    found = backups.listed(folders)
    if not found:
        return Finding("ok", "backups", "none yet: the first comes while mqi is open")
    age = datetime.now().astimezone() - found[0].at
    words = f"as of {spelled(found[0].at)}, {several(found[0].conversations(), 'conversation')}"
    if age > OLD and folders.library.is_dir():
        return Finding("note", "backups", f"{words}; mqi backup --now makes one")
    return Finding("ok", "backups", words)
