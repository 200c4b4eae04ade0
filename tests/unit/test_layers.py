"""Who may import whom: read from the sources, function-level imports too, and tried once for real.

Values and rules stand alone; the two halves of a conversation never meet but in a few named
places; what the teacher might see can reach nothing private.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import mqi_tui

PACKAGE = Path(mqi_tui.__file__).parent
Graph = Mapping[str, frozenset[str]]

RULES = (
    "private.*", "shared.*", "exports.*",
    "text", "dates", "guide", "rubric", "kinds", "values", "door", "conversation",
)  # fmt: skip
"""Values and rules, by their names below `mqi_tui`."""

SEE_BOTH_HALVES = {
    "door", "conversation", "files.records", "session", "shelf", "carrying", "hours", "reporting",
    "flows.homing", "flows.recapping", "flows.searching", "flows.threads", "flows.together",
    "flows.versions", "app", "commands*", "rehearse",
}  # fmt: skip

NEVER: list[tuple[Iterable[str], Iterable[str]]] = [
    # these … never reach these, not even through another module
    (RULES, ("textual", "tinydb", "mqi_tui.store*", "mqi_tui.machine", "mqi_tui.app")),
    (("private*",), ("mqi_tui.shared*", "mqi_tui.door", "mqi_tui.conversation")),
    (("shared*",), ("mqi_tui.private*", "mqi_tui.door", "mqi_tui.conversation")),
    (("widgets*", "screens*"), ("mqi_tui.store*", "mqi_tui.machine", "mqi_tui.share", "tinydb")),
    (("store*",), ("textual", "mqi_tui.app", "mqi_tui.screens*", "mqi_tui.widgets*")),
    (
        ("paper*",),
        (
            "textual",
            "tinydb",
            "mqi_tui.store*",
            "mqi_tui.shared*",
            "mqi_tui.door",
            "mqi_tui.machine",
        ),
    ),
    (
        ("exports*",),
        (
            "textual",
            "tinydb",
            "mqi_tui.store*",
            "mqi_tui.private*",
            "mqi_tui.door",
            "mqi_tui.conversation",
            "mqi_tui.machine",
            "mqi_tui.exporting",
        ),
    ),
    (("share",), ("mqi_tui.store*", "mqi_tui.private*", "mqi_tui.conversation", "tinydb")),
]


def imports(source: str, module: str, is_package: bool = False) -> frozenset[str]:
    """Every module that `source` names in an import that runs; those for types alone do not."""
    tree = ast.parse(source)
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    package = module if is_package else module.rpartition(".")[0]
    named: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, package)
            named |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return frozenset(named)


def _base(node: ast.ImportFrom, package: str) -> str:
    parents = package.split(".")
    kept = parents[: len(parents) - node.level + 1] if node.level else []
    return ".".join([*kept, *([node.module] if node.module else [])])


def read_graph(root: Path) -> Graph:
    graph = {}
    for path in root.rglob("*.py"):
        parts = (root.name, *path.relative_to(root).with_suffix("").parts)
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        graph[name] = imports(path.read_text(encoding="utf-8"), name, is_package)
    return graph


def reached(graph: Graph, start: str) -> dict[str, str]:
    """All that `start` reaches, each with the module it was reached from."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        module = waiting.pop()
        for name in graph.get(module, frozenset()):
            if name not in came_from:
                came_from[name] = module
                waiting.append(name)
    return came_from


def matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, one) or name.startswith(f"{one}.") for one in patterns)


def broken(graph: Graph, some: Iterable[str], never: Iterable[str]) -> list[str]:
    """Each forbidden import below `some`, with the way it came."""
    found = []
    for module in sorted(graph):
        if matches(module.removeprefix("mqi_tui."), some):
            came_from = reached(graph, module)
            found += [
                f"{module} reaches {name} by {came_from[name]}"
                for name in sorted(came_from)
                if matches(name, never)
            ]
    return found


@pytest.fixture(name="graph", scope="module")
def _graph() -> Graph:
    return read_graph(PACKAGE)


@pytest.mark.parametrize(("some", "never"), NEVER, ids=[str(some) for some, _ in NEVER])
def test_a_layer_reaches_only_what_it_may(
    graph: Graph, some: Iterable[str], never: Iterable[str]
) -> None:
    assert broken(graph, some, never) == []


def test_only_a_few_see_both_halves(graph: Graph) -> None:
    both = {
        module.removeprefix("mqi_tui.")
        for module, named in graph.items()
        if matches_any(named, "mqi_tui.private.*") and matches_any(named, "mqi_tui.shared.*")
    }
    assert [module for module in sorted(both) if not matches(module, SEE_BOTH_HALVES)] == []


def matches_any(names: Iterable[str], pattern: str) -> bool:
    return any(matches(name, (pattern,)) for name in names)


def test_only_the_store_knows_tinydb(graph: Graph) -> None:
    know = [module for module, named in graph.items() if matches_any(named, "tinydb")]
    assert [module for module in know if not module.startswith("mqi_tui.store")] == []


def test_the_layers_are_all_there(graph: Graph) -> None:
    """A renamed package must not make the rules above hold for nothing."""
    halves = ("private.*", "shared.*", "exports.*")
    packages = (*halves, "widgets.*", "screens.*", "store.*", "paper.*")
    for layer in (*packages, "door", "text"):
        assert matches_any(graph, f"mqi_tui.{layer}")


def test_the_rules_really_load_without_textual_and_tinydb(graph: Graph) -> None:
    rules = sorted(name for name in graph if matches(name.removeprefix("mqi_tui."), RULES))
    unwanted = ["textual", "tinydb", "asyncio", "mqi_tui.store", "mqi_tui.machine"]
    code = (
        f"import importlib, sys; [importlib.import_module(name) for name in {rules!r}];"
        f"print([name for name in {unwanted!r} if name in sys.modules])"
    )
    said = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); {code}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.stdout.strip(), said.stderr) == ("[]", "")


# The rules above catch what they should: a little package with every sin in it.

SINS = [
    ("private.a", "from mqi_tui.shared.log import Log", "private*", "mqi_tui.shared*"),
    ("private.a", "def f():\n    import textual.app", "private*", "textual"),
    ("private.a", "from ..shared import log", "private*", "mqi_tui.shared*"),
    ("private.a", "from mqi_tui import shared", "private*", "mqi_tui.shared*"),
    ("widgets.a", "from mqi_tui.third import f", "widgets*", "mqi_tui.store*"),
    ("screens.a", "if True:\n    from mqi_tui import machine", "screens*", "mqi_tui.machine"),
]


@pytest.mark.parametrize(("module", "source", "some", "never"), SINS)
def test_a_sin_is_found(module: str, source: str, some: str, never: str) -> None:
    third = imports("import mqi_tui.store.keeper", "mqi_tui.third")
    graph = {f"mqi_tui.{module}": imports(source, f"mqi_tui.{module}"), "mqi_tui.third": third}
    assert broken(graph, (some,), (never,))


def test_an_import_for_types_alone_is_no_sin() -> None:
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from mqi_tui import store\n"
    assert not matches_any(imports(source, "mqi_tui.a"), "mqi_tui.store*")
