"""The way from outside: what its program tells, that it is kept up, and that guests come by it."""

from __future__ import annotations

import asyncio
import shlex
import subprocess
import sys
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
from tests.share.test_sharing import House, hubs
from tests.share.wire import PUBLIC, hub, run
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
        sharing.dig(COMMAND)
        await wait_for(house.meeting.announced, "it is shared")
        assert not started, "nobody has a link"
        token = sharing.guests.invite(Pass(GUEST, "Rivera"))
        sharing.look()
        assert "leads nowhere yet" in sharing.reach
        await wait_for(lambda: sharing.base, "it stands")
        assert sharing.link_for(token).startswith(f"http://{PUBLIC}:")
        assert PUBLIC in sharing.reach
        assert "not encrypted" in sharing.reach
        assert await comes(sharing.base, token)
        before = sharing.base
        started[-1].kill()
        await wait_for(lambda: sharing.base not in ("", before), "it stands again")
        assert await comes(sharing.base, token)

    house.shares(scene)
    assert len(started) == 2


def test_a_program_that_is_not_there_is_said() -> None:
    async def scene() -> None:
        turned: list[str] = []
        async with hub() as served:
            tunnel = Tunnel("no-such-program {port}", lambda: turned.append(tunnel.base))
            tunnel.lead_to(served.port)
            await wait_for(lambda: "no-such-program" in tunnel.words, "it is said")
            tunnel.close()
        assert turned == []

    run(scene)
