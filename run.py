#!/usr/bin/env python3
"""Everything from a fresh copy, with Python 3.11 and pip alone. The first time installs.

python3 run.py                try it: the sample conversation (without a terminal: rehearsed)
python3 run.py test           the tests
python3 run.py bench          the benchmarks
python3 run.py torture        kill it while it saves and is shared, and count what was lost
python3 run.py web            build the guests' page anew (needs Node); --check compares it
python3 run.py docs           make the pictures, the list of keys and the man page anew
python3 run.py mqi …          mqi itself, such as: python3 run.py mqi open plan.yaml

On Windows: py run.py …
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"
"""Written last, so that a half-made environment is known for what it is."""
WORKERS = str((os.cpu_count() or 1) + 2)
"""Of the tests: many wait for a terminal, a disk or another process, and leave their core idle."""
COMMANDS = {
    "mqi": ["-m", "mqi_tui"],
    "test": ["-m", "pytest", "-n", WORKERS, "--dist", "worksteal"],
    "bench": ["-m", "bench"],
    "torture": ["-m", "tests.torture"],
    "web": [str(HERE / "web" / "make.py")],
    "docs": [str(HERE / "docs" / "make.py")],
}


def main() -> None:
    """Make ready what is missing, then run what was asked for; its exit code is ours."""
    command, *rest = sys.argv[1:] or [""]
    if command and command not in COMMANDS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # mqi starts faster, and tests often start it
    if command in ("", "mqi"):
        os.environ["MQI_CALLED"] = f"{'py' if os.name == 'nt' else 'python3'} {sys.argv[0]} mqi"
    prepare()
    if command:
        sys.exit(run([*COMMANDS[command], *rest], None if command == "mqi" else HERE))
    sys.exit(run(first_look()))


def first_look() -> list[str]:
    """The sample conversation: live on a terminal; without one, rehearsed in a home of its own."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return [*COMMANDS["mqi"], "demo"]
    os.environ.setdefault("MQI_HOME", tempfile.mkdtemp(prefix="mqi-rehearsal-"))
    return [*COMMANDS["mqi"], "rehearse"]


def prepare() -> None:
    """Make `.venv` with mqi and its tools in it, unless it is there and nothing has changed."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told, too
        sys.exit("mqi needs Python 3.11 or newer")
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text() == wanted():
        return
    if not (find_spec("venv") and find_spec("ensurepip")):
        sys.exit("Python's venv module is missing; on Debian or Ubuntu: apt install python3-venv")
    print("Preparing .venv: this takes a minute, once.", file=sys.stderr)
    if not (PYTHON.exists() and install()):
        make_anew()
    STAMP.write_text(wanted())


def make_anew() -> None:
    """From nothing: there was none, or it was broken."""
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False)
    if made.returncode or not install():
        sys.exit("The installation failed; see above. Is this computer online?")


def install() -> bool:
    """Whether all could be installed."""
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return not run([*pip, "--editable", f"{HERE}[dev]"])


def wanted() -> str:
    """What the environment depends on, in short: it is made anew when this changes."""
    parts = (HERE / "pyproject.toml").read_bytes(), str(HERE).encode(), sys.version.encode()
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def run(arguments: list[str], folder: Path | None = None) -> int:
    """Run Python of `.venv`; the exit code."""
    try:
        return subprocess.run([PYTHON, *arguments], cwd=folder, check=False).returncode
    except KeyboardInterrupt:
        return 130
    except OSError:  # a broken environment, such as one copied from another computer
        return 1


if __name__ == "__main__":
    main()
