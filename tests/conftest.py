"""What all tests share: one time zone, no colours asked for by the environment."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from textual._styles_cache import StylesCache

os.environ["TZ"] = "UTC"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)
if hasattr(time, "tzset"):
    time.tzset()


@pytest.fixture(autouse=True)
def forget_the_screens() -> Iterator[None]:
    """Textual remembers what widgets painted for as long as a process lives: 8 MB an app."""
    yield
    StylesCache.get_inner_outer.cache_clear()
