"""Where the hub listens: on a port of this computer, in the protocol of windows and guests."""

from __future__ import annotations

import socket as sockets
from collections.abc import Sequence

from websockets.asyncio.server import Server, ServerConnection
from websockets.typing import Subprotocol

from mqi_tui.share import admission

HOST = "127.0.0.1"


def our_protocol(_: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    """The protocol that is spoken, where it is offered."""
    return Subprotocol(admission.PROTOCOL) if admission.PROTOCOL in offered else None


def listening(port: int) -> sockets.socket:
    """On that port of this computer, if it is free; else on any."""
    try:
        return sockets.create_server((HOST, port))
    except OSError:
        return sockets.create_server((HOST, 0))


def port_of(server: Server) -> int:
    """On which one it came to listen."""
    return int(next(iter(server.sockets)).getsockname()[1])
