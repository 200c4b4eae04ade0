"""What the system opens an address with: the browser, or the program for e-mail."""

from __future__ import annotations


def open_address(address: str) -> bool:
    """Hand an address to the system; whether something took it. May take seconds."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False
