"""Who imports whom in the package, read from its sources: function-level imports count, too."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import mqi_tui

PACKAGE = Path(mqi_tui.__file__).parent
ROOMS = (
    "commands", "ui", "services", "store", "share", "exports", "files", "mail", "domain", "text",
    "systems", "data",
)  # fmt: skip
"""From what is nearest to people to what knows least; each imports only what comes after it."""
Graph = Mapping[str, frozenset[str]]


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


def read_graph(root: Path = PACKAGE) -> Graph:
    """Module to all that it names, for every module below `root`."""
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


def room(module: str) -> str:
    """The folder of the package that a module stands in; empty for what starts a program."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[-1] != "__main__" else ""


def between_rooms(graph: Graph) -> dict[tuple[str, str], list[str]]:
    """(importing room, imported room) to the imports between them, `a -> b`."""
    found: dict[tuple[str, str], list[str]] = {}
    for module, named in sorted(graph.items()):
        for other in sorted(named & graph.keys()):
            pair = room(module), room(other)
            if all(pair) and pair[0] != pair[1]:
                found.setdefault(pair, []).append(f"{module} -> {other}")
    return found


def circles(graph: Graph) -> list[list[str]]:
    """Modules that reach each other; a package counts for itself, not for what is in it."""
    inner = {module: named & graph.keys() - {module} for module, named in graph.items()}
    reach = {module: set(reached(inner, module)) for module in inner}
    found = {
        tuple(sorted(other for other in reach[module] | {module} if module in reach.get(other, ())))
        for module in inner
        if module in reach[module]
    }
    return [list(circle) for circle in sorted(found)]
