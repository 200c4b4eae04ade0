"""A programme's own files: the good ones are offered, each bad one is told in a line."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from mqi_tui.domain.disclosure import opening_log
from mqi_tui.domain.shared.log import section
from mqi_tui.domain.watching_email import draft
from mqi_tui.files.outline import StepOfFile
from mqi_tui.files.programme import EMAIL_FACTS, LOG_FACTS, MOST, Own, read
from mqi_tui.files.safe_read import LARGEST
from mqi_tui.text.clean import CONTROLS
from tests.hostile import HOSTILE
from tests.ui.stage import sample
from tests.unit.files.test_outline import GOOD

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A config folder with one good file of each kind."""
    put(tmp_path, "outlines/good.toml", GOOD)
    put(tmp_path, "templates/log-good.md", "# Log of $teacher\n")
    put(tmp_path, "templates/email.md", "Subject: Hi\n\nDear $teacher\n")
    return tmp_path


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def offered(own: Own) -> tuple[list[str], list[str], bool]:
    return (
        [one.name for one in own.outlines],
        [one.name for one in own.templates],
        "Dear" in own.email,
    )


GOOD_ONES = (["District · 45 minutes"], ["log-good"], True)


def test_nothing_of_their_own_is_nothing_wrong(tmp_path: Path) -> None:
    assert read(tmp_path) == read(tmp_path / "absent") == Own()


def test_good_files_are_offered(config: Path) -> None:
    own = read(config)
    assert own.complaints == ()
    assert offered(own) == GOOD_ONES
    assert own.outlines[0].outline.step(6).minutes == 30
    assert own.templates[0].text == "# Log of $teacher\n"


def test_all_names_may_be_filled_in(tmp_path: Path) -> None:
    put(tmp_path, "templates/log.md", " ".join(f"${name}" for name in LOG_FACTS))
    put(tmp_path, "templates/email.md", " ".join(f"${{{name}}}" for name in EMAIL_FACTS))
    assert read(tmp_path).complaints == ()


