"""The gate for plan files: what gets through, and what is said of what does not."""

# ruff: noqa: E501 - one case of a table is one line

from __future__ import annotations

import json
import os
import sys
import time
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.plan import Clip, Plan, StockClip
from mqi_tui.files.plan import BadPlan, parse_plan, read_plan
from mqi_tui.files.safe_read import LARGEST
from mqi_tui.text.clean import CONTROLS
from tests.hostile import HOSTILE

SAMPLE = (resources.files("mqi_tui") / "data" / "sample.yaml").read_text(encoding="utf-8")


def complaints(text: str) -> list[str]:
    """What the gate says about `text`."""
    with pytest.raises(BadPlan) as refused:
        parse_plan(text, "plan.yaml")
    return check(refused.value)


def check(refused: BadPlan) -> list[str]:
    """The complaints, each of them one harmless line that names the file."""
    told = [str(complaint) for complaint in refused.complaints]
    assert told
    for line in told:
        assert line.startswith("plan.yaml:")
        assert not CONTROLS.search(line)
    return told


def refused_file(path: Path) -> str:
    with pytest.raises(BadPlan) as refused:
        read_plan(path)
    (complaint,) = refused.value.complaints
    assert str(complaint).startswith(str(path))
    return str(complaint).removeprefix(str(path))


# Files


def test_a_file_with_only_a_teacher_is_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("teacher: Ms. Rivera\n", encoding="utf-8")
    assert read_plan(path) == Plan("Ms. Rivera")


