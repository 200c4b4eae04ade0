"""`python -m mqi_tui.share hub` and `… window N`: what `start` starts, fenced in first of all."""

from __future__ import annotations

import os
import sys

from mqi_tui.share.guard import fence
from mqi_tui.ui.terminal.process import drop_debugging, private_files, quiet_crashes


def main() -> None:
    """Be the hub, or the window that is told on pipe N where the log is."""
    private_files()
    drop_debugging(os.environ)
    quiet_crashes()
    fence(listens=sys.argv[1] == "hub")
    if sys.argv[1] == "hub":
        from mqi_tui.share import hub

        hub.main()
    else:
        from mqi_tui.share.start import inherited
        from mqi_tui.ui import share_app

        share_app.main(inherited(int(sys.argv[2])))


if __name__ == "__main__":
    main()
