"""Word files as other programs write them: XML by hand, packed as they pack it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "w": W, "m": M, "mc": MC, "r": OFFICE,
        "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)  # fmt: skip
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml"
ContentType="application/xml"/><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/{{}}" ContentType="{WORDML}"/></Types>"""
Links = Mapping[str, tuple[str, str]]
"""Of a part: id to the kind of a relationship, and its target."""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*inside: str) -> str:
    """A paragraph."""
    return f"<w:p>{''.join(inside)}</w:p>"


def part(name: str, inside: str) -> str:
    """A part of the file whose root is `w:name`."""
    return f"<w:{name} {SPACES}>{inside}</w:{name}>"


def guide(answer: str) -> str:
    """The body of a guide that asks for the goals, with an answer of any kind."""
    return line(run("Teacher: Ms. Rivera")) + line(run("Goals:", "<w:b/>")) + answer


def rels(links: Links) -> str:
    told = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def packed(
    body: str,
    links: Links | None = None,
    parts: Mapping[str, str] | None = None,
    main: str = "word/document.xml",
) -> dict[str, bytes]:
    """The parts of a Word file with this body."""
    folder, _, name = main.rpartition("/")
    all_ = {
        "[Content_Types].xml": TYPES.format(main),
        "_rels/.rels": rels({"rId1": ("officeDocument", main)}),
        main: part("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{name}.rels": rels(links or {}),
        **(parts or {}),
    }
    return {name: text.encode() for name, text in all_.items()}


def zipped(parts: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", how) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def saved(folder: Path, parts: Mapping[str, bytes], name: str = "guide.docx") -> Path:
    path = folder / name
    path.write_bytes(zipped(parts))
    return path