@pytest.mark.parametrize(
    "encoded", [b"\xef\xbb\xbfteacher: \xc3\xa9\r\nnotes: |\r\n  a\r\n  b\r\n"]
)
def test_bom_and_crlf_are_accepted(tmp_path: Path, encoded: bytes) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(encoded)
    assert read_plan(path) == Plan("é", notes="a\nb")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert refused_file(tmp_path / "none.yaml") == ": no such file or directory"
    assert refused_file(tmp_path) == ": a folder, not a file"


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(BadPlan, match="not the name of a file"):
        read_plan(Path("a\x00b"))
    with pytest.raises(BadPlan, match="name too long"):
        read_plan(Path("x" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
def test_special_files_are_refused_without_reading_them(tmp_path: Path) -> None:
    fifo, loop = tmp_path / "fifo", tmp_path / "loop"
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    assert refused_file(fifo) == ": not a file"
    assert refused_file(Path("/dev/zero")) == ": not a file"
    assert "symbolic links" in refused_file(loop)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("teacher: x")
    path.chmod(0)
    assert refused_file(path) == ": permission denied"


def test_size(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"teacher: x\n" + b"#" * (LARGEST - 11))
    assert read_plan(path) == Plan("x")
    path.write_bytes(b"teacher: x\n" + b"#" * (LARGEST - 10))
    assert refused_file(path) == ": larger than 1 MB: not a plan"


def test_other_encodings_are_told_by_byte_and_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes("teacher: x\ncoach: Józef\n".encode("latin-1"))
    assert refused_file(path) == ":2: byte 19 (0xF3) is not UTF-8; save the file as UTF-8"
    path.write_text("teacher: x", encoding="utf-16")
    assert "byte 0 (0xFF) is not UTF-8" in refused_file(path)


# YAML


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", 'plan.yaml: empty; a plan needs at least "teacher: …"'),
        ("# only\n# comments\n", 'plan.yaml: empty; a plan needs at least "teacher: …"'),
        ("~", 'plan.yaml: empty; a plan needs at least "teacher: …"'),
        (
            "just text",
            'plan.yaml:1: the plan: fields are expected ("name: value"); found "just text"',
        ),
        ("- a\n- b", 'plan.yaml:1: the plan: fields are expected ("name: value"); found a list'),
        ("teacher: x\nnotes: a\x1b[0m", "plan.yaml:2: a raw control character (U+001B)"),
        ("teacher: x\r\nnotes: a\x00", "plan.yaml:2: a raw control character (U+0000)"),
        ("teacher: x\nnotes: a\x9b", "plan.yaml:2: a raw control character (U+009B)"),
        ("teacher: x\n*a : y", 'plan.yaml:2: "*a": aliases are not used in a plan'),
        ("teacher: &a x", 'plan.yaml:1: "&a": anchors are not used in a plan'),
        (
            "teacher: x\nnotes: !!str y",
            'plan.yaml:2: "tag:yaml.org,2002:str": tags are not used in a plan',
        ),
        (
            "teacher: !!python/object:os.system x",
            'plan.yaml:1: "tag:yaml.org,2002:python/object:os.system": tags are not used in a plan',
        ),
        ("teacher: x\nteacher: y", 'plan.yaml:2: "teacher" is given twice'),
        (
            "teacher: x\n<<: {coach: y}",
            'plan.yaml:2: "<<" is not a field of the plan; it has teacher, coach, cycle, when, minutes, '
            "goals, focus, focus_relation, review, lesson, opening, stock_clip, clips, extra, notes, steps, "
            "dimension, video, welcome, agreement, scheduling",
        ),
        (
            "teacher: x\n---\nteacher: y",
            "plan.yaml:2: a plan is one document; a second begins here",
        ),
        (
            "teacher: Why: so",
            'plan.yaml:1: cannot be read; text with ": " or a quoted word in it '
            "needs quotes around all of it",
        ),
        (
            'teacher: "Why" is unanswered',
            'plan.yaml:1: cannot be read; text with ": " or a quoted '
            "word in it needs quotes around all of it",
        ),
        (
            "teacher: x\ngoals:\n\t- a",
            "plan.yaml:3: cannot be read; indent with spaces, not with a tab",
        ),
        (
            'teacher: x\ncoach: "O\nfocus: y\n',
            "plan.yaml:2: cannot be read; the quote that begins here has no end",
        ),
        (
            "teacher: x\ngoals: [a, b\nfocus: y\n",
            "plan.yaml:2: cannot be read; the bracket that begins here has no end, or a comma is "
            "missing in it",
        ),
        (
            "teacher: x\nclips:\n- {\n  start: 1:00\n  end: 2:00\n  }\n",
            "plan.yaml:3: cannot be read; the bracket that begins here has no end, or a comma is "
            "missing in it",
        ),
        (
            "teacher: x\ncoach\nfocus: y\n",
            'plan.yaml:2: cannot be read; a name with ": " after it is expected',
        ),
        (
            "teacher: x\nextra: - a\n",
            "plan.yaml:2: cannot be read; a list with dashes begins below its name",
        ),
        (
            'teacher: x\nnotes: "\\U00110000"',
            "plan.yaml:2: cannot be read: an escape that stands for no character",
        ),
        (
            'teacher: x\nnotes: "\\UFFFFFFFF"',
            "plan.yaml:2: cannot be read: an escape that stands for no character",
        ),
        (
            'teacher: x\nnotes: "\\q"',
            "plan.yaml:2: cannot be read: found unknown escape character 'q'",
        ),
        ("teacher: \ufffe", "plan.yaml:1: a raw control character (U+FFFE)"),
        ("teacher: \ud800", "plan.yaml:1: a raw control character (U+D800)"),
        (
            "%YAML 9.9\n---\nteacher: x",
            "plan.yaml:1: cannot be read: found incompatible YAML document (version 1.* is required)",
        ),
        ("[" * 5000, "plan.yaml:1: nested deeper than 8 levels"),
        ("{a: " * 5000, "plan.yaml:1: nested deeper than 8 levels"),
        ("- " * 5000, "plan.yaml:1: nested deeper than 8 levels"),
        (
            "\n".join(f"k{n}: v" for n in range(60_000)),
            "plan.yaml:2500: too much for a plan: more than 5,000 values",
        ),
    ],
)
def test_what_is_no_plan_at_all(text: str, told: str) -> None:
    assert complaints(text) == [told]


