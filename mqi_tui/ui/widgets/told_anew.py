"""Words that are shown anew only where they are others: to update a line lays the screen out."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList, Static


def put(line: Static, words: Content) -> None:
    """Let these words stand in a line."""
    before = line.content
    if not (isinstance(before, Content) and before.is_same(words)):
        line.update(words)


def put_option(options: OptionList, id_: str, words: Content) -> None:
    """Let these words stand for an option."""
    before = options.get_option(id_).prompt
    if not (isinstance(before, Content) and before.is_same(words)):
        options.replace_option_prompt(id_, words)
