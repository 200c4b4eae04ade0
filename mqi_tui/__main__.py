"""`python -m mqi_tui`, and the commands `mqi` and `mqi-tui`."""

import gc
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told, too
    sys.exit("mqi needs Python 3.11 or newer")

# Nothing that is imported becomes garbage, and looking for some is a quarter of the start. What
# shows a screen turns the collector on again after its first frame; other commands are over soon.
gc.disable()

from mqi_tui.commands.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
