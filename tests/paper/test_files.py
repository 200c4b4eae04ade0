"""Files: what is no planning guide is told in a line, and what is too much as well."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.paper import PaperError, read
from mqi_tui.paper.files import LARGEST
from tests.paper.guides import word


def zipped(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BAD = {
    "a PDF": (b"%PDF-1.7 ...", "is a PDF: save it as Word (.docx) or as text"),
    "RTF": (rb"{\rtf1\ansi hello}", "is in RTF: save it as Word (.docx)"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(9), "is a picture, not a planning guide"),
    "a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password: save a copy without one",
    ),
    "old Word": (OLE, "is in an older form of Word (.doc): save it as .docx"),
    "another zip": (zipped(a_txt="hello"), "is not a Word file (.docx)"),
    "half a zip": (
        zipped(word__document_xml="<a/>" * 99)[:60],
        "is damaged: open it in Word and save it again",
    ),
    "no Word inside": (
        zipped(word__document_xml="<a/>"),
        "is damaged: open it in Word and save it again",
    ),
    "a zip bomb": (
        zipped(word__document_xml=" " * 61_000_000),
        "unpacks to far more than a planning guide holds",
    ),
    "bytes": (b"abc\0\1\2", "is neither Word (.docx) nor Markdown nor plain text"),
    "nothing": (b"", "nothing is written in it"),
    "blank lines": (b"\n\n  \n", "nothing is written in it"),
    "50 MB": (bytes(LARGEST + 1), "larger than 20 MB; take out its pictures and save it again"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_guide_is_told_in_a_line(tmp_path: Path, what: str) -> None:
    data, told = BAD[what]
    path = tmp_path / "guide.docx"
    path.write_bytes(data)
    with pytest.raises(PaperError) as error:
        read(path)
    assert str(error.value) == f"{path}: {told}"


def test_a_folder_and_what_is_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match=f"{re.escape(str(tmp_path))}: a folder, not a file"):
        read(tmp_path)
    with pytest.raises(PaperError, match="no such file or directory"):
        read(tmp_path / "none.docx")
    with pytest.raises(PaperError, match="not the name of a file"):
        read(Path("a\x00b"))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
@pytest.mark.parametrize("name", ["guide.docx", "guide.md", "plan.yaml"])
def test_what_is_no_regular_file_is_not_even_opened(tmp_path: Path, name: str) -> None:
    """A pipe would wait for whoever writes into it."""
    os.mkfifo(tmp_path / name)
    zero = tmp_path / f"zero-{name}"
    zero.symlink_to("/dev/zero")
    for path in (tmp_path / name, zero):
        with pytest.raises(PaperError, match=rf"{path}: not a file$"):
            read(path)


# What is more than anyone fills in is refused, or is kept where it slows nothing down.

LETTERS = "abcdefghij" * 100_000
TOO_MUCH = "holds more than 1 MB of text: take out what is not the planning guide"


def in_word(text: str) -> Callable[[Path], Path]:
    def build(document: Any) -> None:
        document.add_paragraph("Teacher: Ms. Rivera")
        document.add_heading("2. Watch the lesson", 2)
        document.add_paragraph("Summary of the lesson:")
        document.add_paragraph(text)

    return lambda folder: word(folder / "a.docx", build)


def in_markdown(text: str) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        path = folder / "a.md"
        path.write_text(
            f"Teacher: Ms. Rivera\n## 2. Watch the lesson\nSummary of the lesson:\n{text}\n"
        )
        return path

    return made


def in_yaml(text: str) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        path = folder / "a.yaml"
        path.write_text(json.dumps({"teacher": "Ms. Rivera", "lesson": text}))
        return path

    return made


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (in_word(LETTERS * 3), TOO_MUCH),
        (in_markdown(LETTERS), TOO_MUCH),
        (in_word(LETTERS[:900_000]),
         '"The lesson in short" would have 900,044 letters, and a field takes 100,000: shorten it'),
        (in_markdown(LETTERS[:100_005]),
         '"The lesson in short" would have 100,010 letters, and a field takes 100,000: shorten it'),
        (in_yaml(LETTERS[:900_000]),
         '"The lesson in short" would have 900,044 letters, and a field takes 100,000: shorten it'),
        (in_markdown("a\n" * 4_000),
         '"The lesson in short" would have 4,000 lines, and a field takes 3,000: shorten it'),
    ],
    ids=["3 MB in Word", "1 MB in Markdown", "a long field in Word", "a long field in Markdown",
         "a long field in YAML", "many lines"],
)  # fmt: skip
def test_more_than_anyone_fills_in_is_told(
    tmp_path: Path, make: Callable[[Path], Path], told: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(PaperError) as error:
        read(path)
    assert str(error.value) == f"{path}: {told}"


def test_a_whole_transcript_finds_room_in_a_field(tmp_path: Path) -> None:
    transcript = "\n".join(f"{line} pupils say what they see" for line in range(2_500))
    assert read(in_word(transcript)(tmp_path)).plan.lesson == transcript


def test_a_long_text_where_a_name_is_asked_for_is_kept_in_the_notes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"Teacher: Ms. Rivera\nCoach: {LETTERS[:3_000]}\nFocus: Reasons\n")
    found = read(path)
    assert (found.plan.coach, found.plan.focus) == ("", "Reasons")
    assert found.unrecognised == (f"Coach: {LETTERS[:3_000]}",)
    assert LETTERS[:3_000] in found.plan.notes


@pytest.mark.parametrize(
    "line", ["a:\n", "**a\n", "? ", ": ", "** a", "1. a?\n", "(", "teacher: |"]
)
def test_an_odd_file_is_read_in_a_moment(tmp_path: Path, line: str) -> None:
    """Nothing in it makes reading take long; what is too much is told."""
    path = tmp_path / "a.md"
    path.write_text(line * (990_000 // len(line)))
    before = time.process_time()
    with suppress(PaperError):
        read(path)
    assert time.process_time() - before < 20


def test_a_bad_plan_of_ours_is_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("teacher: A\nfocuss: B\n", encoding="utf-8")
    with pytest.raises(PaperError, match=r"plan\.yaml:2: "):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_of_other_editors_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes("Teacher: Frau Öz\r\nCoach: J.\r\n".encode(encoding))
    assert read(path).plan.teacher == "Frau Öz"
