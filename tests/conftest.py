"""What all tests share: one time zone, no colours asked for by the environment."""

from __future__ import annotations

import os
import time

os.environ["TZ"] = "UTC"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)
if hasattr(time, "tzset"):
    time.tzset()
