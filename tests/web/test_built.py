"""The page in the package is the one that the sources in `web/` make."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from mqi_tui.text.clean import clean
from tests.hostile import HOSTILE
from web import make

MODULES = make.HERE / "node_modules"


def test_the_page_was_built_from_the_sources_as_they_are() -> None:
    built = make.HASHES.read_text(encoding="utf-8")
    assert built == make.hashes(), "build it anew: python3 run.py web"


def test_each_part_is_pinned_by_its_hash_and_by_no_address() -> None:
    text = (make.HERE / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert '"resolved"' not in text
    assert all("integrity" in one for name, one in packages.items() if name)
    wanted = json.loads((make.HERE / "package.json").read_text(encoding="utf-8"))
    versions = [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
    assert all(version[0].isdigit() for version in versions), "exact versions"


def test_its_cleaning_is_tested_with_what_the_package_makes_of_the_same_texts() -> None:
    cases = json.loads((make.HERE / "test" / "clean.json").read_text(encoding="utf-8"))
    raw = [text for text in HOSTILE if len(text) < 2000]
    assert cases == [[text, clean(text)] for text in raw]


def test_its_modules_do_what_their_own_tests_say() -> None:
    node = shutil.which("node")
    if not (node and MODULES.is_dir()):
        pytest.skip("no Node with the page's parts: npm ci --ignore-scripts in web/")
    tests = sorted(str(one) for one in (make.HERE / "test").glob("*.test.mjs"))
    environment = {name: text for name, text in os.environ.items() if name != "NODE_OPTIONS"}
    done = subprocess.run(
        [node, "--test", *tests],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "# fail 0" in done.stdout
