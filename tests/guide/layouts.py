"""The ways in which coaches have the official guide: as text, in Markdown, in Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import docx

from tests.guide.official import Kind, Line


def text_below(lines: Collection[Line]) -> str:
    return "\n".join(part for line in lines for part in (line.text, *line.answer.split("\n")))


def text_beside(lines: Collection[Line]) -> str:
    return "\n".join(f"{line.text} {line.answer}" for line in lines)


def text_bullets(lines: Collection[Line]) -> str:
    return "\n".join(
        line.text + re.sub(r"(^|\n)(?:\d\. )?", "\n- ", line.answer) * bool(line.answer)
        for line in lines
    )


def markdown(lines: Collection[Line]) -> str:
    marks: dict[Kind, str] = {"text": "{}", "title": "# {}", "heading": "## {}", "label": "**{}**"}
    return "\n\n".join(
        f"{marks[line.kind].format(line.text.lstrip('• '))}\n\n{line.answer}" for line in lines
    )


def markdown_table(lines: Collection[Line]) -> str:
    """Headings, and a row for each question."""
    said = []
    for line in lines:
        cells = [f"| {line.text} | {part} |" for part in line.answer.split("\n")[:1]]
        more = [f"| | {part} |" for part in line.answer.split("\n")[1:]]
        said += [*cells, *more] if line.kind == "label" else ["", line.text, ""]
    return "\n".join(said)


TEXTS: dict[str, Callable[[Collection[Line]], str]] = {
    "below": text_below, "beside": text_beside, "bullets": text_bullets,
    "Markdown": markdown, "a Markdown table": markdown_table,
}  # fmt: skip


# In Word


Style = dict[Kind, bool | str | None]
"""How a kind of line is written: bold, not bold, bold as its style is; a style by its name."""
PLAIN: Style = {"title": None, "heading": None, "label": None, "text": None}
BOLD: Style = {**PLAIN, "title": True, "heading": True, "label": True}
OFF: Style = {**PLAIN, "title": False, "heading": False, "label": False, "text": False}
HEADINGS: Style = {**BOLD, "title": "Heading 1", "heading": "Heading 2"}
NUMBERED: Style = {**BOLD, "heading": "List Number"}


def _write(parent: Any, text: str, how: bool | str | None) -> None:
    if how == "List Number":
        text = re.sub(r"^\d+\. ", "", text)
    style = how if isinstance(how, str) else "List Bullet" if text.startswith("•") else None
    run = parent.add_paragraph(style=style).add_run(text.lstrip("• "))
    run.bold = how if isinstance(how, bool) else None


def in_word(style: Style, answers: bool | None = None) -> Callable[[Any, Collection[Line]], None]:
    """Paragraph by paragraph. `answers`: whether those are said to be bold, or not to be."""

    def build(document: Any, lines: Collection[Line]) -> None:
        for line in lines:
            _write(document, line.text, style[line.kind])
            for part in line.answer.split("\n") if line.answer else []:
                _write(document, part, answers)

    return build


def in_cells(document: Any, lines: Collection[Line]) -> None:
    """Questions and answers side by side."""
    for line in lines:
        if line.kind == "label":
            cells = document.add_table(1, 2).rows[0].cells
            cells[0].text, cells[1].text = line.text, line.answer
        else:
            _write(document, line.text, BOLD[line.kind])


def in_columns(document: Any, lines: Collection[Line]) -> None:
    """As it is printed: the step on the left, what the coach prepares on the right."""
    table = document.add_table(0, 2)
    side = 0
    for line in lines:
        if line.kind in ("title", "heading") or not table.rows:
            table.add_row()
            side = 0
        side = 1 if line.text.startswith("Coach Preparation") else side
        cell = table.rows[-1].cells[side]
        _write(cell, line.text, line.kind in ("title", "heading"))
        for part in line.answer.split("\n") if line.answer else []:
            cell.add_paragraph(part)


WORD: dict[str, Callable[[Any, Collection[Line]], None]] = {
    "plain": in_word(PLAIN), "labels in bold": in_word(BOLD), "headings": in_word(HEADINGS),
    "bold turned off": in_word(OFF, answers=False), "answers in bold": in_word(OFF, answers=True),
    "numbered by Word": in_word(NUMBERED), "side by side": in_cells, "two columns": in_columns,
}  # fmt: skip


def saved(path: Path, way: str, lines: Collection[Line]) -> Path:
    """The guide as a file, in one of the ways of `TEXTS` and `WORD`."""
    if way in TEXTS:
        path = path / ("guide.md" if "Markdown" in way else "guide.txt")
        path.write_text(TEXTS[way](lines), encoding="utf-8")
        return path
    document = docx.Document()
    WORD[way](document, lines)
    document.save(str(path / "guide.docx"))
    return path / "guide.docx"
