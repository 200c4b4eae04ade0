"""A log behind TLS: joined, from within the fence, only where its certificate is believed."""

from __future__ import annotations

import asyncio
import os
import shutil
import ssl
import subprocess
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from mqi_tui.share.replica import Replica
from tests.share.forwarder import pour
from tests.share.wire import GUEST, Peer, hub, run

JOINS = """
import asyncio, sys
from mqi_tui.share import tls
tls.context()
from mqi_tui.share.guard import fence
fence(abroad=True)
from mqi_tui.share.link import is_hub
print(asyncio.run(is_hub(*sys.argv[1:])))
"""


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A folder with an authority (`ca.pem`) and its certificate for this computer."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("no openssl here: joining over TLS is not tried")
    name = "subjectAltName=DNS:localhost"
    new = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    for command in (
        (*new, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=a test authority"),
        (*new, "-keyout", "own.key", "-out", "own.pem", "-subj", "/CN=localhost", "-addext", name,
         "-addext", "basicConstraints=critical,CA:FALSE", "-CA", "ca.pem", "-CAkey", "ca.key"),
    ):  # fmt: skip
        subprocess.run([openssl, *command], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


async def joined(url: str, believed: Path | None) -> str:
    """What a program in the fence says: whether it is let in."""
    env = {name: value for name, value in os.environ.items() if name != "SSL_CERT_FILE"}
    if believed:
        env["SSL_CERT_FILE"] = str(believed)
    joining = await asyncio.create_subprocess_exec(
        sys.executable, "-c", JOINS, url, GUEST, stdout=PIPE, env=env
    )
    out, _ = await joining.communicate()
    return out.decode().strip()


def test_a_log_behind_tls_is_joined_where_its_certificate_is_believed(signed: Path) -> None:
    async def scene() -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(signed / "own.pem", signed / "own.key")
        async with hub() as served:

            async def lead(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                there, here = await asyncio.open_connection("127.0.0.1", served.port)
                await asyncio.gather(pour(reader, here), pour(there, writer))

            coach = Peer(Replica("text", "r"), "coach")
            coach.go(served)
            before = await asyncio.start_server(lead, "127.0.0.1", 0, ssl=context)
            port = before.sockets[0].getsockname()[1]
            url = f"wss://localhost:{port}/log"
            assert await joined(url, signed / "ca.pem") == "True"
            assert await joined(url, None) == "False"
            assert await joined(url.replace("localhost", "127.0.0.1"), signed / "ca.pem") == "False"
            before.close()
            await coach.leave()

    run(scene)
