"""Which certificates are believed, read before the fence stands: it keeps their files shut, too."""

from __future__ import annotations

from functools import cache
from ssl import SSLContext, create_default_context


@cache
def context() -> SSLContext:
    """The system's certificates, or those of the file that SSL_CERT_FILE names."""
    return create_default_context()


def context_for(url: str) -> SSLContext | None:
    """What a connection to that address needs; None where it is not encrypted."""
    return context() if url.startswith("wss:") else None
