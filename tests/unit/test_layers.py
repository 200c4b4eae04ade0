"""Who may import whom: read from the sources, function-level imports too, and tried once for real.

Values and rules stand alone; the two halves of a conversation never meet but in a few named
places; what the teacher might see can reach nothing private; nothing goes round in a circle.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from textual.message import Message

import mqi_tui
from tests.graph import (
    PACKAGE,
    ROOMS,
    Graph,
    between_rooms,
    circles,
    imports,
    matches,
    reached,
    read_graph,
)

SEE_BOTH_HALVES = {"domain.*", "services*", "files.records", "commands*"}
"""Below `domain` only the three that pass something on: see the test."""
PASS_ON = {"domain.conversation", "domain.disclosure"}

PRIVATE, SHARED = "mqi_tui.domain.private*", "mqi_tui.domain.shared*"
BOTH = ("mqi_tui.domain.disclosure", "mqi_tui.domain.conversation")
NEVER: list[tuple[Iterable[str], Iterable[str]]] = [
    # these … never reach these, not even through another module
    (("domain*", "text*", "files*", "exports*"), ("textual", "tinydb")),
    (("domain.private*",), (SHARED, *BOTH)),
    (("domain.shared*",), (PRIVATE, *BOTH)),
    (("store*", "services*"), ("textual",)),
    (("files.guide*",), ("mqi_tui.store*", SHARED, BOTH[0])),
    (("exports*", "share"), ("mqi_tui.store*", PRIVATE, *BOTH, "tinydb")),
    (
        ("ui.widgets*", "ui.dialogs*"),
        ("mqi_tui.store*", "mqi_tui.services*", "mqi_tui.share.hub", "tinydb"),
    ),
]
ITSELF: list[tuple[Iterable[str], Iterable[str]]] = [
    # these … never name these; what they reach is told through `services`
    (("ui*",), ("mqi_tui.store*", "mqi_tui.services.system_clock")),
    (("ui.screens*", "ui.hour", "ui.flows*"), ("mqi_tui.ui.screens*", "mqi_tui.ui.app")),
    (("ui.dialogs*",), ("mqi_tui.ui.screens*", "mqi_tui.ui.flows*")),
    (("ui.widgets*",), ("mqi_tui.ui.screens*", "mqi_tui.ui.flows*", "mqi_tui.ui.dialogs*")),
]


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
    return read_graph()


@pytest.mark.parametrize(("some", "never"), NEVER, ids=[str(some) for some, _ in NEVER])
def test_a_layer_reaches_only_what_it_may(
    graph: Graph, some: Iterable[str], never: Iterable[str]
) -> None:
    assert broken(graph, some, never) == []


@pytest.mark.parametrize(("some", "never"), ITSELF, ids=[str(some) for some, _ in ITSELF])
def test_a_module_names_only_what_it_may(
    graph: Graph, some: Iterable[str], never: Iterable[str]
) -> None:
    assert named_by(graph, some, never) == []


def named_by(graph: Graph, some: Iterable[str], never: Iterable[str]) -> list[str]:
    """Each forbidden import that stands in the modules `some` themselves."""
    return [
        f"{module} names {name}"
        for module in sorted(graph)
        if matches(module.removeprefix("mqi_tui."), some)
        for name in sorted(graph[module] - {module})
        if matches(name, never)
    ]


def test_only_one_table_knows_the_screens(graph: Graph) -> None:
    """Everybody else names a route; the second window has its own screen, and no other."""
    know = [
        module.removeprefix("mqi_tui.")
        for module, named in sorted(graph.items())
        if _any(named, "mqi_tui.ui.screens.*")
    ]
    assert know == ["ui.places", "ui.rehearsal", "ui.share_app"]


def test_a_room_imports_only_rooms_that_come_after_it(graph: Graph) -> None:
    against = [
        one
        for (here, there), found in between_rooms(graph).items()
        if ROOMS.index(there) < ROOMS.index(here)
        for one in found
    ]
    assert against == []


def test_there_are_no_circles(graph: Graph) -> None:
    assert circles(graph) == []


def test_there_are_no_other_rooms() -> None:
    names = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("__")}
    assert sorted(names) == sorted(ROOMS)


def test_only_a_few_see_both_halves(graph: Graph) -> None:
    both = {
        module.removeprefix("mqi_tui.")
        for module, named in graph.items()
        if _any(named, PRIVATE) and _any(named, SHARED)
    }
    assert [module for module in sorted(both) if not matches(module, SEE_BOTH_HALVES)] == []
    assert {module for module in both if module.startswith("domain.")} <= PASS_ON


def _any(names: Iterable[str], pattern: str) -> bool:
    return any(matches(name, (pattern,)) for name in names)


def test_only_the_store_knows_tinydb(graph: Graph) -> None:
    know = [module for module, named in graph.items() if _any(named, "tinydb")]
    assert [module for module in know if not module.startswith("mqi_tui.store")] == []


def test_only_the_doors_know_pydantic(graph: Graph) -> None:
    know = [module for module, named in graph.items() if _any(named, "pydantic")]
    assert [module for module in know if not module.startswith("mqi_tui.files")] == []


def test_the_rules_really_load_without_textual_tinydb_and_pydantic(graph: Graph) -> None:
    rules = sorted(name for name in graph if matches(name, ("mqi_tui.domain", "mqi_tui.text")))
    unwanted = ["textual", "tinydb", "pydantic", "asyncio", "mqi_tui.store", "mqi_tui.services"]
    code = (
        f"import importlib, sys; sys.path.insert(0, {str(PACKAGE.parent)!r});"
        f"[importlib.import_module(name) for name in {rules!r}];"
        f"print([name for name in {unwanted!r} if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    assert (said.stdout.strip(), said.stderr) == ("[]", "")


def ours() -> Iterator[type[Any]]:
    """All classes of the package."""
    for found in pkgutil.walk_packages(mqi_tui.__path__, "mqi_tui."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            kinds = (one for one in vars(module).values() if inspect.isclass(one))
            yield from (one for one in kinds if one.__module__ == found.name)


def floors(kind: type[Any]) -> int:
    """How many of our own classes stand one on the other, this one included."""
    return 1 + max((floors(one) for one in kind.__bases__ if _is_ours(one)), default=0)


def _is_ours(kind: type[Any]) -> bool:
    return kind.__module__.startswith("mqi_tui.")


def test_no_house_is_higher_than_two_floors() -> None:
    """A text area that moves by character, and is drawn by us, and is the log's, has three."""
    seen = (kind for kind in ours() if kind.__module__.startswith("mqi_tui.ui."))
    high = {kind.__qualname__: floors(kind) for kind in seen if floors(kind) > 2}
    assert high == {"LogEditor": 3, "WrappedLine": 3}


