"""A small file that would unpack to gigabytes takes little memory: measured, and bounded."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.guide.parts import Links, guide, line, packed, run

SPACE = 1_500_000_000
"""Bytes of addresses that the reading process may have at most."""
MOST = 250
"""Megabytes that it may really take at its peak, Python itself with all that it loads included."""
READING = f"""
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({SPACE}, {SPACE}))
from mqi_tui.files.guide import PaperError, read
try:
    print(read(Path(sys.argv[1])).plan.goals)
except PaperError as error:
    print(error)
# Not `ru_maxrss`: that begins with what the process had that started this one.
[peak] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(peak.split()[1]) // 1024)
"""
BODY = guide(line(run("Ask why")))
TOO_LARGE = "unpacks to far more than a planning guide holds"
MEGABYTE = 1_048_576


def bomb(part: str, megabytes: int, of: bytes, links: Links | None = None) -> bytes:
    """A Word file of which one part unpacks to so much."""
    data = io.BytesIO()
    parts: Mapping[str, bytes] = packed(BODY, links)
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in parts.keys() - {part}:
            archive.writestr(name, parts[name])
        with archive.open(part, "w", force_zip64=True) as file:
            file.write(parts.get(part, b"<a>").partition(b"</w:body>")[0])
            for _ in range(megabytes):
                file.write(of * (MEGABYTE // len(of)))
    return data.getvalue()


def linked(kind: str) -> Links:
    return {"rId2": (kind, "more.xml")}


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "the text": (lambda: bomb("word/document.xml", 250, b" "), TOO_LARGE),
    "paragraphs": (lambda: bomb("word/document.xml", 50, b"<w:p/>"), TOO_LARGE),
    "the relationships": (lambda: bomb("_rels/.rels", 250, b" "), TOO_LARGE),
    "styles": (lambda: bomb("word/more.xml", 250, b" ", linked("styles")), TOO_LARGE),
    "footnotes": (lambda: bomb("word/more.xml", 250, b"<w:p/>", linked("footnotes")), TOO_LARGE),
    "comments": (lambda: bomb("word/more.xml", 250, b" ", linked("comments")), TOO_LARGE),
    "a picture": (lambda: bomb("word/more.xml", 250, b" ", linked("image")), "('Ask why',)"),
    "a part that nobody names": (lambda: bomb("word/odd.xml", 250, b" "), "('Ask why',)"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS and /proc")
@pytest.mark.parametrize("what", BOMBS)
@pytest.mark.some(2)
def test_it_takes_little_memory_and_is_told(tmp_path: Path, what: str) -> None:
    made, told = BOMBS[what]
    path = tmp_path / "guide.docx"
    path.write_bytes(made())
    done = subprocess.run(
        [sys.executable, "-c", READING, str(path)], capture_output=True, text=True, check=True
    )
    said, peak = done.stdout.splitlines()
    assert said.endswith(told)
    assert int(peak) < MOST
