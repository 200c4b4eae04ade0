"""A whole cycle, with words that stand nowhere else in all that is private, and who sees them.

    python -m tests.torture.cycle            as it is
    python -m tests.torture.cycle --leaky    the control: a leak in each room; each must be found

Prepared, held, shared in a window, in the share view and by a link, killed, gone on with, crashed,
ended, exported, copied, reported, backed up, thrown away: by keys and commands, on terminals. All
that comes out where others may see it is kept by the room it came out of. With a second teacher in
the library, of whom nothing may come out at all.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from mqi_tui.exports import FILES
from mqi_tui.services import conversations, system_clock
from mqi_tui.share.link import here
from mqi_tui.store.home import Home, make_folder
from mqi_tui.store.library import Library
from mqi_tui.store.share_state import Address, Meeting
from tests.exports.reading import everything
from tests.pty.harness import Terminal
from tests.pty.stage import ROOT, press
from tests.relay.stage import KEY, Relays, relays
from tests.torture import processes
from tests.torture.leaks import LEAKS, ROOMS
from tests.torture.planted import Ear, Words
from tests.unit.domain.test_disclosure import MAY_PASS

WAIT = 30.0
IN_THE_LOG = {*MAY_PASS, "since.line", "since.words"}
"""What a log begins with; last time's action steps stood in last time's log."""
NAMES = {"plan.teacher", "plan.coach", "plan.cycle", "plan.when"}
"""What a report to a programme, and the names of files, may say of a conversation."""
OF_ALL = ("report", "commands", "files")
"""Rooms in which another teacher's conversation is named, too."""
PRIVATE = re.compile(r"\.private\.json|^state/(journals|index|unsent|trash/[^/]+/journal)")
"""Files that only the coach's own program reads."""
TITLE = re.compile(rb"\x1b\][0-2];(.*?)(?:\x07|\x1b\\)")
COPIED = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
CLIPBOARD = '#!/bin/sh\ncase "$*" in *-o*) cat "$MQI_COPIED";; *) cat >>"$MQI_COPIED";; esac\n'
"""A program for the system's clipboard, which keeps all that is copied."""


