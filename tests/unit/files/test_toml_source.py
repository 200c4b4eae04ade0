"""Where things stand in a TOML file, and what is said of one that is none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.data import shipped
from mqi_tui.files.source import Way, is_in
from mqi_tui.files.toml_source import NoToml, read_toml

EVERY_FORM = '''\
name = "x"
"a key" = 1
'b.c' = """
inside = 1
[also]
""" # a comment
dotted.d.e = 1
inline = { f = 1, g = { h = 2 } }
several = [
  "= 1",
  { i = 1 },
]

[table]
"j.k" = 1
[table.below]
l = 1 # [no] = 1
[[steps]]
number = 1
[steps.arc]
describe = 0.5

[[ steps ]]
number = 2
[[steps.inner]]
m = """one line"""
[[steps.inner]]
m = 2
'''
LINES: dict[Way, int] = {
    (): 1,
    ("name",): 1,
    ("a key",): 2,
    ("b.c",): 3,
    ("dotted", "d", "e"): 7,
    ("inline",): 8,
    ("several",): 9,
    ("table",): 14,
    ("table", "j.k"): 15,
    ("table", "below"): 16,
    ("table", "below", "l"): 17,
    ("steps",): 18,
    ("steps", 0): 18,
    ("steps", 0, "number"): 19,
    ("steps", 0, "arc"): 20,
    ("steps", 0, "arc", "describe"): 21,
    ("steps", 1): 23,
    ("steps", 1, "number"): 24,
    ("steps", 1, "inner"): 25,
    ("steps", 1, "inner", 0): 25,
    ("steps", 1, "inner", 0, "m"): 26,
    ("steps", 1, "inner", 1): 27,
    ("steps", 1, "inner", 1, "m"): 28,
}


def test_each_table_and_field_has_its_line() -> None:
    assert dict(read_toml(EVERY_FORM).lines) == LINES


@pytest.mark.parametrize(
    ("way", "line"),
    [
        (("inline", "g", "h"), 8),
        (("several", 1, "i"), 9),
        (("steps", 1, "missing"), 23),
        (("steps", 0, "arc", "missing"), 20),
        (("missing",), 1),
    ],
)
def test_what_has_no_line_of_its_own_is_where_it_would_stand(way: Way, line: int) -> None:
    assert read_toml(EVERY_FORM).line(way) == line


def _from(text: str) -> dict[Way, int]:
    """Where each thing is there first, when the file is read line by line."""
    rows, found = text.split("\n"), dict[Way, int]()
    wanted = [way for way in read_toml(text).lines if way]
    for number in range(1, len(rows) + 1):
        try:
            data = tomllib.loads("\n".join(rows[:number]))
        except tomllib.TOMLDecodeError:
            continue
        for way in wanted:
            if is_in(data, way):
                found.setdefault(way, number)
    return found


@given(st.permutations(shipped("guide.toml").split("\n[[steps]]")[1:]))
def test_lines_are_where_a_reader_meets_things(steps: list[str]) -> None:
    """Values of one line, whatever their order: then each is complete where it begins."""
    one_line = [part for part in steps if "= [\n" not in part]
    text = "\n[[steps]]".join(["", *one_line])
    assert {way: line for way, line in read_toml(text).lines.items() if way} == _from(text)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("a = 1\nb = light", 'not TOML: invalid value; words stand in quotes, such as "light"', 2),
        ("a = 1\na = 2\n", "not TOML: cannot overwrite a value", 2),
        ("a = 1 b\nc = 2", "not TOML: expected newline or end of document after a statement", 1),
        ("[a", "not TOML: expected ']' at the end of a table declaration", 1),
        ("a = " + "9" * 5_000, "not TOML: nested too deeply, or a number that is far too", None),
        ("a = " + "[" * 50_000, "not TOML: nested too deeply, or a number that is far too", None),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_told(text: str, words: str, line: int | None) -> None:
    with pytest.raises(NoToml) as refused:
        read_toml(text)
    assert str(refused.value).startswith(words)
    assert refused.value.line == line


def test_a_long_file_is_read_at_once(tmp_path: Path) -> None:
    assert len(read_toml("".join(f"key{n} = 1\n" for n in range(60_000))).lines) == 60_001
