"""A way from outside to the hub: a program that the coach has named, started and watched.

Such as `ssh -R 0:localhost:{port} tunnel.example.org`, or `cloudflared tunnel --url
http://localhost:{port}`. Where it leads, it says itself; what it says is read, and kept nowhere.
"""

from __future__ import annotations

import asyncio
import re
import shlex
import shutil
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mqi_tui.services.relay import encryption
from mqi_tui.systems import here

FIRST, LONGEST = 1.0, 30.0
"""Seconds before it is started again: at first, and at most."""
STANDS = 60.0
"""Seconds after which a tunnel that falls is no sign that it never stands."""
LEASH = Path(__file__).with_name("leash.py")
"""The program that ends the tunnel's when this one is gone."""
COMMANDS = {
    "cloudflared": "cloudflared tunnel --no-autoupdate --url http://127.0.0.1:{port}",
    "ssh": "ssh -N -T -o BatchMode=yes -o ExitOnForwardFailure=yes -o ServerAliveInterval=5"
    " -o ServerAliveCountMax=2 -R 0:localhost:{port} ",
}
"""Programs that can lead guests here, and how they are called; ssh to a computer named behind."""
GOAL = re.compile(r"(?!-)([A-Za-z0-9_.-]+@)?(?!-)[A-Za-z0-9.-]{1,253}")
"""What is said to ssh: a computer, and perhaps as whom."""
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?")
_PORT = re.compile(r"[Aa]llocated port (\d{1,5})")
_HERE = ("localhost", "127.0.0.1")


def found() -> list[str]:
    """Those programs that are on this computer."""
    return [name for name in COMMANDS if shutil.which(name)]


def leads_to(line: str, host: str) -> str:
    """The address that a line of the program tells; empty for none. `host`: where ssh goes."""
    if (port := _PORT.search(line)) and host:
        return f"http://{host}:{port[1]}"
    found = [url for url in _URL.findall(line) if urlsplit(url).hostname not in _HERE]
    return found[0].lower() if found else ""


def host_in(words: list[str]) -> str:
    """The computer that an `ssh` goes to: its last word, without a name of a person."""
    is_ssh = bool(words) and words[0].rpartition("/")[2].removesuffix(".exe") == "ssh"
    return words[-1].rpartition("@")[2].lower() if is_ssh and len(words) > 1 else ""


class Tunnel:
    """One program, for as long as the log is shared. `turned`: told that `base` has changed."""

    def __init__(self, command: str, turned: Callable[[], object]) -> None:
        self._command, self._turned = command, turned
        self.base = ""
        """Where guests find the hub, as `https://…`; empty while it leads nowhere."""
        self.trouble = ""
        """Why it does not stand, in words."""
        self._task: asyncio.Task[None] | None = None

    @property
    def host(self) -> str:
        """The name by which guests call this computer then."""
        return urlsplit(self.base).hostname or ""

    @property
    def words(self) -> str:
        """How it stands, and who could read what goes through it."""
        if self._task is None:
            return "Guests can come from elsewhere: the way opens once somebody has a link."
        if not self.base:
            why = f": {self.trouble}" if self.trouble else ""
            return (
                "Guests cannot come from elsewhere yet: the way to this computer (the tunnel) "
                f"leads nowhere. It is tried again{why}"
            )
        how = encryption(self.base)
        return f"The log travels through {self.host}, {how}: who runs that could read it."

    def lead_to(self, port: int) -> None:
        """Dig it to a port of this computer, unless that is done."""
        if self._task is None:
            self._task = asyncio.create_task(self._keep_up(port))

    async def close(self) -> None:
        """End the program."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _keep_up(self, port: int) -> None:
        delay, loop = FIRST, asyncio.get_running_loop()
        while True:
            begun = loop.time()
            try:
                await self._dig(port)
            except (OSError, ValueError) as error:
                self.trouble = str(error)
            self._become("")
            delay = FIRST if loop.time() - begun > STANDS else min(delay * 2, LONGEST)
            await asyncio.sleep(delay)

    async def _dig(self, port: int) -> None:
        words = shlex.split(self._command.replace("{port}", str(port)))
        if not words:
            raise ValueError("the setting tunnel names no program")
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", str(LEASH), str(here.DEATH_SIGNAL), *words),
            stdin=PIPE,
            stdout=PIPE,
            stderr=STDOUT,
        )
        assert program.stdin
        try:
            await self._listen(program, host_in(words))
        finally:
            program.stdin.close()
            await program.wait()

    async def _listen(self, program: Process, host: str) -> None:
        assert program.stdout
        last = ""
        async for raw in program.stdout:
            line = raw.decode(errors="replace").strip()
            last = line or last
            if base := leads_to(line, host):
                self._become(base)
        self.trouble = last or f"it ended with {await program.wait()}"

    def _become(self, base: str) -> None:
        if base:
            self.trouble = ""
        if base != self.base:
            self.base = base
            self._turned()
