"""`python -m mqi_tui.share hub PORT`, `… window N`, `… abroad N`: fenced in at once."""

from __future__ import annotations

import os
import sys

from mqi_tui.share.guard import fence
from mqi_tui.ui.terminal.process import drop_debugging, private_files, quiet_crashes


def main() -> None:
    """Be the hub, on PORT if it is free; or the window that pipe N tells where the log is.

    `abroad`: that may be on another computer.
    """
    what, number = sys.argv[1], int(sys.argv[2])
    private_files()
    drop_debugging(os.environ)
    quiet_crashes()
    fence(listens=what == "hub", port=number if what == "hub" else 0, abroad=what == "abroad")
    if what == "hub":
        from mqi_tui.share import hub

        hub.main(number)
    else:
        from mqi_tui.share.start import inherited
        from mqi_tui.ui import share_app

        share_app.main(inherited(number))


if __name__ == "__main__":
    main()