class Cycle:
    """One conversation from its plan to the trash, and what came out of each room."""

    def __init__(self, folder: Path, *, leaky: bool = False) -> None:
        self.folder, self.home = folder, Home.find(folder / "home")
        self.words, self.leaky = Words(), leaky
        self.out: dict[str, list[bytes]] = defaultdict(list)
        library = Library(self.home)
        self.other = self._made(library, "theirs")
        self.id = self._made(library, "mine")
        (folder / "bin").mkdir()
        (folder / "bin" / "xsel").write_text(CLIPBOARD)
        (folder / "bin" / "xsel").chmod(0o700)
        self.terminals: dict[str, Terminal] = {}
        self.ear: Ear | None = None

    def _made(self, library: Library, owner: str) -> str:
        half = self.words.half(owner)
        session = conversations.put_in(library, half, owner, system_clock.read)
        session.keeper.close()
        return session.conversation.id

    # Programs

    def _environment(self) -> dict[str, str]:
        return {
            "MQI_HOME": str(self.folder / "home"), "PYTHONPATH": str(ROOT),
            "MQI_LEAKY": "1" if self.leaky else "", "DISPLAY": ":9", "WAYLAND_DISPLAY": "",
            "PATH": os.pathsep.join([str(self.folder / "bin"), os.environ["PATH"]]),
            "MQI_COPIED": str(self.folder / "copied"),
        }  # fmt: skip

    def open(self, name: str, *arguments: str, frail: bool = False) -> Terminal:
        """A terminal with `mqi ARGUMENTS`; `frail`: which crashes by the key that saves."""
        module = "tests.torture.leaks" if self.leaky or frail else "mqi_tui"
        command = [sys.executable, "-m", module, *arguments]
        if name in self.terminals:
            self.close(name)
        self.terminals[name] = Terminal(
            command, columns=80, rows=24, cwd=ROOT, env=self._environment()
        )
        return self.terminals[name]

    def close(self, name: str) -> None:
        """End what runs there; what it wrote is kept."""
        terminal = self.terminals.pop(name)
        terminal.close()
        if name == "window":
            self.out["share window"].append(terminal.raw)
        self.out["window titles"] += TITLE.findall(terminal.raw)
        self.out["clipboard"] += map(base64.b64decode, COPIED.findall(terminal.raw))

    def run(self, *arguments: str) -> bytes:
        """What `mqi ARGUMENTS` prints."""
        module = "tests.torture.leaks" if self.leaky else "mqi_tui"
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, capture_output=True, check=True,
            env={**os.environ, **self._environment()}, stdin=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip
        return done.stdout + done.stderr

    @property
    def coach(self) -> Terminal:
        return self.terminals["coach"]

    def settle(self) -> None:
        """Take in what is written on every terminal, until the coach's is quiet."""
        self.coach.settle(0.12)
        for terminal in self.terminals.values():
            while terminal.pump(0):
                pass

    def keys(self, *keys: str) -> None:
        """Press them, one after the other."""
        for key in keys:
            press(self.coach, key)
            self.settle()

    # What comes out

    def look(self) -> None:
        """What stands on the shared window, and how all our programs were started."""
        if window := self.terminals.get("window"):
            self.out["share window"].append("\n".join(window.screen()).encode())
        pids = [one.process.pid for one in self.terminals.values()]
        pids += processes.pids("mqi_tui.share", "hub")
        while pids:
            pid = pids.pop()
            pids += processes.children(pid)
            for name in ("cmdline", "comm"):
                with contextlib.suppress(OSError):
                    self.out["command lines"].append(
                        (processes.PROC / str(pid) / name).read_bytes()
                    )

    def shared_view(self, *keys: str) -> None:
        """What the coach's own terminal shows and is sent while the log alone is seen there."""
        press(self.coach, "ctrl+f")
        self.coach.wait_for("SHARED", WAIT)
        self.coach.settle()
        before = len(self.coach.raw)
        for key in ("", *keys):
            self.keys(*filter(None, [key]))
            self.out["share view"].append("\n".join(self.coach.screen()).encode())
        self.out["share view"].append(self.coach.raw[before:])
        self.keys("ctrl+f")

    def leaks(self) -> dict[str, set[str]]:
        """By room, whose private words came out, but for what may."""
        return {room: found for room in self.out if (found := self._leaked(room))}

    def _leaked(self, room: str) -> set[str]:
        text = b"\n".join(self.out[room]).decode("utf-8", "replace")
        planted = {f"canary{number}": path for number, path in self.words.planted.items()}
        planted |= {word: f"leak.{where}" for where, word in LEAKS.items()}
        found = {planted[word] for word in set(re.findall(r"canary\d{5}", text))}
        may = {f"mine.{path}" for path in IN_THE_LOG}
        if room in OF_ALL:
            may |= {f"theirs.{path}" for path in (IN_THE_LOG if room == "files" else NAMES)}
        return found - may

    # The cycle

    def play(self, ear: Callable[[Cycle], Ear]) -> None:
        """All of it, to the trash. `ear`: how the guest comes."""
        try:
            self.prepare()
            self.begin()
            self.invite(ear)
            for part in (self.hold, self.is_killed, self.ends, self.is_left, self.crashes):
                self.look()
                part()
        finally:
            self._leave()
        self.afterwards()

    def _leave(self) -> None:
        address = Meeting(self.home).announced()
        if self.ear:
            self.ear.leave()
            self.out["wire"] += self.ear.heard
        for name in [*self.terminals]:
            self.close(name)
        with contextlib.suppress(LookupError):
            if address:
                os.kill(processes.listener(address.port), signal.SIGKILL)

    def prepare(self) -> None:
        """A word more into the plan, by hand."""
        self.open("coach", "live", self.id).wait_for("not started", WAIT)
        self.keys("ctrl+g", "p")
        self.coach.wait_for("PRIVATE", WAIT)
        word = self.words.typed("plan")
        self.keys("\t" * 6, word)
        self.coach.wait_for(word, WAIT)
        self.keys("ctrl+n")
        self.coach.wait_for("not started", WAIT)

    def begin(self) -> None:
        self.keys("ctrl+n")
        self.coach.wait_for("1 of 10", WAIT)
        window = self.open("window", "share", self.id)
        window.wait_for("share THIS window · saved", WAIT)

    def invite(self, ear: Callable[[Cycle], Ear]) -> None:
        self.keys("ctrl+g", "g")
        self.coach.wait_for("Whom do you invite", WAIT)
        self.keys("enter")
        self.coach.wait_for("link", WAIT)
        self.keys("escape")
        self.ear = ear(self)
        with urllib.request.urlopen(f"http://127.0.0.1:{self.address.port}/") as page:
            self.out["wire"].append(page.read())

    @property
    def address(self) -> Address:
        address = Meeting(self.home).announced()
        assert address
        return address

    def hold(self) -> None:
        """Some steps, with notes, scores, what was prepared, and the share view in between."""
        self.keys("ctrl+g", "v", "enter", "escape")
        self.gone("Reveal")
        for step in "236":
            self.keys("ctrl+g", step, "enter")
            self.coach.wait_for(f"{step} of 10", WAIT)
            self.note(f"note in step {step}")
        self.keys("ctrl+g", "i")
        self.shared_view("ctrl+n", "ctrl+o", self.words.typed("note in the share view"), "enter")
        self.keys("ctrl+g", "n")
        self.coach.wait_for("Quick notes", WAIT)
        self.keys("right")
        self.coach.wait_for("becomes SHARED", WAIT)
        for words in ("becomes SHARED", "Quick notes"):
            self.keys("escape")
            self.gone(words)
        self.write("public1")

    def note(self, what: str) -> None:
        self.keys("ctrl+o", self.words.typed(what), "enter")

    def write(self, word: str) -> None:
        """Into the log, until the others have it."""
        self.keys("ctrl+g", "l")
        self.coach.wait_for("┏━ Collaborative log", WAIT)
        self.keys(f"{word} ")
        self.coach.wait_until(lambda: self._is_heard(word), f"the guest has {word!r}", WAIT)
        self.terminals["window"].wait_for(word, WAIT)
        self.keys("escape")

    def _is_heard(self, word: str) -> bool:
        heard = self.ear.heard if self.ear else []
        return any(word.encode() in one for one in heard)

    def is_killed(self) -> None:
        self.note("note before the kill")
        self.coach.process.kill()
        self.open("coach", "live", self.id, frail=True).wait_for("of 10", WAIT)
        self.write("public2")

    def ends(self) -> None:
        """Date, end, recap, files, message, what commands make of it."""
        self.keys("ctrl+g", "d", "enter", "ctrl+g", "e")
        self.coach.wait_for("End ", WAIT)
        self.keys("down", "enter")
        self.coach.wait_for("To do now", WAIT)
        self.by_name("Export the log")
        self.coach.wait_for("Exported", WAIT)
        self.by_name("Copy the log")
        self.coach.wait_for("Copied", WAIT)
        self.reports()

    def is_left(self) -> None:
        """Shared no more, and thrown away."""
        self.keys("escape", "enter")
        self.coach.wait_for("type to search", WAIT)
        self.by_name("Share: end it")
        self.coach.wait_for("Stop sharing it", WAIT)
        self.keys("down", "enter")
        self.gone("SHARED")
        self.keys("delete")
        self.coach.wait_for("Moved to the trash", WAIT)

    def crashes(self) -> None:
        """What a fault tells, in whose message everything stands."""
        press(self.coach, "ctrl+s")
        self.coach.wait_exit(WAIT)
        self.out["crash"].append(self.coach.raw.rpartition(b"\x1b[?1049l")[2])

    def gone(self, words: str) -> None:
        """Wait until they do not stand on the coach's screen any more."""
        screen = self.coach.screen
        self.coach.wait_until(lambda: words not in "\n".join(screen()), f"no {words!r}", WAIT)

    def by_name(self, words: str) -> None:
        self.keys("ctrl+p", words)
        self.keys("enter")

    def reports(self) -> None:
        """What commands print and write while the conversation is there."""
        for command in (["restore", self.id, "--list"], ["backup", "--now"]):
            self.out["commands"].append(self.run(*command))
        report = self.folder / "report.csv"
        self.out["report"] += [self.run("report", "--csv", "-o", str(report)), report.read_bytes()]
        self.run("export", self.id, "--all", "-o", str(self.folder / "all"))
        for path in [*(self.folder / "all").rglob("*.*"), *self.home.exports.rglob("*.*")]:
            text = everything(FILES[path.name], path.read_bytes())
            self.out["exports"].append(f"{path.name} {text}".encode())

    def afterwards(self) -> None:
        """What lies on disk for others, and what is said of the trash."""
        for command in ("list", "trash", "doctor"):
            self.out["commands"].append(self.run(command))
        with contextlib.suppress(OSError):
            self.out["clipboard"].append((self.folder / "copied").read_bytes())
        root = self.folder / "home"
        for path in root.rglob("*"):
            self.out["files"].append(path.name.encode())
            if path.is_file() and not PRIVATE.search(path.relative_to(root).as_posix()):
                self.out["files"] += in_file(path)


