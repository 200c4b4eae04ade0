"""A Word file as its parts: a zip of XML, of which nothing is believed but what is unpacked.

Programs name the parts as they like (`word/document2.xml`, `\\word\\document.xml`, `/Word/...`):
which part is which, the relationships say. A part that nobody needs is never unpacked.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from mqi_tui.files.guide.blocks import PaperError

UNPACKED = 60_000_000
"""Bytes that the parts which are read may unpack to."""
MARKS = 1_500_000
"""Elements, and attributes twice, that they may have: each takes some hundred bytes of memory."""
ENTRIES = 10_000
"""Parts that a file may have; each takes memory before any is read."""
DAMAGED = "is damaged: open it in Word and save it again"
TOO_LARGE = "unpacks to far more than a planning guide holds"
NO_WORD = "is not a Word file (.docx)"
OTHERS = {
    "content.xml": "is in OpenDocument (.odt): save it as Word (.docx)",
    "index/document.iwa": "is a Pages file: export it as Word (.docx)",
    "xl/workbook.xml": "is a spreadsheet, not a planning guide",
    "ppt/presentation.xml": "holds slides, not a planning guide",
}
"""Parts by which what else is packed like a Word file is known."""
_ENTRY = b"PK\x01\x02"
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that Word knows; of others, the unpacking cannot be bounded."""
_BAD_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    NotImplementedError, MemoryError, OverflowError,
)  # fmt: skip
_MAIN = re.compile(r"(?:.*/)?document\d*\.xml")
_DECLARED = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main":
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/":
    b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}  # fmt: skip
"""Names of what is in Strict Open XML, and of the same as Word writes it mostly."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its id, the last word of its type, and the part that it names."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a file by their plain names; what is unpacked is counted.

    Raises:
        PaperError: in a few words, why it cannot be read; each method does.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > ENTRIES:
            raise PaperError(TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BAD_ZIP:
            raise PaperError(DAMAGED) from None
        self._entries = defaultdict[str, list[zipfile.ZipInfo]](list)
        for entry in self._zip.infolist():
            self._entries[_plain(entry.filename)].append(entry)
        self._bytes, self._marks = UNPACKED, MARKS
        self._trees: dict[str, Any] = {}

    def main(self) -> tuple[str, Any]:
        """The name of the part with the text, and its XML."""
        named = [link.target for link in self.links("") if link.kind == "officedocument"]
        others = [name for name in self._entries if _MAIN.fullmatch(name)]
        for name in [*named, *others]:
            if (root := self.xml(name)) is not None:
                return name, root
        raise PaperError(next((OTHERS[one] for one in OTHERS if one in self._entries), NO_WORD))

    def links(self, part: str) -> list[Link]:
        """The relationships of a part, those to what lies in the file; `""`: of the whole."""
        root = self.xml(_rels(part))
        return [] if root is None else list(_links(root, posixpath.dirname(part)))

    def addresses(self, part: str) -> dict[str, str]:
        """Where the links of a part lead that lead out of the file, by their ids."""
        root = self.xml(_rels(part))
        found = [] if root is None else list(root.iter("{*}Relationship"))
        return {one.get("Id", ""): one.get("Target", "") for one in found if _leads_out(one)}

    def first(self, links: list[Link], kind: str) -> Any:
        """The XML of the first part of a kind that is there; None without one."""
        found = (self.xml(link.target) for link in links if link.kind == kind)
        return next((root for root in found if root is not None), None)

    def xml(self, name: str) -> Any:
        """The XML of a part; None where there is no such part."""
        name = _plain(name)
        if name not in self._trees:
            self._trees[name] = self._tree(name)
        return self._trees[name]

    def _tree(self, name: str) -> Any:
        data = self._unpacked(name)
        if data is None:
            return None
        self._marks -= data.count(b"<") + 2 * data.count(b"=")
        if self._marks < 0:
            raise PaperError(TOO_LARGE)
        return _parsed(data)

    def _unpacked(self, name: str) -> bytes | None:
        found = self._entries.get(name, [])
        if not found:
            return None
        if len(found) > 1:
            raise PaperError("holds the same part twice: open it in Word and save it again")
        if found[0].flag_bits & 1:
            raise PaperError("is protected by a password: save a copy without one")
        if found[0].compress_type not in _PACKED:
            raise PaperError("is packed as no Word file is: open it in Word and save it again")
        return self._read(found[0])

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(entry) as part:
                data = part.read(self._bytes + 1)
        except _BAD_ZIP:
            raise PaperError(DAMAGED) from None
        self._bytes -= len(data)
        if self._bytes < 0:
            raise PaperError(TOO_LARGE)
        return data


def _plain(name: str) -> str:
    """A name as all programs mean it, whatever its case and its slashes."""
    return posixpath.normpath(unquote(name).replace("\\", "/").lstrip("/")).casefold()


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _leads_out(relationship: Any) -> bool:
    return str(relationship.get("TargetMode", "")).casefold() == "external"


def _links(root: Any, folder: str) -> Iterator[Link]:
    for one in root.iter("{*}Relationship"):
        if not _leads_out(one):
            kind = one.get("Type", "").rpartition("/")[2].casefold()
            target = one.get("Target", "").replace("\\", "/")
            yield Link(one.get("Id", ""), kind, posixpath.join("/", folder, target))


def _parsed(data: bytes) -> Any:
    """The tree of a part. What declares entities of its own is not even parsed."""
    from lxml import etree

    data = _utf_8(data)
    if b"<!DOCTYPE" in data:
        raise PaperError(DAMAGED)
    for strict, usual in _STRICT.items():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "depth" in str(error).lower()
        raise PaperError("is nested deeper than any guide" if deep else DAMAGED) from None
    if root.getroottree().docinfo.doctype:
        raise PaperError(DAMAGED)
    return root


def _utf_8(data: bytes) -> bytes:
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    return _DECLARED.sub("", data.decode("utf-16", errors="replace")).encode()
