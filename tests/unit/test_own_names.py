"""No class of ours takes a name that Textual uses for itself: it would not fail, but misbehave."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from functools import cache

import pytest
from textual.message_pump import MessagePump

import mqi_tui

MEANT = {"_compositor"}
"""Set on purpose."""


def ours() -> Iterator[type]:
    for module in pkgutil.walk_packages(mqi_tui.__path__, "mqi_tui."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            is_its_own = inspect.isclass(value) and value.__module__ == module.name
            if is_its_own and issubclass(value, MessagePump):
                yield value


@cache
def attributes(kind: type) -> frozenset[str]:
    """What the methods of a class itself set of `self`."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    except (OSError, TypeError):
        return frozenset()
    return frozenset(
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )


def of_textual(kind: type) -> set[str]:
    bases = [base for base in kind.__mro__ if base.__module__.startswith("textual")]
    found = [name for base in bases for name in (*attributes(base), *vars(base))]
    return {name for name in found if name.startswith("_")}


@pytest.mark.parametrize("kind", [*ours()], ids=lambda kind: kind.__name__)
def test_a_class_of_ours_keeps_nothing_under_a_name_of_textuals_own(kind: type) -> None:
    assert not (attributes(kind) & of_textual(kind)) - MEANT
