"""The sample conversation: in a library of its own, which is thrown away with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mqi_tui.services import conversations
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.services.session import Session
    from mqi_tui.services.system_clock import Now

MARK = "SAMPLE"
"""Stands wherever a conversation is named that is none of the coach's."""
NOTHING_KEPT = "Nothing of the sample is kept."
OWN_ARE_KEPT = "Your own conversations are, as you left them."


class Sample(NamedTuple):
    """The open sample, and the folder that goes when it is closed."""

    library: Library
    session: Session
    folder: TemporaryDirectory[str]
    made: Conversation
    """It, before anything was done in it."""

    @property
    def is_used(self) -> bool:
        """Whether something would go with it: time, notes, words, half typed ones too."""
        now, before = self.session.conversation, self.made
        desk = replace(now.private.desk, caret=(), top=0)
        return (now.log, replace(now.private, desk=desk)) != (before.log, before.private)

    def throw_away(self) -> None:
        """Remove all of it. Its conversation is closed by then."""
        self.folder.cleanup()


def begin(now: Now) -> Sample:
    """The sample, planned for this minute, prepared and open.

    Raises:
        StoreError: in one line, why it cannot be made.
    """
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(prefix="mqi-sample-", ignore_cleanup_errors=True)
    library = Library(Home.find(Path(folder.name)))
    session = conversations.sample(library, now)
    session.mark = MARK
    return Sample(library, session, folder, session.conversation)
