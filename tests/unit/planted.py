"""Bugs planted in the rules, each of which a test has to catch.

`python -m tests.unit.planted` plants them one after the other and prints which tests saw them;
`python -m tests.unit.planted NAME PATHS…` runs the tests at PATHS with one of them in place.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import types
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MACHINE = ("domain/test_clock_machine.py",)
TABLES = ("domain/test_clock.py", "domain/test_clock_actions.py", "domain/test_catch_up.py")


@dataclass(frozen=True, slots=True)
class Bug:
    """`right` in the source of `module` becomes `wrong`."""

    name: str
    module: str
    right: str
    wrong: str


CLOCK, EVENTS = "mqi_tui.domain.private.clock", "mqi_tui.domain.private.events"
MOVES, PAY = "mqi_tui.domain.private.clock_actions", "mqi_tui.domain.private.catch_up"

BUGS = (
    Bug("wall clock used", EVENTS, "later.mono - earlier.mono", "later.utc - earlier.utc"),
    Bug("monotonic trusted across boots", EVENTS, "if earlier.boot == later.boot:", "if True:"),
    Bug("no clamp", EVENTS, "return max(0, later.utc - earlier.utc)",
        "return later.utc - earlier.utc"),
    Bug("pause counted", CLOCK, "        if self.paused:\n            self.paused_for += passed",
        "        if self.paused:\n            self._count(passed)\n"
        "            self.paused_for += passed"),
    Bug("time goes on after the end", CLOCK, "if not self.step or self.ended:",
        "if not self.step:"),
    Bug("next past the last step", MOVES, "    if not clock.remaining:\n", "    if False:\n"),
    Bug("next ignores what is not today", CLOCK,
        "return number not in self.skipped and (step.planned or number in self.visited)",
        "return number not in self.skipped"),
    Bug("skip takes the wrong step away", CLOCK, "self.skipped.add(leaving)",
        "self.skipped.add(self.step)"),
    Bug("a jump leaves the step skipped", CLOCK,
        "self.skipped.discard(event.step)\n        self.budget", "self.budget"),
    Bug("go unchecked", MOVES, "if step == clock.step:", "if False:"),
    Bug("back loses the time", CLOCK, "self.elapsed.setdefault(number, 0)",
        "self.elapsed[number] = 0"),
    Bug("undone events lose their time", EVENTS, 'kept[last] = Event("beat", kept[last].at)',
        'kept[last] = Event("beat", kept[last - 1].at)'),
    Bug("the start goes with one undo too many", MOVES,
        'if move.kind == "start" and latest is not move:', "if False:"),
    Bug("undo takes the first move back", EVENTS, "last = done.pop()", "last = done.pop(0)"),
    Bug("an undo loses its own time", EVENTS, 'kept[index] = replace(event, kind="beat")',
        'kept[index] = Event("beat", events[0].at)'),
    Bug("the first beat of a boot is pruned", EVENTS, "if len(boots) == 1:",
        "if events[-1].at.boot == event.at.boot:"),
    Bug("budget below a minute", MOVES, "+ minutes * MINUTE < MINUTE:", "+ minutes * MINUTE < 0:"),
    Bug("negative budget", MOVES, "+ minutes * MINUTE < MINUTE:", "< -1:"),
    Bug("back-date over-moves", CLOCK, "moved = min(event.ms, self.lasted[-2])",
        "moved = event.ms + MINUTE"),
    Bug("back-date adds up", MOVES, "clock.entered_at + minutes * MINUTE - clock.at",
        "minutes * MINUTE"),
    Bug("a pause hides when a step began", CLOCK, "self.entered_at = self.at\n",
        "self.entered_at = self.at - self.paused_total\n"),
    Bug("back-date takes from older visits", MOVES, "clock.lasted[-2] < ms",
        "clock.elapsed[clock.visited[-2]] < ms"),
    Bug("an earlier start moves the kept end", CLOCK,
        "        if self.end_is_kept:\n            self.planned_end += ms\n", ""),
    Bug("an earlier start adds no time", CLOCK, "        self.at += ms\n        self._count(ms)\n",
        "        self._count(ms)\n"),
    Bug("away counted", CLOCK, "self.elapsed[event.step] -= taken", "pass"),
    Bug("more away than there was", CLOCK, "taken = min(left, self.lasted[visit])",
        "taken = left"),
    Bug("away comes off the running step", CLOCK, "if self.visited[visit] == event.step:",
        "if visit == len(self.visited) - 1:"),
    Bug("seconds rounded", CLOCK, "        self.at += passed\n",
        "        self.at += passed // 1000 * 1000\n"),
    Bug("kept end forgotten", CLOCK, "self.planned_end = max(MINUTE, event.ms + longer)", "pass"),
    Bug("time over is still planned", CLOCK,
        "max(0, self.budget.get(n, 0) - self.elapsed.get(n, 0))",
        "(self.budget.get(n, 0) - self.elapsed.get(n, 0))"),
    Bug("adapt forgets who falls away", CLOCK,
        "{number for number, ms in event.budgets.items() if not ms}", "set()"),
    Bug("a step taken in again stays out", CLOCK,
        "        self.skipped.discard(event.step)\n\n    def _away", "\n    def _away"),
    Bug("a step taken in again has what the running one needs", MOVES,
        "_lost(clock, step, clock.step)", "_lost(clock, step, step)"),
    Bug("a step taken in again has no minutes", MOVES,
        "clock.budget[step] + _lost(clock, step, clock.step)", "clock.budget[step]"),
    Bug("adapt unchecked", MOVES, "if not all(_can_become(clock, step, ms)",
        "if not any(True"),
    Bug("adapt lengthens", PAY, "return Payment(step, before, before - minutes)",
        "return Payment(step, before, before + minutes)"),
    Bug("step 9 pays", PAY, "RESERVE = 8", "RESERVE = 9"),
    Bug("the running step pays", PAY,
        "if n in clock.remaining and n not in clock.visited", "if n >= clock.step"),
    Bug("a minute too little is paid", PAY, "owed = clock.minutes_behind",
        "owed = clock.minutes_behind - 1"),
    Bug("half a minute is paid", PAY, "LEAST_DEFICIT = MINUTE", "LEAST_DEFICIT = MINUTE // 2"),
    Bug("no floor", PAY, "FLOOR_PERCENT = 60", "FLOOR_PERCENT = 0"),
    Bug("a bounced key counts twice", MOVES, "BOUNCE = 500", "BOUNCE = 0"),
)  # fmt: skip

SAMPLE = BUGS[::5]
"""Some of each kind, for every run of the tests."""


def spoiled(bug: Bug) -> str:
    """The module's source with the bug in it.

    Raises:
        ValueError: if the right text is not there exactly once, so that nothing would be planted.
    """
    source = (ROOT / bug.module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")
    if source.count(bug.right) != 1:
        raise ValueError(f"{bug.name}: {bug.right!r} is there {source.count(bug.right)} times")
    return source.replace(bug.right, bug.wrong)


def plant(bug: Bug) -> None:
    """Put the module with the bug in the place of the right one."""
    package, _, name = bug.module.rpartition(".")
    module = types.ModuleType(bug.module)
    sys.modules[bug.module] = module
    exec(compile(spoiled(bug), bug.module, "exec"), module.__dict__)
    setattr(importlib.import_module(package), name, module)


def caught(name: str, files: Sequence[str], planter: str = "tests.unit.planted") -> bool:
    """Whether the tests in `files` fail with the bug of this name, known to `planter`, in place."""
    paths = [str(HERE / file) for file in files]
    command = [sys.executable, "-m", planter, name, *paths]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{name}: {done.stdout}{done.stderr}")
    return done.returncode == 1


def run_with(name: str, paths: Sequence[str], bugs: Sequence[Bug] = BUGS) -> int:
    """Run the tests at `paths` with the one of `bugs` of this name; with none for an empty name."""
    for bug in bugs:
        if bug.name == name:
            try:
                plant(bug)
            except ValueError as error:
                print(error)
                return int(pytest.ExitCode.USAGE_ERROR)
    quick = [phase for phase in hypothesis.Phase if phase is not hypothesis.Phase.shrink]
    hypothesis.settings.register_profile("planted", phases=quick, database=None)
    hypothesis.settings.load_profile("planted")
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header"]
    return int(pytest.main([*options, *paths]))


def seen_by(bug: Bug) -> str:
    """Which tests catch `bug`, in words."""
    seen = (
        name
        for name, files in (("tables", TABLES), ("machine", MACHINE))
        if caught(bug.name, files)
    )
    return " + ".join(seen)


def main() -> int:
    missed = 0
    with ThreadPoolExecutor(2) as pool:
        for bug, seen in zip(BUGS, pool.map(seen_by, BUGS), strict=True):
            print(f"{bug.name:<42} {seen or 'NOT CAUGHT'}", flush=True)
            missed += not seen
    print(f"{len(BUGS) - missed} of {len(BUGS)} caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(run_with(sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else main())