def test_an_alias_bomb_is_refused_line_by_line() -> None:
    bomb = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b]\nteacher: x\n"
    told = complaints(bomb)
    assert [line for line in told if "aliases" in line] == [
        *['plan.yaml:2: "*a": aliases are not used in a plan'] * 3,
        *['plan.yaml:3: "*b": aliases are not used in a plan'] * 2,
    ]


def test_lists_and_fields_as_names_are_told() -> None:
    told = complaints("teacher: x\n? [a, b]\n: c\n")
    assert "plan.yaml:2: a field's name is plain text, not a list or fields" in told


# Fields


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("techer: y", '"techer" is not a field of the plan; did you mean "teacher"?'),
        ("stock_clip: {titel: y}", '"titel" is not a field of stock_clip; did you mean "title"?'),
        ("clips: [{strat: 1:00}]", '"strat" is not a field of clip 1; did you mean "start"?'),
        ("~: y", '"~" is not a field of the plan; it has teacher, coach'),
        ("5: y", '"5" is not a field of the plan; it has teacher, coach'),
        ("cycle: six", 'cycle: a whole number is expected, without quotes; found "six"'),
        ("cycle: '6'", 'cycle: a whole number is expected, without quotes; found "6"'),
        ("cycle: true", 'cycle: a whole number is expected, without quotes; found "true"'),
        ("cycle: 0", "cycle: 0 is not between 1 and 999"),
        ("minutes: .nan", 'minutes: a whole number is expected, without quotes; found ".nan"'),
        ("minutes: .inf", 'minutes: a whole number is expected, without quotes; found ".inf"'),
        ("minutes: 1e400", 'minutes: a whole number is expected, without quotes; found "1e400"'),
        ("minutes: 60.0", 'minutes: a whole number is expected, without quotes; found "60.0"'),
        ("minutes: -60", "-60 minutes: a conversation has 20 to 180"),
        ("minutes: 19", "19 minutes: a conversation has 20 to 180"),
        ("minutes: 181", "181 minutes: a conversation has 20 to 180"),
        ("minutes: " + "9" * 5000, "minutes: a whole number is expected, without quotes; found "),
        ("when: tomorrow", 'when: "tomorrow" is not a date and time; write it like'),
        ("when: 2026-02-30 16:00", 'when: "2026-02-30 16:00" is not a date and time'),
        ("goals: only one", 'goals: a list is expected ("- …", one line each); found "only one"'),
        (
            "goals: [[a]]",
            "goal 1: text is expected (in quotes if it begins with a bracket); found a list",
        ),
        (
            "coach: [Okafor]",
            "coach: text is expected (in quotes if it begins with a bracket); found a list",
        ),
        (
            "stock_clip: Fractions",
            'stock_clip: fields are expected ("name: value"); found "Fractions"',
        ),
        (
            "stock_clip: {codes: [Explanation]}",
            'code 1: "Explanation" is not a code of the rubric; did you mean "Explanations"?',
        ),
        (
            "stock_clip: {master_scores: {Explanations: high}}",
            '"high" is not a score of Explanations: Not Present, Low, Mid, High',
        ),
        (
            "stock_clip: {master_scores: {Classroom Work is Connected to Mathematics: Mid}}",
            '"Mid" is not a score of Classroom Work is Connected to Mathematics: No, Yes',
        ),
        ("stock_clip: {master_scores: {SMQR: Low, smqr: Mid}}", '"smqr" is given twice'),
        ("clips: [{start: 12:60}]", 'start: "12:60" is not a time; write mm:ss or h:mm:ss'),
        ("clips: [{start: 12.60}]", 'start: "12.60" is not a time; write mm:ss or h:mm:ss'),
        ("clips: [{start: 99}]", 'start: "99" is not a time; write mm:ss or h:mm:ss'),
        ("clips: [{start: 1:75:00}]", 'start: "1:75:00" is not a time; write mm:ss or h:mm:ss'),
        (
            "clips: [{start: 5:00, end: 5:00}]",
            "clip 1 ends at 5:00, which is not after its start, 5:00",
        ),
        (
            "clips: [{start: 1:00:00, end: 59:59}]",
            "clip 1 ends at 59:59, which is not after its start",
        ),
        ("clips: [{chosen_by: nobody}]", 'chosen_by: coach or teacher is expected; found "nobody"'),
        (
            "dimension: Richness",
            'dimension: "Richness" is not a dimension of the rubric; there is Richness of the M',
        ),
        (
            "dimension: Richness of Mathematics",
            'dimension: "Richness of Mathematics" is not a dimension of the rubric; did you mean "Richness of the M',
        ),
        (
            "video: ftp://x.org",
            'video: "ftp://x.org" is not a web address; it begins with https:// or http',
        ),
        (
            "video: https://x.org/{second}",
            'video: "https://x.org/{second}": only {seconds} is filled in',
        ),
        ("clips: [{annotations: [{at: soon}]}]", 'at: "soon" is not a time'),
        (
            "clips: [{responses: [{if: a, else: b}]}]",
            '"else" is not a field of response 1; it has if, then',
        ),
        ("clips: [{}, {}, {}]", "at most two clips fit a conversation; found 3"),
        ("steps: [8]", 'steps: fields are expected ("name: value"); found a list'),
        ("steps: {~: {skip: true}}", "steps: a name is missing"),
        ('stock_clip: {master_scores: {"": High}}', "master_scores: a name is missing"),
        ("steps: {0: {skip: true}}", "steps: 0 is not between 1 and 10"),
        (
            "steps: {eight: {skip: true}}",
            "steps: a whole number is expected, without quotes; found",
        ),
        ("steps: {8: {skip: no}}", 'skip: true or false is expected; found "no"'),
        ("steps: {8: {minutes: 0}}", "minutes: 0 is not between 1 and 180"),
        ("steps: {8: {skip: true}, 8: {minutes: 2}}", '"8" is given twice'),
        ("steps: {3: {minutes: 50}}", "the steps need at least"),
    ],
)
def test_one_fault_is_one_line(line: str, told: str) -> None:
    (complaint,) = complaints(f"teacher: x\n{line}\n")
    assert complaint.startswith(f"plan.yaml:2: {told}")


