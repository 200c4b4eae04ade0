"""A programme's own outline: what is wrong is told in lines of its file, and never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.data import shipped
from mqi_tui.domain.guide import Outline, fit, load_guide
from mqi_tui.files.outline import MOST, BadOutline, read_outline
from mqi_tui.text.clean import CONTROLS
from tests.hostile import HOSTILE

GOOD = """\
name = "District"

[[steps]]
number = 1
title = "Arrive"
minutes = 5

[[steps]]
number = 6
title = "Talk about the clip"
minutes = 30
clip = 1
prompts = ["One", "Two"]
[steps.arc]
describe = 0.5
elevate = 0.5

[[steps]]
number = 9
title = "Write the log"
minutes = 10
protected = true
"""


def complaints(text: str) -> tuple[str, ...]:
    with pytest.raises(BadOutline) as caught:
        read_outline(text, "own.toml")
    assert str(caught.value) == "\n".join(caught.value.complaints)
    return caught.value.complaints


def test_a_good_outline_is_read() -> None:
    outline = read_outline(GOOD, "own.toml")
    assert (outline.name, outline.total, len(outline.steps)) == ("District", 45, 10)
    assert [step.number for step in outline.steps if step.planned] == [1, 6, 9]
    step = outline.step(6)
    assert (step.title, step.short) == ("Talk about the clip", "Talk about the clip")
    assert (step.minutes, step.clip, step.prompts) == (30, 0, ("One", "Two"))
    assert [(part.name, part.share) for part in step.arc] == [("describe", 0.5), ("elevate", 0.5)]
    assert outline.step(9).protected
    assert fit(outline, minutes=45, clips=0).minutes == 15


def test_the_shipped_outline_passes_its_own_gate() -> None:
    assert read_outline(shipped("guide.toml"), "guide.toml") == load_guide()


def test_an_outline_without_a_name_has_its_files() -> None:
    assert read_outline(GOOD.replace("name =", "# name ="), "own.toml").name == "own.toml"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"District"', "District", "own.toml: not TOML: "),
        ('"District"', "1", "own.toml:1: name: words in quotes expected"),
        ("name", "nmae", 'own.toml:1: "nmae" is not known here; did you mean "name"?'),
        ("minutes = 5", "minutse = 5", 'own.toml:6: "minutse" is not known here; did you mean "mi'),
        ("minutes = 5", "minutes = -5", "own.toml:6: minutes: a whole number from 0 to 180 exp"),
        ("minutes = 5", "minutes = 5.5", "own.toml:6: minutes: a whole number from 0 to 180 exp"),
        ("minutes = 5", 'minutes = "5"', 'own.toml:6: minutes: a whole number from 0 to 180 expec'),
        ("minutes = 5", "minutes = true", "own.toml:6: minutes: a whole number from 0 to 180 expe"),
        ("minutes = 5", "", "own.toml:3: minutes: a whole number from 0 to 180 expected; found no"),
        ("number = 6", "number = 1", "own.toml:9: step 1 is given twice"),
        ("number = 6", "number = 11", "own.toml:9: number: a whole number from 1 to 10 expected"),
        ('"Arrive"', '" "', "own.toml:5: title: words in quotes expected"),
        ('"Arrive"', "2026-12-01", "own.toml:5: title: words in quotes expected"),
        ("clip = 1", "clip = 3", "own.toml:12: clip: a whole number from 1 to 2 expected; found"),
        ("clip = 1", f'short = "{"x" * 23}"', "own.toml:12: short: at most 22 characters; fo"),
        ('["One", "Two"]', '"One"', "own.toml:13: prompts: a list expected"),
        ('["One", "Two"]', "[1, 2]", "own.toml:13: prompts: a list expected"),
        ("describe = 0.5", "describe = -1", "own.toml:14: arc: names with their share expected"),
        ("describe = 0.5", "describe = nan", "own.toml:14: arc: names with their share expected"),
        ("describe = 0.5", "describe = 0.9", "own.toml:14: arc: the shares are more than the whol"),
        ("protected = true", 'protected = "yes"', "own.toml:22: protected: true or false expected"),
        ("minutes = 30", "minutes = 2", "own.toml:3: the steps have 17 minutes in all; 20 to 180"),
        ("minutes = 30", "minutes = 180", "own.toml:3: the steps have 195 minutes in all; 20 to "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_a_line(old: str, new: str, told: str) -> None:
    assert old in GOOD
    (first, *others) = complaints(GOOD.replace(old, new, 1))
    assert first.startswith(told)
    assert all(one.startswith("own.toml:") for one in others)
    assert "\n" not in first


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "own.toml:1: steps are expected: a line [[steps]] before each of them"),
        ('name = "A"\n', "own.toml:1: steps are expected"),
        ('name = "A"\nsteps = []\n', "own.toml:2: the steps have 0 minutes in all"),
        ('name = "A"\nsteps = 3\n', "own.toml:2: steps are expected"),
        ('name = "A"\nsteps = [1]\n', "own.toml:2: steps are expected"),
        ("[steps]\nnumber = 1\n", "own.toml:1: steps are expected"),
        ("steps = [{}]", "own.toml:1: number: a whole number from 1 to 10 expected; found nothing"),
        ("name = " + "[" * 50_000, "own.toml: not TOML"),
        ("name = " + "9" * 5_000, "own.toml: not TOML"),
        ("a = {", "own.toml: not TOML"),
    ],
)
def test_what_is_no_outline_is_told(text: str, told: str) -> None:
    assert complaints(text)[0].startswith(told)


def test_a_number_too_long_to_be_written_is_told() -> None:
    text = GOOD.replace("minutes = 5", f"minutes = 0x{'f' * 9_000}")
    assert complaints(text) == (
        "own.toml:6: minutes: a whole number from 0 to 180 expected; "
        "found a number that is far too large",
    )


def test_many_complaints_are_told_a_few_at_a_time() -> None:
    text = "".join(f"key{number} = 1\n" for number in range(60_000))
    assert len(complaints(text)) == MOST


def test_line_ends_of_windows_count_as_one() -> None:
    text = GOOD.replace("minutes = 5", "minutes = -5").replace("\n", "\r\n")
    assert complaints(text)[0].startswith("own.toml:6: ")


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_words_pass_as_text(raw: str) -> None:
    quoted = "".join(
        f"\\U{ord(letter):08X}" for letter in raw if not 0xD800 <= ord(letter) < 0xE000
    )
    text = GOOD.replace("District", quoted).replace("One", quoted).replace("Arrive", f"A{quoted}")
    outline = read_outline(text, "own.toml")
    shown = [outline.name, *(step.title for step in outline.steps), *outline.step(6).prompts]
    assert not any(letter in one for one in shown for letter in "\x00\x07\x1b\x7f\x9b\u202e")
    assert all("\n" not in one for one in shown[:-2])
    assert all(len(step.short) <= 22 for step in outline.steps)


def _read(text: str) -> Outline | BadOutline:
    try:
        return read_outline(text, "own.toml")
    except BadOutline as error:
        return error


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)), st.integers(0, len(GOOD)))
def test_anything_is_an_outline_or_told(words: str, at: int) -> None:
    for text in (words, GOOD[:at] + words + GOOD[at:], GOOD[:at]):
        made = _read(text)
        if isinstance(made, BadOutline):
            assert made.complaints
            assert not any(CONTROLS.search(one) for one in made.complaints)
        else:
            assert len(made.steps) == 10
            assert made.total == made.minutes
