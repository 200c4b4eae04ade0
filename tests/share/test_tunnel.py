"""The way from outside: what its program tells, that it is kept up, and that guests come by it."""

from __future__ import annotations

import asyncio
import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from mqi_tui.domain.roles import GUEST, Pass
from mqi_tui.services import tunnel as tunnels
from mqi_tui.services.tunnel import Tunnel, host_in, leads_to
from mqi_tui.share.admission import offered
from mqi_tui.share.replica import Replica
from tests.share.test_sharing import House, hubs
from tests.share.wire import GUEST as GUEST_TOKEN
from tests.share.wire import PUBLIC, Peer, hub, run
from tests.torture import processes
from tests.ui.stage import Stage, wait_for

__all__ = ["hubs"]

COMMAND = f"{shlex.quote(sys.executable)} -m tests.share.forwarder {{port}}"


@pytest.mark.parametrize(
    ("line", "host", "base"),
    [
        ("Allocated port 41234 for remote forward to localhost:5", "t.example.org",
         "http://t.example.org:41234"),
        ("Allocated port 41234 for remote forward to localhost:5", "", ""),
        ("2026 INF |  https://Some-Words.trycloudflare.com  |", "",
         "https://some-words.trycloudflare.com"),
        ("forwarding http://localhost:5 and http://127.0.0.1:5", "", ""),
        ("from http://localhost:5 to https://log.example.org:8443/x", "",
         "https://log.example.org:8443"),
        ("", "t.example.org", ""),
        ("Warning: remote port forwarding failed", "t.example.org", ""),
    ],
)  # fmt: skip
def test_where_it_leads_is_read_from_what_it_says(line: str, host: str, base: str) -> None:
    assert leads_to(line, host) == base


@pytest.mark.parametrize(
    ("command", "host"),
    [
        ("ssh -R 0:localhost:5 t.example.org", "t.example.org"),
        ("/usr/bin/ssh -R 0:localhost:5 coach@T.example.org", "t.example.org"),
        ("cloudflared tunnel --url http://localhost:5", ""),
        ("ssh", ""),
    ],
)
def test_ssh_goes_to_its_last_word(command: str, host: str) -> None:
    assert host_in(command.split()) == host


async def comes(base: str, token: str) -> bool:
    """Whether somebody from outside is let in, who calls this computer by that name."""
    at = urlsplit(base)
    protocols = [Subprotocol(name) for name in offered(token)]
    async with connect(
        f"ws://{at.netloc}/log", host="127.0.0.1", port=at.port, subprotocols=protocols,
        proxy=None, origin=None,
    ) as socket:  # fmt: skip
        await socket.recv()
        return True


