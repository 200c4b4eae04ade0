"""What differs from system to system: a module for each, all with the same names.

`here` is the one of this system; nothing else in the package asks which that is. Only it is
imported, and what `posix` has for Linux, macOS and their relatives.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    from mqi_tui.systems import windows as here
elif sys.platform == "darwin":
    from mqi_tui.systems import macos as here
elif sys.platform == "linux":
    from mqi_tui.systems import linux as here
else:
    from mqi_tui.systems import posix as here

__all__ = ["here"]
