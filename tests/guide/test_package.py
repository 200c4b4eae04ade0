"""How programs pack a Word file, all of which is read; and what is no Word file, told in a line."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from mqi_tui.files.guide import PaperError, read
from mqi_tui.files.guide.package import ENTRIES, MARKS
from tests.guide.parts import OFFICE, PACKAGE, guide, line, packed, rels, run, saved, zipped

Parts = dict[str, bytes]
BODY = guide(line(run("Ask why")))
BASE = packed(BODY)
STRICT = "http://purl.oclc.org/ooxml"


def renamed(change: Callable[[str], str]) -> Parts:
    return {change(name): data for name, data in BASE.items()}


def with_links(told: str, where: str = "word/_rels/document.xml.rels") -> Parts:
    """More relationships, as they stand in the file."""
    end = b"</Relationships>"
    return {**BASE, where: BASE[where].replace(end, told.encode() + end)}


def link(kind: str, target: str) -> str:
    return f'<Relationship Id="rId7" Type="{OFFICE}/{kind}" Target="{target}"/>'


def targets(target: str) -> Parts:
    return {**BASE, "_rels/.rels": rels({"rId1": ("officeDocument", target)}).encode()}


def strict() -> Parts:
    spaces = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main":
        f"{STRICT}/wordprocessingml/main",
        OFFICE: f"{STRICT}/officeDocument/relationships",
    }  # fmt: skip
    parts = dict(BASE)
    for usual, told in spaces.items():
        parts = {name: data.replace(usual.encode(), told.encode()) for name, data in parts.items()}
    return parts


def utf_16() -> Parts:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + BASE["word/document.xml"].decode()
    return {**BASE, "word/document.xml": text.encode("utf-16")}


READ: dict[str, Parts] = {
    "as it should be": BASE,
    "Word Online": packed(BODY, main="word/document2.xml"),
    "another folder": packed(BODY, main="docs/main.xml"),
    "no relationships": {"word/document.xml": BASE["word/document.xml"]},
    "backslashes": renamed(lambda name: name.replace("/", "\\")),
    "another case": renamed(str.upper),
    "leading slashes": renamed(lambda name: f"/{name}"),
    "a folder before": renamed(lambda name: f"./{name}"),
    "an absolute target": targets("/word/document.xml"),
    "a target with backslashes": targets("word\\document.xml"),
    "a target in another case": targets("Word/Document.xml"),
    "a target by a way round": targets("word/../word/./document.xml"),
    "a part that is not there": with_links(link("image", "NULL")),
    "styles that are not there": with_links(link("styles", "styles.xml")),
    "a bookmark as a target": with_links(link("hyperlink", "#_top")),
    "no target": with_links('<Relationship Id="rId7"/>'),
    "far outside": with_links(link("image", "../../../../etc/passwd")),
    "a missing thumbnail": with_links(
        link("metadata/thumbnail", "docProps/thumbnail.jpeg"), "_rels/.rels"
    ),
    "Strict Open XML": strict(),
    "UTF-16": utf_16(),
    "macros": {**BASE, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
}


@pytest.mark.parametrize("name", ["guide.docx", "guide.docm", "guide.dotx", "guide.dotm"])
def test_each_kind_of_word_file_is_read(tmp_path: Path, name: str) -> None:
    assert read(saved(tmp_path, READ["macros"], name)).plan.goals == ("Ask why",)


@pytest.mark.parametrize("how", READ)
def test_however_it_is_packed_it_is_read(tmp_path: Path, how: str) -> None:
    found = read(saved(tmp_path, READ[how]))
    assert (found.plan.teacher, found.plan.goals) == ("Ms. Rivera", ("Ask why",))
    assert found.unrecognised == ()


def test_a_file_that_is_not_squeezed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "guide.docx"
    path.write_bytes(zipped(BASE, zipfile.ZIP_STORED))
    assert read(path).plan.goals == ("Ask why",)


# What is no Word file, or one that does harm


def changed(inside: str) -> Parts:
    """With another beginning of the text."""
    text = BASE["word/document.xml"].replace(b"<w:body>", f"<w:body>{inside}".encode())
    return {**BASE, "word/document.xml": text}


def declared(told: str, encoding: str = "utf-8") -> Parts:
    text = f"<!DOCTYPE w:document [{told}]>" + BASE["word/document.xml"].decode().replace(
        "Ms. Rivera", "&j;"
    )
    head = '<?xml version="1.0" encoding="utf-16"?>' if encoding == "utf-16" else ""
    return {**BASE, "word/document.xml": (head + text).encode(encoding)}


def laughs() -> str:
    steps = zip("abcdefghi", "bcdefghij", strict=True)
    return '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in steps
    )


def twice() -> bytes:
    data = io.BytesIO(zipped(BASE))
    with warnings.catch_warnings(), zipfile.ZipFile(data, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", BASE["word/document.xml"])
    return data.getvalue()


def in_two_cases() -> bytes:
    return zipped({**BASE, "WORD/Document.xml": BASE["word/document.xml"]})


def flagged() -> bytes:
    """As where the parts are encrypted."""
    data = bytearray(zipped(BASE))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def says_less(size: int) -> bytes:
    """The directory says of each part that it has so many bytes."""
    data = bytearray(zipped(changed("<w:p/>" * 1_000)))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<I", data, at + 24, size)
    return bytes(data)


DAMAGED = "is damaged: open it in Word and save it again"
TOO_LARGE = "unpacks to far more than a planning guide holds"
DEEP = "is nested deeper than any guide"
TWICE = "holds the same part twice: open it in Word and save it again"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs": (lambda: zipped(declared(laughs())), DAMAGED),
    "laughs in UTF-16": (lambda: zipped(declared(laughs(), "utf-16")), DAMAGED),
    "a file outside": (
        lambda: zipped(declared('<!ENTITY j SYSTEM "file:///etc/passwd">')), DAMAGED,
    ),
    "deep": (lambda: zipped(changed("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000)), DEEP),
    "elements": (lambda: zipped(changed("<w:p/>" * (MARKS + 1))), TOO_LARGE),
    "attributes": (
        lambda: zipped(changed("<w:p " + " ".join(map('a{}=""'.format, range(MARKS // 2))) + "/>")),
        TOO_LARGE,
    ),
    "entries": (lambda: zipped({f"{n}": b"" for n in range(ENTRIES + 1)}), TOO_LARGE),
    "twice": (twice, TWICE),
    "in two cases": (in_two_cases, TWICE),
    "encrypted": (flagged, "is protected by a password: save a copy without one"),
    "another packing": (
        lambda: zipped(BASE, zipfile.ZIP_BZIP2),
        "is packed as no Word file is: open it in Word and save it again",
    ),
    "a lie": (lambda: says_less(100), DAMAGED),
    "broken off": (lambda: zipped(BASE)[:-200], DAMAGED),
    "broken XML": (lambda: zipped({**BASE, "word/document.xml": b"<w:document"}), DAMAGED),
    "no text": (lambda: zipped({**BASE, "word/document.xml": b""}), DAMAGED),
    "OpenDocument": (
        lambda: zipped({"mimetype": b"", "content.xml": b"<a/>"}),
        "is in OpenDocument (.odt): save it as Word (.docx)",
    ),
    "Excel": (
        lambda: zipped({"xl/workbook.xml": b"<a/>"}),
        "is a spreadsheet, not a planning guide",
    ),
    "slides": (
        lambda: zipped({"ppt/presentation.xml": b"<a/>"}),
        "holds slides, not a planning guide",
    ),
    "Pages": (
        lambda: zipped({"Index/Document.iwa": b""}), "is a Pages file: export it as Word (.docx)",
    ),
    "another office file": (
        lambda: zipped(
            {
                "_rels/.rels": rels({"rId1": ("officeDocument", "x.xml")}).encode(),
                "x.xml": f'<a xmlns="{PACKAGE}/openxmlformats"/>'.encode(),
            }
        ),
        "is not a Word file (.docx)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_told_in_a_line(tmp_path: Path, what: str) -> None:
    made, told = REFUSED[what]
    path = tmp_path / "guide.docx"
    path.write_bytes(made())
    with pytest.raises(PaperError) as error:
        read(path)
    assert str(error.value) == f"{path}: {told}"


def test_a_file_with_any_byte_changed_is_read_or_told(tmp_path: Path) -> None:
    """No fault of a file is one of the program."""
    path, chance = tmp_path / "guide.docx", random.Random(6)
    for _ in range(400):
        data = bytearray(zipped(BASE))
        for _ in range(chance.choice((1, 1, 8))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(b"PK" + bytes(data[2:]))
        with suppress(PaperError):
            read(path)
