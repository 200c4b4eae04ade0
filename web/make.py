"""Build the guests' page into the package, or check that it is what its sources make.

python3 run.py web            build mqi_tui/data/page.html anew
python3 run.py web --check    build it in another folder from nothing, and compare

It needs Node and npm, which nobody needs who only uses mqi.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "mqi_tui" / "data" / "page.html"
HASHES = PAGE.with_suffix(".sha256")
"""Of the page, and of the sources that it was built from."""
PARTS = ("build.mjs", "package.json", "package-lock.json", "src")


def main() -> int:
    """Do what was asked for; the exit code."""
    if sys.argv[1:] not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not (shutil.which("node") and shutil.which("npm")):
        print("the guests' page is not built anew and not checked: there is no Node here")
        return 0 if sys.argv[1:] else 1
    return check() if sys.argv[1:] else build()


def build() -> int:
    """Make the page in place."""
    if not (HERE / "node_modules" / "esbuild").is_dir():
        install(HERE)
    run(HERE, "node", "build.mjs", str(PAGE))
    HASHES.write_text(hashes(), encoding="utf-8")
    return 0


def check() -> int:
    """Make the page from the lock file alone, elsewhere; whether the same came out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in PARTS:
            copy = shutil.copytree if (HERE / part).is_dir() else shutil.copy
            copy(HERE / part, folder / part)
        install(folder)
        run(folder, "node", "build.mjs", "page.html")
        is_same = (folder / "page.html").read_bytes() == PAGE.read_bytes()
    if is_same and HASHES.read_text(encoding="utf-8") == hashes():
        print("the guests' page is what its sources make")
        return 0
    print("the guests' page is not what its sources make: python3 run.py web", file=sys.stderr)
    return 1


def install(folder: Path) -> None:
    """Bring exactly what the lock file names; nothing of it is run by that."""
    run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


def run(folder: Path, *command: str) -> None:
    program = shutil.which(command[0])
    assert program
    if code := subprocess.run([program, *command[1:]], cwd=folder, check=False).returncode:
        sys.exit(code)


def hashes() -> str:
    """The page's and its sources', as `sha256sum` writes them."""
    page = hashlib.sha256(PAGE.read_bytes()).hexdigest()
    return f"{page}  page.html\n{sources()}  web\n"


def sources() -> str:
    """One hash for all that the page is built from."""
    files = [file for part in PARTS for file in sorted([HERE / part, *(HERE / part).rglob("*")])]
    found = hashlib.sha256()
    for file in filter(Path.is_file, files):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{file.relative_to(HERE).as_posix()}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
