"""JSON is read as strictly as it is written."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.files.strict import DEEPEST, is_too_deep, read

FINITE = "a number that is finite and not too large is expected"
ODD: list[tuple[str, str]] = [
    ('{"a": NaN}', f"a: {FINITE}"),
    ('{"log": {"1": {"n": Infinity}}}', f"log.1.n: {FINITE}"),
    ('{"a": [0, {"b": -Infinity}]}', f"a.1.b: {FINITE}"),
    ('{"a": 1e400}', f"a: {FINITE}"),
    ('{"a": -1e30}', f"a: {FINITE}"),
    (f'{{"a": {"9" * 5000}}}', f"a: {FINITE}"),
    (f'{{"a": {10**18}}}', f"a: {FINITE}"),
    ('{"a": 1, "b": {"c": 1, "c": 1}}', '"c" is given twice'),
    ('{"": 1, "": 2}', '"the file" is given twice'),
    ('{"\\u001b[2J": NaN}', f"␛[2J: {FINITE}"),
]


@pytest.mark.parametrize(("text", "wrong"), ODD, ids=[one[:30] for one, _ in ODD])
def test_what_could_not_be_written_again_is_told_with_its_place(text: str, wrong: str) -> None:
    assert read(text.encode()).wrong == wrong


@pytest.mark.parametrize("levels", [DEEPEST + 2, 900])
@pytest.mark.parametrize(("begin", "end"), [('{"a":', "}"), ("[", "]")])
def test_what_lies_too_deep_is_told(levels: int, begin: str, end: str) -> None:
    parsed = read((begin * levels + "1" + end * levels).encode())
    assert "nested too deeply" in parsed.wrong
    assert is_too_deep(parsed.value)


NO_JSON = {
    "empty": b"",
    "cut": b"{",
    "other bytes": b"\xff",
    "deep fields": b'{"a":' * 90_000,
    "deep lists": b"[" * 90_000,
    "crossed": b"{]}",
}


@pytest.mark.parametrize("name", NO_JSON)
def test_what_is_no_json_is_refused(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind
        read(NO_JSON[name])


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17) + 1, 10**17 - 1)
    | st.floats(-1e9, 1e9)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(JSON)
def test_what_is_written_here_is_read_as_it_was(value: Any) -> None:
    parsed = read(json.dumps(value).encode())
    assert (parsed.value, parsed.wrong) == (value, "")
