"""Filled planning guides as coaches have them, in Word: four ways of filling in the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

Answers = list[tuple[str, str, list[tuple[str, str]]]]
"""Number and title of a section, and what is asked and answered in it."""

HEAD = [("Teacher", "Ms. Rivera"), ("Coach", "J. Okafor"), ("Cycle", "6"),
        ("Date", "Tuesday 24 November 2026, 4pm")]  # fmt: skip
PREPARE: Answers = [
    ("1", "The previous log, and the focus", [
        ("What are the learning goals?", "Ask why a rule works\nWait after an answer"),
        ("So which focus for this time?", "Explanations"),
        ("How does this focus relate to the goals?", "A rule without its why is half a rule"),
    ]),
    ("2", "Watching the lesson and selecting clips", [
        ("Short summary of the lesson:", "Fractions as parts of a bar"),
        ("Clip selection #1 (times):", "12:40-17:55"),
        ("Brief summary of the clip:", "Three answers, one reason"),
        ("Reasons for this clip:", "The why is nearly there"),
        ("CLIP SELECTION #2 (TIMES):", "31.20 – 36.05"),
        ("Brief summary of the clip:", "A pair argues about halves"),
        ("Reasons for this clip:", "Pupils explain to one another"),
    ]),
    ("3", "Taking notes on the clips", [
        ("Annotations, clip 1:", "13:05 Sam says it is just the rule\n14:10 nobody asks why"),
        ("Interpretations?", "The answer counts, the reason does not"),
        ("What aspect of practice is it about?", "Explaining"),
        ("What do you want her to learn?", "To ask once more"),
        ("What would more skill look like?", "Every answer has its because"),
        ("Concrete suggestions:", "Wait three seconds"),
    ]),
    ("4", "Watching the stock clip", [
        ("Which stock clip?", "Ms. Lark: Fraction bars"),
        ("Codes:", "Explanations, Linking Between Representations"),
        ("How does it relate to the focus?", "There the why is said"),
    ]),
]  # fmt: skip
TALK: Answers = [
    ("2", "Review goals (2 min)", [("How will you frame this conversation?", "With thanks")]),
    ("3", "Frame and discuss the stock clip (10 min)", [
        ("How do you introduce it?", "One sentence only"),
        ("Generative questions:", "What did you see?\nWhat would change the score?"),
    ]),
    ("4", "Teacher frames the video", [("How do you invite her?", "What happened before?")]),
    ("5", "Coach frames the first clip", [
        ("How will you frame it?", "I chose it for one word"),
        ("Codes for it:", "Explanations"),
    ]),
    ("6", "Discuss the first clip", [
        ("Generative questions:", "What did Sam know?\nHow could you tell?"),
        ("What might she say, and how do you respond?", "It was noisy -> ask what she heard"),
    ]),
    ("7", "Repeat steps 5 and 6 for the second clip", [
        ("How will you frame it?", "Now the pupils"),
        ("Codes:", "Linking Between Representations"),
        ("Questions:", "Who explains to whom?"),
    ]),
    ("8", "Other feedback", [("Anything additional to bring up?", "The equals sign on the board")]),
]  # fmt: skip

Build = Callable[[Any], None]


def labelled(document: Any) -> None:
    """Numbered headings, labels in bold, the answers below."""
    document.add_heading("My planning guide", 0)
    for label, answer in HEAD:
        _bold(document, f"{label}:", f" {answer}")
    for number, title, asked in [*PREPARE, *TALK]:
        document.add_heading(f"{number}. {title}", 2)
        for label, answer in asked:
            _bold(document, label, "")
            for line in answer.split("\n"):
                document.add_paragraph(line)


def tabled(document: Any) -> None:
    """A table of two columns for each section: asked on the left, answered on the right."""
    _table(document, HEAD)
    for number, title, asked in [*PREPARE, *TALK]:
        document.add_heading(f"Step {number}: {title}", 2)
        _table(document, asked)


def inline(document: Any) -> None:
    """Nothing stands out; every answer is on the line of what is asked."""
    for label, answer in HEAD:
        document.add_paragraph(f"{label}: {answer}")
    for number, title, asked in [*PREPARE, *TALK]:
        document.add_paragraph(f"{number}) {title}")
        for label, answer in asked:
            first, *more = answer.split("\n")
            document.add_paragraph(f"{label} {first}")
            for line in more:
                document.add_paragraph(line, style="List Bullet")


def boxed(document: Any) -> None:
    """All in one big table, a table in each of its cells, the answers as lists."""
    outer = document.add_table(rows=0, cols=1)
    _table(outer.add_row().cells[0], HEAD)
    for number, title, asked in [*PREPARE, *TALK]:
        cell = outer.add_row().cells[0]
        cell.paragraphs[0].add_run(f"{number}. {title}").bold = True
        for label, answer in asked:
            cell.add_paragraph(label.replace("'", "’")).runs[0].bold = True
            for line in answer.split("\n"):
                cell.add_paragraph(line, style="List Bullet")


WAYS: dict[str, Build] = {
    "labels in bold": labelled, "two columns": tabled, "on the line": inline, "in boxes": boxed,
}  # fmt: skip


def word(path: Path, build: Build) -> Path:
    """A Word file at `path`."""
    document = docx.Document()
    build(document)
    document.save(str(path))
    return path


def markdown() -> str:
    """The same in Markdown."""
    lines = [f"**{label}:** {answer}" for label, answer in HEAD]
    for number, title, asked in [*PREPARE, *TALK]:
        lines += ["", f"## {number}. {title}", ""]
        for label, answer in asked:
            lines += [f"**{label}**", *(f"- {line}" for line in answer.split("\n")), ""]
    return "\n".join(lines)


def answers() -> list[str]:
    """Every answer, a line each."""
    asked = [*HEAD, *(one for _, _, all_ in [*PREPARE, *TALK] for one in all_)]
    return [line for _, answer in asked for line in answer.split("\n")]


def _bold(document: Any, label: str, answer: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(label).bold = True
    if answer:
        paragraph.add_run(answer)


def _table(parent: Any, rows: list[tuple[str, str]]) -> None:
    table = parent.add_table(len(rows), 2)
    for place, (label, answer) in enumerate(rows):
        table.cell(place, 0).text = label
        table.cell(place, 1).text = answer
