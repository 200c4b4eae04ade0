"""Which cases a run tries that is not `--long`: `pytest.mark.some`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest

from tests.conftest import some_of


@dataclass(frozen=True)
class Case:
    """As pytest knows it: what it is called, and one in how many of its kind is tried."""

    nodeid: str
    every: int | None = None

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        assert name == "some"
        return None if self.every is None else pytest.mark.some(self.every).mark


def test_of_each_kind_the_first_of_so_many_is_tried() -> None:
    cases = [
        *(Case(f"a.py::alike[{n}]", 3) for n in range(7)), Case("a.py::control", 0),
        *(Case(f"b.py::alike[{n}]", 3) for n in range(2)), Case("a.py::alone"),
        Case("a.py::size[1]"), Case("a.py::size[2]", 0), Case("a.py::size[3]"),
    ]  # fmt: skip
    tried = [one.nodeid for one in some_of(cast("list[Any]", cases))]
    assert tried == [
        "a.py::alike[0]", "a.py::alike[3]", "a.py::alike[6]", "b.py::alike[0]",
        "a.py::alone", "a.py::size[1]", "a.py::size[3]",
    ]  # fmt: skip
