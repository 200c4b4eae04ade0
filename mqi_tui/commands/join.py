"""`mqi join`: the log of another computer, in this terminal, by the link that one was given."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from getpass import getpass

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from mqi_tui.commands import Refused, folders, need_terminal, say, settings_in
from mqi_tui.commands.share import end, end_with_us, send
from mqi_tui.files.guest_link import GuestLink, judged
from mqi_tui.share import OVER, REVOKED
from mqi_tui.share.hocuspocus import Denied
from mqi_tui.share.link import PATIENCE, reaching

ENDED = {
    REVOKED: "this link does not hold, or no longer: ask for a new one",
    OVER: "the conversation is over, and its log with it",
}


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.share.start import window

    link = _link()
    asyncio.run(_try(link))
    home = folders(options.home)
    end_with_us()
    started, pipe = window((home.library, home.state), abroad=True)
    with pipe:
        where = {"url": link.url, "token": link.token, "document": link.document}
        room = {"room": link.host, "log": link.host}
        send(pipe, {"theme": settings_in(home).theme, **room, **where})
        try:
            return started.wait()
        finally:
            end(started)


def _link() -> GuestLink:
    """The link on the clipboard, or else one that is pasted; it is never shown.

    Raises:
        Refused: it is none.
    """
    from mqi_tui.ui.widgets import editor_clipboard

    try:
        found = judged(asyncio.run(editor_clipboard.read()) or "")
    except ValueError:
        return _pasted()
    say(f"The link on the clipboard leads to {found.host}")
    return found


def _pasted() -> GuestLink:
    try:
        return judged(getpass("Paste the link to the log (it is not shown), then Enter: "))
    except ValueError as error:
        raise Refused(str(error)) from None
    except EOFError:
        raise Refused("no link was given") from None


async def _try(link: GuestLink) -> None:
    """Whether one is let in by it: what is wrong is said before a window takes the terminal.

    Raises:
        Refused: one is not.
    """
    try:
        async with reaching(link.url, link.token, link.document) as socket:
            if isinstance(socket, ClientConnection):  # a relay has said so already
                async with asyncio.timeout(PATIENCE):
                    await socket.recv()
    except Denied:
        raise Refused(ENDED[REVOKED]) from None
    except ConnectionClosed as closed:
        code = closed.rcvd.code if closed.rcvd else 0
        raise Refused(ENDED.get(code, f"{link.host} let nobody in")) from None
    except InvalidStatus as refused:
        status = refused.response.status_code
        raise Refused(f"{link.host} lets nobody in by this link (it says {status})") from None
    except TimeoutError:
        return  # a log is there, and nobody has said anything yet
    except (OSError, WebSocketException):
        raise Refused(f"{link.host} does not answer: is the log still shared there?") from None
