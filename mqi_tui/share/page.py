"""The guests' page, as the hub gives it to a browser: one file, and what it may do there.

The page may run its own script and no other, talk to the hub and to nobody else, and be shown in
no other page. It holds nothing of a conversation: the log comes later, to those who have a token.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import cache
from http import HTTPStatus
from pathlib import Path

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

FILE = Path(__file__).resolve().parents[1] / "data" / "page.html"
PATH = "/"
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Connection": "close",
    "Vary": "Accept-Encoding",
}


def response(request: Request) -> Response | None:
    """The page, for who asks for it and not for a WebSocket; None for every other request."""
    if request.path != PATH or "Upgrade" in request.headers:
        return None
    page, packed, _ = _page()
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    encoded = packed if is_packed else page
    headers = Headers(HEADERS | {"Content-Security-Policy": policy(request.headers["Host"])})
    headers["Content-Length"] = str(len(encoded))
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return Response(HTTPStatus.OK, "OK", headers, encoded)


def policy(host: str) -> str:
    """What the page may do, as a Content-Security-Policy.

    `host`: what it was asked for as, a name that was looked at before. Older Safaris do not know
    that a WebSocket of the same host is the page's own.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{_page()[2]}'",
            "style-src 'unsafe-inline'",  # the editor makes its style sheet as it starts
            f"connect-src 'self' ws://{host} wss://{host}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


@cache
def _page() -> tuple[bytes, bytes, str]:
    """As it is, compressed, and the hash of its script as a policy names it."""
    page = FILE.read_bytes()
    [script] = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    return page, gzip.compress(page, 9, mtime=0), digest
