"""What all tests share: one time zone, no colours asked for by the environment, one way to try."""

from __future__ import annotations

import gc
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from textual import constants
from textual._styles_cache import StylesCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

os.environ["TZ"] = "UTC"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
setattr(constants, "TEXTUAL_ANIMATIONS", "none")  # noqa: B010 - pytest's plugins came before us
os.environ.pop("NO_COLOR", None)
if hasattr(time, "tzset"):
    time.tzset()
gc.disable()  # until all is collected; see `pytest_collection_finish`

# How long an example takes says something of the machine, not of us; CI tries the same each time.
# The long form of every test that makes up its own examples: MQI_EXAMPLES=5000.
settings.register_profile(
    "mqi",
    max_examples=int(os.environ.get("MQI_EXAMPLES", "30")),
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("mqi")

PARSE = Stylesheet._parse_rules
PARSED: defaultdict[frozenset[tuple[str, str]], dict[Any, Any]] = defaultdict(dict)


def parse_once(sheet: Any, *source: Any, **more: Any) -> Any:
    """Read styles once for each set of colours; Textual has each app read them anew."""
    colours, cache = getattr(sheet, "parsed_with", (None, None))
    if colours is not sheet._variables:
        colours, cache = sheet._variables, PARSED[frozenset(sheet._variables.items())]
        sheet.parsed_with = colours, cache
    own, sheet._parse_cache = sheet._parse_cache, cache
    try:
        return PARSE(sheet, *source, **more)
    finally:
        sheet._parse_cache = own


setattr(Stylesheet, "_parse_rules", parse_once)  # noqa: B010 - a private name of Textual's
setattr(RuleSet, "__hash__", object.__hash__)  # noqa: B010 - the same, by id, without a call


LONG = {
    "torture", "pty", "test_clicks.py", "test_contrast.py", "test_hostile.py", "test_rehearse.py",
    "test_bursts.py", "test_preparing.py", "test_pictures.py", "test_compositor.py",
}  # fmt: skip
"""Where tests take seconds each."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="all cases of every test, some 15 minutes")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "some(every): of like cases, all but each first are --long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what only a long run tries, unless this is one; then see to who begins with what."""
    if not config.getoption("--long"):
        tried = dict.fromkeys(some_of(items))
        config.hook.pytest_deselected(items=[one for one in items if one not in tried])
        items[:] = tried
    _long_ones_first(items)


def some_of(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """One in so many of the cases of a test that says so, from its first on; `some(0)`: none."""
    seen: Counter[str] = Counter()
    for one in items:
        mark, name = one.get_closest_marker("some"), one.nodeid.partition("[")[0]
        every = mark.args[0] if mark else 1
        if every and not seen[name] % every:
            yield one
        seen[name] += 1


def _long_ones_first(items: list[pytest.Item]) -> None:
    """Let each worker begin with its share of the long ones, so that none is left for the end."""
    share = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    browser = [one for one in items if "web" in one.path.parts]  # one browser is enough
    long = [one for one in items if LONG & set(one.path.parts)]
    known = {*browser, *long}
    short = [one for one in items if one not in known]
    size = -(-len(short) // share)
    chunks = (long[n::share] + short[n * size : (n + 1) * size] for n in range(share))
    items[:] = browser + [one for chunk in chunks for one in chunk]


def pytest_collection_finish() -> None:
    """What was imported and collected stays: no use to look again and again for what of it went."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


@pytest.fixture
def is_long(pytestconfig: pytest.Config) -> bool:
    """Whether all cases are tried, however like each other."""
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture(autouse=True)
def forget_the_screens() -> Iterator[None]:
    """Textual remembers what widgets painted for as long as a process lives: 8 MB an app."""
    yield
    StylesCache.get_inner_outer.cache_clear()
