"""How much a guest may send, and how fast: far more than anybody types."""

from __future__ import annotations

from dataclasses import dataclass

UPDATE = 64 * 1024
"""Bytes of one update."""
HEAD = 16
"""Bytes of a message before its update: the length, and the kind."""
MESSAGE = UPDATE + HEAD
"""Bytes of one message."""
GATHERED = 16 * UPDATE
"""Bytes of an update in which a relay has put together several of one guest."""
WORDS = 4 * 1024
"""Bytes of what one says of oneself."""
CLOCKS = 4096
"""Replicas of which one may have something."""
RATE, BURST = 60.0, 240.0
"""Messages a second, and how many at once."""
STRIKES = 3
"""Messages against the rules, after which a link holds no more."""
EARLY = 3
"""Updates one after the other of which something before is missing: it is another document."""
PATIENCE = 10.0
"""Seconds in which the letters of others that a guest has may come from whoever wrote them."""
SOCKETS = 8
"""Connections by one link at a time."""


@dataclass
class Bucket:
    """How many messages are left to somebody; it fills again with time."""

    at: float
    """Seconds of a clock that never goes back."""
    left: float = BURST

    def take(self, now: float) -> bool:
        """Whether there is one more for a message at `now`."""
        self.left = min(BURST, self.left + (now - self.at) * RATE) - 1
        self.at = now
        return self.left >= 0