def test_no_message_carries_a_command_as_a_word() -> None:
    """What is to be done is a type, a method or a route: mypy knows those."""
    said = {"text", "words", "line", "name", "key"}
    wrong = [
        f"{kind.__qualname__}: {name}"
        for kind in ours()
        if issubclass(kind, Message)
        for name, one in inspect.signature(kind.__init__).parameters.items()
        if one.annotation == "str" and name not in said
    ]
    assert wrong == []


# The rules above catch what they should: a little package with every sin in it.

SINS = [
    ("domain.private.a", "from mqi_tui.domain.shared.log import Log", "domain.private*", SHARED),
    ("domain.private.a", "def f():\n    import textual.app", "domain*", "textual"),
    ("domain.private.a", "from ..shared import log", "domain.private*", SHARED),
    ("domain.private.a", "from mqi_tui.domain import shared", "domain.private*", SHARED),
    ("ui.widgets.a", "from mqi_tui.third import f", "ui.widgets*", "mqi_tui.store*"),
    ("ui.screens.a", "if True:\n    from mqi_tui import store", "ui.screens*", "mqi_tui.store*"),
]


@pytest.mark.parametrize(("module", "source", "some", "never"), SINS)
def test_a_sin_is_found(module: str, source: str, some: str, never: str) -> None:
    third = imports("import mqi_tui.store.autosaver", "mqi_tui.third")
    graph = {f"mqi_tui.{module}": imports(source, f"mqi_tui.{module}"), "mqi_tui.third": third}
    assert broken(graph, (some,), (never,))


def test_a_screen_that_names_another_is_found() -> None:
    source = "def f():\n    from mqi_tui.ui.screens import b"
    graph = {"mqi_tui.ui.screens.a": imports(source, "mqi_tui.ui.screens.a")}
    assert named_by(graph, ("ui.screens*",), ("mqi_tui.ui.screens*",))


def test_an_import_for_types_alone_is_no_sin() -> None:
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from mqi_tui import store\n"
    assert not _any(imports(source, "mqi_tui.a"), "mqi_tui.store*")


def test_a_circle_is_found_though_one_of_its_imports_runs_late() -> None:
    graph = {
        "mqi_tui.ui.a": imports("from mqi_tui.ui.b import f", "mqi_tui.ui.a"),
        "mqi_tui.ui.b": imports("def f():\n    from mqi_tui.ui import a", "mqi_tui.ui.b"),
        "mqi_tui.ui.c": imports("from mqi_tui.ui import a", "mqi_tui.ui.c"),
    }
    assert circles(graph) == [["mqi_tui.ui.a", "mqi_tui.ui.b"]]
