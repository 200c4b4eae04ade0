"""The one module that asks the machine for the time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from mqi_tui.domain.private.events import between
from mqi_tui.services import system_clock
from mqi_tui.systems import macos, windows


def test_readings_go_on() -> None:
    first, second = system_clock.read(), system_clock.read()
    assert first.boot == second.boot
    assert first.mono <= second.mono
    assert abs(first.utc - time.time() * 1000) < 5_000


def test_another_process_is_in_the_same_boot() -> None:
    code = (
        "from mqi_tui.services.system_clock import read; r = read();"
        "print(r.mono, r.utc, r.boot, sep='|')"
    )
    before = system_clock.read()
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    mono, utc, boot = said.stdout.strip().split("|")
    after = system_clock.read()
    assert boot == before.boot
    assert before.mono <= int(mono) <= after.mono
    assert before.utc <= int(utc) <= after.utc


@pytest.mark.skipif(sys.platform != "linux", reason="CLOCK_BOOTTIME is Linux's")
def test_on_linux_the_clock_counts_sleep() -> None:
    boottime = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    assert 0 <= system_clock.read().mono - boottime < 5_000
    assert system_clock.read().boot == Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def test_on_macos_the_boot_has_a_session_id(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(command: list[str], **_: object) -> SimpleNamespace:
        assert command[-1] == "kern.bootsessionuuid"
        return SimpleNamespace(stdout="6F3A\n")

    monkeypatch.setattr(subprocess, "run", answer)
    assert macos.boot() == "6F3A"


def test_where_a_boot_has_no_name_it_is_the_minute_it_began(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nameless = SimpleNamespace(boot=windows.boot, monotonic_ms=lambda: 90_000)
    monkeypatch.setattr(system_clock, "here", nameless)
    monkeypatch.setattr(time, "time_ns", lambda: 600_000 * 1_000_000)
    assert system_clock._boot.__wrapped__() == "began 8"


def test_windows_asks_the_clock_that_counts_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    def tick() -> int:
        return 2**33

    kernel = SimpleNamespace(GetTickCount64=tick)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert windows.monotonic_ms() == 2**33


def test_time_passes_between_two_readings() -> None:
    first = system_clock.read()
    until = time.perf_counter() + 5
    while not between(first, system_clock.read()) and time.perf_counter() < until:
        pass
    assert between(first, system_clock.read()) > 0


ZONES = [
    ("America/New_York", "America/New_York"),
    ("Europe/Berlin", "Europe/Berlin"),
    ("EST5EDT4,M3.2.0,M11.1.0", None),  # a rule without a name
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no TZ")
@pytest.mark.parametrize(("tz", "name"), ZONES)
def test_the_zone_is_the_one_of_local_times_or_none(tz: str, name: str | None) -> None:
    """In a process of its own: the zone of this one is everybody's."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from mqi_tui.services.system_clock import zone; z = zone(); print(z and z.key)",
        ],
        env={**os.environ, "TZ": tz},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.stdout.strip(), said.stderr) == (str(name), "")