def test_a_guest_comes_by_it_and_it_is_dug_again_when_it_falls(
    tmp_path: Path, hubs: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(tmp_path / "home")
    monkeypatch.setattr(tunnels, "FIRST", 0.05)
    started: list[Any] = []
    real: Callable[..., Any] = asyncio.create_subprocess_exec

    async def remembered(*words: str, **options: Any) -> Any:
        started.append(await real(*words, **options))
        return started[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", remembered)

    async def scene(stage: Stage) -> None:
        sharing = stage.app.work.begin_sharing()
        sharing.ways.dig(COMMAND)
        await wait_for(house.meeting.announced, "it is shared")
        assert not started, "nobody has a link"
        token = sharing.guests.invite(Pass(GUEST, "Rivera"))
        sharing.look()
        assert "leads nowhere. It is tried again" in sharing.ways.reach
        await wait_for(lambda: sharing.ways.base, "it stands")
        assert sharing.ways.link(token).startswith(f"http://{PUBLIC}:")
        assert PUBLIC in sharing.ways.reach
        assert "not encrypted" in sharing.ways.reach
        assert await comes(sharing.ways.base, token)
        before = sharing.ways.base
        started[-1].kill()
        await wait_for(lambda: sharing.ways.base not in ("", before), "it stands again")
        assert await comes(sharing.ways.base, token)

    house.shares(scene)
    assert len(started) == 2


def test_a_program_that_is_not_there_is_said() -> None:
    async def scene() -> None:
        turned: list[str] = []
        async with hub() as served:
            tunnel = Tunnel("no-such-program {port}", lambda: turned.append(tunnel.base))
            tunnel.lead_to(served.port)
            await wait_for(lambda: "no-such-program" in tunnel.words, "it is said")
            await tunnel.close()
        assert turned == []

    run(scene)


DIGS = """
import asyncio, sys
from mqi_tui.services.tunnel import Tunnel

async def main():
    tunnel = Tunnel(sys.argv[1], lambda: print(tunnel.base, flush=True))
    tunnel.lead_to(int(sys.argv[2]))
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_program_of_a_tunnel_outlives_mqi_whatever_ends_it() -> None:
    async def scene() -> None:
        async with hub() as served:
            digging = await asyncio.create_subprocess_exec(
                sys.executable, "-c", DIGS, COMMAND, str(served.port), stdout=PIPE
            )
            assert digging.stdout
            assert (await digging.stdout.readline()).startswith(b"http://")
            words = ("tests.share.forwarder", str(served.port))
            assert len(processes.pids(*words)) > 1, "the program, and what holds it"
            digging.kill()
            await wait_for(lambda: not processes.pids(*words), "they are gone")
            await digging.wait()

    run(scene)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_program_ends_also_when_what_holds_it_is_killed() -> None:
    async def scene() -> None:
        async with hub() as served:
            tunnel = Tunnel(COMMAND, lambda: None)
            tunnel.lead_to(served.port)
            await wait_for(lambda: tunnel.base, "it stands")
            [leash] = processes.pids("leash.py", str(served.port))
            [forwarder] = set(processes.pids("tests.share.forwarder", str(served.port))) - {leash}
            os.kill(leash, signal.SIGKILL)
            await wait_for(lambda: not Path(f"/proc/{forwarder}").exists(), "it is gone")
            await tunnel.close()

    run(scene)


def test_ssh_leads_a_guest_here_through_a_real_sshd(tmp_path: Path) -> None:
    sshd = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
    if not (sshd and shutil.which("ssh") and shutil.which("ssh-keygen")):
        pytest.skip("no sshd here (Debian: apt install openssh-server): ssh -R is not tried")
    for name in ("host", "own"):
        key = str(tmp_path / name)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    (tmp_path / "known").write_bytes((tmp_path / "own.pub").read_bytes())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ("ListenAddress=127.0.0.1", f"AuthorizedKeysFile={tmp_path / 'known'}",
               "StrictModes=no", "UsePAM=no", "PidFile=none", "PermitRootLogin=yes")  # fmt: skip
    set_ = [word for option in options for word in ("-o", option)]
    command = [sshd, "-D", "-e", "-f", "/dev/null", "-p", str(port), "-h", str(tmp_path / "host")]
    own = f"-i {tmp_path / 'own'} -p {port} -o StrictHostKeyChecking=no"
    ways = tunnels.COMMANDS["ssh"].replace(" -R", f" {own} -o UserKnownHostsFile=/dev/null -R")

    async def scene() -> None:
        async with hub() as served:
            coach = Peer(Replica("text", "r"), "coach")
            coach.go(served)
            tunnel = Tunnel(f"{ways}{getpass.getuser()}@127.0.0.1", lambda: None)
            tunnel.lead_to(served.port)
            await wait_for(lambda: tunnel.base, "it stands", lambda: tunnel.words)
            assert tunnel.base.startswith("http://127.0.0.1:")
            assert str(served.port) not in tunnel.base
            assert await comes(tunnel.base, GUEST_TOKEN)
            await coach.leave()
            await tunnel.close()
            await wait_for(lambda: not processes.pids("ssh", f"0:localhost:{served.port}"), "gone")

    Path("/run/sshd").mkdir(exist_ok=True) if os.geteuid() == 0 else None
    started = subprocess.Popen([*command, *set_], stderr=subprocess.DEVNULL)
    try:
        run(scene)
    finally:
        started.kill()
        started.wait()
