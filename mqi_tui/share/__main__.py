"""`python -m mqi_tui.share hub PORT OUTWARD`, `… window N`, `… abroad N`: fenced in at once."""

from __future__ import annotations

import os
import sys

from mqi_tui.share import tls
from mqi_tui.share.guard import fence
from mqi_tui.ui.terminal.process import drop_debugging, private_files, quiet_crashes


def main() -> None:
    """Be the hub, on PORT if it is free; or the window that pipe N tells where the log is.

    `abroad`: that may be on another computer. OUTWARD: the port of a relay, or 0.
    """
    what, number, *more = sys.argv[1], *map(int, sys.argv[2:])
    private_files()
    drop_debugging(os.environ)
    quiet_crashes()
    if what == "abroad" or any(more):
        tls.context()
    if what == "hub":
        fence(listens=True, port=number, outward=sum(more))
        from mqi_tui.share import hub

        hub.main(number)
    else:
        fence(abroad=what == "abroad")
        from mqi_tui.systems import here
        from mqi_tui.ui import share_app

        share_app.main(here.inherited(number))


if __name__ == "__main__":
    main()
