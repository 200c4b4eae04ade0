"""Values to plain data and back, through JSON as the store does it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.values import NotAValue, from_data, to_data


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    ratio: float = 0.5
    done: bool = False
    kind: Literal["a", "b"] = "a"
    leaf: Leaf = Leaf()
    leaves: tuple[Leaf, ...] = ()
    pair: tuple[int, str] | None = None
    by_number: Mapping[int, Leaf] = field(default_factory=dict)
    by_name: Mapping[str, str] = field(default_factory=dict)


LEAVES = st.builds(Leaf, st.text(), st.none() | st.integers())
TREES = st.builds(
    Tree,
    name=st.text(),
    ratio=st.floats(allow_nan=False, allow_infinity=False),
    done=st.booleans(),
    kind=st.sampled_from(["a", "b"]),
    leaf=LEAVES,
    leaves=st.lists(LEAVES, max_size=3).map(tuple),
    pair=st.none() | st.tuples(st.integers(), st.text()),
    by_number=st.dictionaries(st.integers(), LEAVES, max_size=3),
    by_name=st.dictionaries(st.text(), st.text(), max_size=3),
)


@given(TREES)
def test_every_value_comes_back_from_json(tree: Tree) -> None:
    assert from_data(Tree, json.loads(json.dumps(to_data(tree)))) == tree


def test_defaults_are_left_out() -> None:
    assert to_data(Tree("oak")) == {"name": "oak"}
    assert to_data(Tree("oak", leaves=(Leaf(), Leaf("x")))) == {
        "name": "oak",
        "leaves": [{}, {"text": "x"}],
    }


def test_fields_of_a_later_version_are_ignored() -> None:
    assert from_data(Tree, {"name": "oak", "invented_later": [1]}) == Tree("oak")


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ([], "Tree: list found, dict expected"),
        ({}, "Tree: "),
        ({"name": 5}, "Tree.name: int found, str expected"),
        ({"name": "x", "done": 1}, "Tree.done: int found, bool expected"),
        ({"name": "x", "ratio": True}, "Tree.ratio: bool found, number expected"),
        ({"name": "x", "ratio": "1"}, "Tree.ratio: str found, number expected"),
        ({"name": "x", "kind": "c"}, "Tree.kind: none of a, b"),
        ({"name": "x", "leaf": {"number": True}}, "Tree.leaf.number: bool does not fit"),
        ({"name": "x", "leaves": {}}, "Tree.leaves: dict found, list expected"),
        ({"name": "x", "pair": [1]}, "Tree.pair: list does not fit"),
        ({"name": "x", "by_number": {"one": {}}}, "Tree.by_number: a key is no int"),
    ],
)
def test_another_shape_is_told_with_its_place_and_without_its_text(data: Any, where: str) -> None:
    with pytest.raises(NotAValue, match=where):
        from_data(Tree, data)


def test_a_whole_number_will_do_for_a_ratio() -> None:
    assert from_data(Tree, {"name": "x", "ratio": 1}).ratio == 1