def in_file(path: Path) -> Iterable[bytes]:
    """What a file holds; of a backup, what others' halves in it hold."""
    if path.suffix != ".zip":
        yield path.read_bytes()
        return
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield name.encode()
            if ".private.json" not in name:
                yield packed.read(name)


def straight(cycle: Cycle) -> Ear:
    """A guest at the hub itself."""
    [token] = cycle.address.guests
    return Ear(here(cycle.address.port), token)


def by(relays: Relays, cycle: Cycle) -> Ear:
    """A guest at a relay, at the server that the hub does not call."""
    [(token, given)] = cycle.address.guests.items()
    return Ear(relays.url("b").replace("http", "ws") + "log", token, given.at)


def run(*, leaky: bool = False, relays: Relays | None = None) -> Cycle:
    """A whole cycle, in a folder that is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        cycle = Cycle(Path(folder), leaky=leaky)
        if relays:
            url, config = relays.url("a"), make_folder(cycle.home.config) / "config.toml"
            config.write_text(f'[relay]\nurl = "{url}"\ncoach = "okafor"\nkey = "{KEY}"\n')
        cycle.play(partial(by, relays) if relays else straight)
        return cycle


def told(cycle: Cycle) -> str:
    """Each room: how much came out there, and what of it is private."""
    leaks = cycle.leaks()
    return "\n".join(
        f"{room}: {sum(map(len, cycle.out[room])):,} bytes; "
        f"{', '.join(sorted(leaks.get(room, ()))) or 'nothing private'}"
        for room in ROOMS
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--leaky", action="store_true")
    leaky = parser.parse_args().leaky
    cycles = [run(leaky=leaky)]
    print(told(cycles[0]))
    if not leaky:
        try:
            with relays() as there:
                cycles.append(run(relays=there))
                print(f"by a relay, {told(cycles[1])}")
        except pytest.skip.Exception as reason:
            print(reason)
    found = [cycle.leaks() for cycle in cycles]
    sys.exit(not all(found) if leaky else any(found))


if __name__ == "__main__":
    main()
