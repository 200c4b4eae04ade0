"""Programs of the y-websocket protocol as they are: two write, one reads, and the hub dies."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from mqi_tui.share.replica import Replica
from tests.share.wire import GUEST, OTHER, READER, Peer, Served, hub, run
from tests.ui.stage import wait_for

FOLDER = Path(__file__).parent / "stock"
TEXT = "# Log\n\n- Rivera: they tried é 😀\n" * 10
COUNT = 250
MARKS = ("<guest>", "<other>", "<reader>")
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


@pytest.fixture(scope="module")
def node() -> str:
    """Node, with what the client needs; where that cannot be had, these tests are left out."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if not (found and npm):
        pytest.skip("no Node here: whether any y-websocket program can join is not looked at")
    if not (FOLDER / "node_modules" / "y-websocket").is_dir():
        done = subprocess.run([npm, *INSTALL], cwd=FOLDER, check=False, timeout=120)
        if done.returncode:
            pytest.skip("npm brings nothing here: y-websocket is not there")
    return found


async def begin(node: str, served: Served, token: str, count: int = COUNT) -> Process:
    url = f"ws://127.0.0.1:{served.port}"
    return await asyncio.create_subprocess_exec(
        node, "client.mjs", url, token, str(count), cwd=FOLDER, stdin=PIPE, stdout=PIPE
    )


async def text_of(client: Process) -> str:
    assert client.stdout
    return str(json.loads(await client.stdout.readline())["text"])


async def asked(client: Process, mark: str = "") -> str:
    """Its text, after it wrote `mark`."""
    assert client.stdin
    client.stdin.write(f"{mark}\n".encode())
    return await text_of(client)


def test_stock_clients_and_the_coach_write_one_text_across_a_death_of_the_hub(node: str) -> None:
    async def scene() -> None:
        us = Peer(Replica(TEXT, "r"), "coach")
        async with hub() as first:
            us.go(first)
            clients = [await begin(node, first, token) for token in (GUEST, OTHER)]
            clients.append(await begin(node, first, READER, 5))
            for client in clients:
                assert "# Log" in await text_of(client)
            us.write(0, "by the coach ")
            await wait_for(lambda: len(us.replica.text) > len(TEXT) + 50, "they write")
        async with hub(port=first.port) as second:  # empty, at the same place
            us.go(second)
            for client in clients:
                await text_of(client)  # nobody deletes at random any more
            for client, mark in zip(clients, MARKS, strict=True):
                await asked(client, mark)
            await wait_for(
                lambda: all(one in us.replica.text for one in MARKS[:2]), "all is written"
            )
            texts = [""]
            while set(texts) != {us.replica.text}:
                await asyncio.sleep(0.05)
                texts = [await asked(client) for client in clients[:2]]
            assert [us.replica.text.count(one) for one in MARKS] == [1, 1, 0]
            assert us.replica.text.count("by the coach ") <= 1
        for client in clients:
            client.kill()
            await client.wait()

    run(scene)
