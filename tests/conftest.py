"""What all tests share: one time zone, no colours asked for by the environment, one way to try."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from textual._styles_cache import StylesCache

os.environ["TZ"] = "UTC"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)
if hasattr(time, "tzset"):
    time.tzset()

# How long an example takes says something of the machine, not of us; CI tries the same each time.
settings.register_profile(
    "mqi",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("mqi")


@pytest.fixture(autouse=True)
def forget_the_screens() -> Iterator[None]:
    """Textual remembers what widgets painted for as long as a process lives: 8 MB an app."""
    yield
    StylesCache.get_inner_outer.cache_clear()