BAD: dict[str, tuple[str | bytes, str]] = {
    "outlines/a.toml": ("name = [", "a.toml: not TOML: "),
    "outlines/b.toml": (GOOD.replace("= 5", "= -5"), "b.toml:6: minutes: a whole number"),
    "outlines/c.toml": (GOOD.replace("number = 6", "number = 1"), "c.toml:9: step 1 is given twi"),
    "outlines/d.toml": ('name = "x"\nsteps = []', "d.toml:2: the steps have 0 minutes"),
    "outlines/e.toml": (GOOD.encode("utf-16"), "e.toml: not UTF-8; save the file as UTF-8"),
    "outlines/f.toml": (b"#" * 10_000_000, "f.toml: larger than 1 MB"),
    "outlines/g.toml": ("", "g.toml: empty"),
    "outlines/h.toml": (GOOD.replace("title", "titel", 1), 'h.toml:5: "titel" is not known here; '
                        'did you mean "title"?'),
    "outlines/i.toml": ("steps:\n  - number: 1\n", "i.toml: not TOML: "),
    "templates/log-a.md": (b"\xff\xfe\x00", "log-a.md: not UTF-8"),
    "templates/log-b.md": ("\n\nmood: $mood\n", "log-b.md:3: $mood is not known here; write $$"),
    "templates/log-c.md": ("goals\n${gaols}", "log-c.md:2: $gaols is not known here; did you mean "
                           "$goals?"),
    "templates/log-d.md": (" \n", "log-d.md: empty"),
    "templates/log-e.md": (b"x" * (LARGEST + 1), "log-e.md: larger than 1 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_and_the_others_are_offered(config: Path, name: str) -> None:
    data, told = BAD[name]
    put(config, name, data)
    own = read(config)
    assert own.complaints[0].startswith(told)
    assert not any(CONTROLS.search(one) for one in own.complaints)
    assert offered(own) == GOOD_ONES


@pytest.mark.parametrize(
    "data",
    [b"\xff", b"", b"Dear $goals", b"x" * (LARGEST + 1)],
    ids=["odd bytes", "empty", "unknown", "large"],
)
def test_a_bad_email_template_is_told_and_not_used(config: Path, data: bytes) -> None:
    put(config, "templates/email.md", data)
    own = read(config)
    assert len(own.complaints) == 1
    assert own.complaints[0].startswith("email.md:")
    assert offered(own) == (*GOOD_ONES[:2], False)


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _around(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


MADE: dict[Callable[[Path], None], str] = {
    _folder: "not a file",
    _dangling: "no such file or directory",
    _around: "too many levels of symbolic links",
    _pipe: "not a file",
}


@POSIX
@pytest.mark.parametrize("name", ["outlines/x.toml", "templates/log-x.md", "templates/email.md"])
@pytest.mark.parametrize("make", MADE)
def test_what_is_no_file_is_told(config: Path, name: str, make: Callable[[Path], None]) -> None:
    path = config / name
    path.unlink(missing_ok=True)
    make(path)
    own = read(config)
    assert own.complaints == (f"{path.name}: {MADE[make]}",)
    assert offered(own)[:2] == GOOD_ONES[:2]


@POSIX
@pytest.mark.parametrize("name", ["outlines/x.toml", "outlines", "templates"])
def test_what_may_not_be_read_is_told(
    config: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused by hand: whoever runs the tests may be allowed everything."""
    path = config / name
    if path.suffix:
        put(config, name, GOOD)

    def refusing(real: Callable[..., object]) -> Callable[..., object]:
        def call(self: Path, *args: object) -> object:
            if self == path:
                raise PermissionError(13, "Permission denied")
            return real(self, *args)

        return call

    monkeypatch.setattr(Path, "open", refusing(Path.open))
    monkeypatch.setattr(Path, "iterdir", refusing(Path.iterdir))
    own = read(config)
    assert own.complaints == (f"{path.name}: permission denied",)
    assert sum(map(bool, (own.outlines, own.templates))) == (2 if path.suffix else 1)


def test_a_file_where_a_folder_is_expected_is_told(tmp_path: Path) -> None:
    put(tmp_path, "outlines", "x")
    assert len(read(tmp_path).complaints) == 1
    assert read(tmp_path).complaints[0].startswith("outlines: ")


def test_what_other_programs_leave_there_is_passed_over(config: Path) -> None:
    for name in ("outlines/._good.toml", "outlines/good.toml~", "templates/notes.md", "x.toml"):
        put(config, name, b"\xff")
    assert read(config).complaints == ()


def test_many_unknown_names_are_told_a_few_at_a_time(config: Path) -> None:
    put(config, "templates/log-x.md", "\n".join(f"$name{number}" for number in range(60_000)))
    own = read(config)
    assert len(own.complaints) == MOST
    assert own.complaints[1].startswith("log-x.md:2: $name1 ")


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_words_pass_as_text(config: Path, raw: str) -> None:
    words = raw.encode("utf-8", "replace").decode()
    put(config, "templates/log-x.md", f"# {words}\n")
    own = read(config)
    assert own.complaints == ()
    assert offered(own)[1] == ["log-good", "log-x"]
    assert not CONTROLS.search(own.templates[1].text.replace("\n", "").replace("\t", ""))


@POSIX
@pytest.mark.parametrize("odd", ["\x1b[2J", "\u202e", "[Anna]", "two\nlines", "\udcff"])
def test_odd_names_of_files_are_shown(config: Path, odd: str) -> None:
    put(config, f"outlines/{odd}.toml", GOOD.replace("name", "# name"))
    put(config, f"outlines/{odd}-bad.toml", "x")
    put(config, f"templates/log{odd}.md", "x")
    own = read(config)
    assert len(own.outlines) == len(own.templates) == 2
    assert len(own.complaints) == 1
    shown = (*(one.name for one in (*own.outlines, *own.templates)), *own.complaints)
    assert not any(CONTROLS.search(one) for one in shown)


# The page of the documentation

PAGE = Path(__file__).parents[3] / "docs" / "outlines.md"


def examples() -> dict[str, str]:
    """The page's examples by their language."""
    return dict(re.findall(r"^```(\w+)\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S))


def test_the_examples_of_the_page_can_be_used(tmp_path: Path) -> None:
    shown = examples()
    put(tmp_path, "outlines/district.toml", shown["toml"])
    put(tmp_path, "templates/log.md", shown["markdown"])
    put(tmp_path, "templates/email.md", shown["text"])
    own = read(tmp_path)
    assert own.complaints == ()
    assert [one.name for one in own.outlines] == ["District, short talk · 50 minutes"]
    outline = own.outlines[0].outline
    assert [step.number for step in outline.steps if step.planned] == [1, 2, 3, 6, 8, 9, 10]
    log = opening_log(sample(), ("- [x] Ask why",), own.templates[0].text).text
    for step in outline.steps:
        assert not step.planned or section(log.split("\n"), step.section), step.section
    for text in (log, draft(sample(), own.email).text):
        assert "$" not in text
        assert "Ms. Rivera" in text
    assert "Focus: Explanations" in log


def test_the_page_names_every_key_and_every_name() -> None:
    text = PAGE.read_text("utf-8")
    outline, log, email = re.findall(r"\n\| (?:key|name) \|.*?\n\n", text + "\n", re.S)
    assert sorted(re.findall(r"^\| `(\w+)` ", outline, re.M)) == sorted(
        [*(one.name for one in fields(StepOfFile)), "name"]
    )
    assert set(re.findall(r"\$(\w+)", log)) == LOG_FACTS
    assert set(re.findall(r"\$(\w+)", email)) == EMAIL_FACTS


def test_every_name_of_the_page_is_filled_in() -> None:
    every = "\n".join(f"{name}=${name}" for name in sorted(LOG_FACTS))
    log = opening_log(sample(), ("- [x] Ask why",), every).text
    assert "$" not in log
    assert sorted(re.findall(r"^(\w+)=.", log, re.M)) == sorted(LOG_FACTS)


def test_the_complaints_on_the_page_are_ours(tmp_path: Path) -> None:
    put(tmp_path, "outlines/district.toml", GOOD.replace("minutes = 5", "minutes = -5"))
    put(tmp_path, "templates/log.md", "\n\n$techer")
    put(tmp_path, "templates/email.md", b"\xff")
    assert PAGE.read_text("utf-8").endswith(
        f"```\n{chr(10).join(read(tmp_path).complaints)}\n```\n"
    )