@pytest.mark.parametrize(
    ("teacher", "place"),
    [
        ("", "plan.yaml"),
        ("teacher:", "plan.yaml:2"),
        ("teacher: ~", "plan.yaml:2"),
        ('teacher: ""', "plan.yaml:2"),
        ('teacher: " "', "plan.yaml:2"),
    ],
)
def test_a_plan_without_a_teacher(teacher: str, place: str) -> None:
    told = '"teacher" is missing; a pseudonym is fine'
    assert complaints(f"coach: x\n{teacher}\n") == [f"{place}: {told}"]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    told = complaints(
        "techer: x\ncycle: six\nstock_clip:\n  titel: x\nclips:\n- start: 2:00\n  end: 1:00\n"
        "minutes: 10\n"
    )
    assert [line.split(" ")[0] for line in told] == [
        "plan.yaml:",
        *(f"plan.yaml:{line}:" for line in (1, 2, 4, 7, 8)),
    ]


# What gets through


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("when: 2026-11-24 16:00", Plan("x", when="2026-11-24 16:00")),
        ("when: '2026-11-24 9:05'", Plan("x", when="2026-11-24 09:05")),
        ("notes: no", Plan("x", notes="no")),
        ("notes: 12:40", Plan("x", notes="12:40")),
        ("notes: 1_000", Plan("x", notes="1_000")),
        ("notes: '007'", Plan("x", notes="007")),
        ("cycle: 06", Plan("x", cycle=6)),
        ("minutes:", Plan("x")),
        ("goals: [a, ~, '', b]", Plan("x", goals=("a", "b"))),
        ("stock_clip:", Plan("x")),
        ("steps: {8: {skip: True}}", Plan("x", steps={8: StepChange(skip=True)})),
        (
            "dimension: richness of  the mathematics",
            Plan("x", dimension="Richness of the Mathematics"),
        ),
        ("video: https://x.org/1?t={seconds}", Plan("x", video="https://x.org/1?t={seconds}")),
        ("video: HTTP://x.org", Plan("x", video="HTTP://x.org")),
        (
            "stock_clip: {video: 'https://x.org'}",
            Plan("x", stock_clip=StockClip(video="https://x.org")),
        ),
        (
            "clips: [{video: 'https://[::1]/a#b'}]",
            Plan("x", clips=(Clip(video="https://[::1]/a#b"),)),
        ),
        ("steps: {10: {minutes: 3}}", Plan("x", steps={10: StepChange(minutes=3)})),
        ('coach: "two\\nlines"', Plan("x", coach="two lines")),
        ('notes: "two\\r\\nlines"', Plan("x", notes="two\nlines")),
        ('notes: "\\e]52;c;x\\a"', Plan("x", notes="␛]52;c;x␇")),
        ('notes: "\\u202e \\x9b \\ud800"', Plan("x", notes="‹U+202E› ‹U+009B› \ufffd")),
        ('notes: "\\ud83d\\ude42"', Plan("x", notes="🙂")),
        ("notes: a\u202eb", Plan("x", notes="a‹U+202E›b")),
        ("notes: '[/] [@click=app.quit]x[/]'", Plan("x", notes="[/] [@click=app.quit]x[/]")),
    ],
)
def test_what_is_written_is_what_is_read(line: str, expected: Plan) -> None:
    assert parse_plan(f"teacher: x\n{line}\n", "plan.yaml") == expected


