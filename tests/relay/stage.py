"""A relay as a programme runs it: two servers with a Redis between them, the hub at the one."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import pytest

from mqi_tui.domain.roles import Admitted, Pass, RelaySettings
from mqi_tui.services.relay import RelayWay
from mqi_tui.share.hub import Hub
from mqi_tui.share.ids import new_id
from mqi_tui.share.link import Link
from mqi_tui.share.replica import Replica
from tests.share.wire import PASSES, Served, serving
from tests.ui.stage import wait_for

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "relay"
PAGE = Path(__file__).resolve().parents[2] / "mqi_tui" / "data" / "page.html"
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
KEY = "k" * 43
LOG = "0123456789abcdef"
ENDS = {4403: "revoked", 4409: "afresh", 4410: "over"}


def needed() -> None:
    """Bring what a relay needs, or leave the tests out, saying why."""
    npm = shutil.which("npm")
    if not (shutil.which("node") and npm):
        pytest.skip("no Node here: the relay is not tested")
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server here: the relay is not tested")
    if not (FOLDER / "node_modules" / "@hocuspocus").is_dir():
        done = subprocess.run([npm, *INSTALL], cwd=FOLDER, check=False, timeout=120)
        if done.returncode:
            pytest.skip("npm brings nothing here: the relay is not tested")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@dataclass
class Relays:
    """Two servers and a Redis, by name, each on a port of its own."""

    folder: Path
    ports: dict[str, int] = field(
        default_factory=lambda: {name: free_port() for name in ("redis", "a", "b")}
    )
    running: dict[str, Popen[bytes]] = field(default_factory=dict)

    def start(self, *names: str) -> None:
        """Start them, and wait until each answers."""
        for name in names:
            command = self._redis() if name == "redis" else ["node", "server.mjs"]
            self.running[name] = Popen(
                command, cwd=FOLDER, env=self._environment(name),
                stdout=subprocess.DEVNULL, stderr=(self.folder / f"{name}.err").open("ab"),
            )  # fmt: skip
        for name in names:
            self._wait(self.ports[name])

    def kill(self, *names: str) -> None:
        for name in names:
            self.running[name].kill()
            self.running.pop(name).wait()

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}/"

    def _redis(self) -> list[str]:
        port = str(self.ports["redis"])
        return ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "",
                "--dir", str(self.folder)]  # fmt: skip

    def _environment(self, name: str) -> dict[str, str]:
        keys = self.folder / "keys"
        keys.write_text(f"okafor {KEY}\n")
        program = shutil.which("node") or ""
        return {
            "PATH": str(Path(program).parent), "PORT": str(self.ports.get(name, 0)),
            "HOST": "127.0.0.1", "KEYS": str(keys), "PAGE": str(PAGE),
            "REDIS_URL": f"redis://127.0.0.1:{self.ports['redis']}",
        }  # fmt: skip

    @staticmethod
    def _wait(port: int) -> None:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                assert time.monotonic() < until, "it does not start"
                time.sleep(0.02)
            else:
                return


@contextmanager
def relays() -> Iterator[Relays]:
    """Both servers and Redis, until the end of the block."""
    needed()
    with tempfile.TemporaryDirectory() as folder:
        found = Relays(Path(folder))
        found.start("redis", "a", "b")
        try:
            yield found
        finally:
            found.kill(*found.running)


@dataclass
class Guest:
    """Somebody with a link, at one of the servers."""

    relays: Relays
    token: str
    given: Pass
    name: str
    replica: Replica = field(init=False)
    made: int = 0
    kept: int = 0

    def __post_init__(self) -> None:
        self.replica = Replica(client=new_id(self.token))
        self.replica.on_update(self._count)
        self.link = Link(self.replica, self._say, self._hear, lambda: None)
        self.link.ends = ENDS
        self.go(self.name)
        self.task = asyncio.create_task(self.link.run())

    def go(self, name: str) -> None:
        url = self.relays.url(name).replace("http", "ws") + "log"
        self.link.go_to(url, self.token, self.given.at)

    def _count(self, _: bytes, foreign: bool) -> None:
        self.made += not foreign

    def _say(self) -> dict[str, object]:
        return {"made": self.made if self.link.answered else self.kept}

    def _hear(self, _: int, said: object) -> None:
        kept = json.loads(json.dumps(said)).get("kept", {})
        self.kept = kept.get(str(self.link.id), self.kept)

    def write(self, text: str) -> None:
        at = len(self.replica.text.encode())
        self.replica.replace(at, at, text)

    async def reads(self, some: str) -> None:
        await wait_for(lambda: some in self.replica.text, some, lambda: self.replica.text)

    async def leave(self) -> None:
        await self.link.close()
        self.task.cancel()


@dataclass
class Away:
    """A hub that has called the relay, and the guests that may come there."""

    relays: Relays
    served: Served
    hub: Hub
    way: RelayWay
    passes: dict[str, Pass]

    @property
    def admitted(self) -> Admitted:
        return Admitted({**PASSES, **self.passes}, (), self.way.relay)

    def invited(self, role: str = "guest", name: str = "Rivera") -> tuple[str, Pass]:
        """A link for somebody; the hub is to be told by `admit`."""
        token, at = self.way.made(role)
        self.passes[token] = Pass(role, name, at)
        return token, self.passes[token]

    def come(self, server: str = "b", role: str = "guest", name: str = "Rivera") -> Guest:
        token, given = self.invited(role, name)
        self.hub._admit_those(self.admitted)
        return Guest(self.relays, token, given, server)


@asynccontextmanager
async def away(
    relays: Relays, port: int = 0, passes: dict[str, Pass] | None = None
) -> AsyncIterator[Away]:
    """A hub of the coach `okafor` that calls server A."""
    way = RelayWay(RelaySettings(relays.url("a"), "okafor", KEY), LOG)
    passes = passes if passes is not None else {}
    hub = Hub(Admitted({**PASSES, **passes}, (), way.relay), 60)
    async with serving(hub, port) as served:
        yield Away(relays, served, hub, way, passes)