def test_codes_are_spelled_as_the_rubric_does() -> None:
    plan = parse_plan("teacher: x\nstock_clip: {codes: [smqr, explanations]}", "plan.yaml")
    assert plan.stock_clip is not None
    assert plan.stock_clip.codes == (
        "Student Mathematical Questioning and Reasoning",
        "Explanations",
    )


# Anything


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_as_a_file(text: str) -> None:
    complaints(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_as_names_values_and_codes(text: str) -> None:
    told = json.dumps(text)
    complaints(
        f"{told}: 1\nteacher: {told}\nstock_clip: {{codes: [{told}, Nope]}}\nminutes: {told}\n"
    )


FRAGMENTS = st.sampled_from(
    [*SAMPLE.splitlines(keepends=True), *"\n :-?[]{},&*!|>'\"%@`#~\t\\", "---\n", "<<", "? ", "- "]
)


@settings(max_examples=200)
@given(st.lists(FRAGMENTS | st.text(max_size=4), max_size=25).map("".join))
def test_whatever_is_written_is_a_plan_or_is_refused(text: str) -> None:
    try:
        assert parse_plan(text, "plan.yaml").teacher
    except BadPlan as refused:
        check(refused)


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_sample_is_a_plan_or_is_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SAMPLE)))
    end = data.draw(st.integers(start, min(start + 40, len(SAMPLE))))
    damaged = SAMPLE[:start] + data.draw(st.text(max_size=5)) + SAMPLE[end:]
    try:
        assert parse_plan(damaged, "plan.yaml").teacher
    except BadPlan as refused:
        check(refused)


@pytest.mark.parametrize(
    "text",
    [
        "teacher: a\nnotes: |\n" + "  a line of text\n" * 55_000,
        "teacher: a\n" + "\n".join(f"teachor{n}: v" for n in range(2_400)),
        "teacher: a\nnotes: [" + "x " * 400_000,
        "\n" * 900_000,
        "&a " * 300_000,
    ],
    ids=["long text", "many names", "open bracket", "line breaks", "anchors"],
)
@pytest.mark.some(2)
def test_the_worst_file_takes_seconds_not_minutes(text: str) -> None:
    begin = time.perf_counter()
    try:
        parse_plan(text, "plan.yaml")
    except BadPlan as refused:
        check(refused)
    assert time.perf_counter() - begin < 15
