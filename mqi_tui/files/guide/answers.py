"""What was answered, field by field, and what answers nothing that was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mqi_tui.domain.private.fields import CLIP_TIMES
from mqi_tui.domain.private.form_kinds import SHORT
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.files.guide.dates import completes
from mqi_tui.files.guide.wording import words_of

BETWEEN = frozenset(["from", "to", "until", "till", "and", "min", "minutes", "clip"])
_ON_BLANKS = re.compile(r"^\s*_{2,}\s*|\s*_{2,}\s*$")
"""What stands around an answer that was written onto a line of underscores."""
_CLIP = re.compile(r"clips\.([12])")
_LASTS = re.compile(r"\b\d{1,2} ?min(?:ute)?s?\b", re.IGNORECASE)


@dataclass(slots=True)
class Answers:
    """Nothing that is kept here is dropped: what does not fit into its field is in the rest."""

    said: dict[str, list[str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    email: list[str] = field(default_factory=list)
    """The lines of the e-mail, where it stands there as an answer: word for word."""

    def keep(self, key: str | None, words: str) -> None:
        """Words that answer what `key` asks for; without one, they are not recognised."""
        words = _ON_BLANKS.sub("", words)
        if key and _CLIP.fullmatch(key):
            self._times(key, words)
        elif key and not self._is_full(key, words):
            self.said.setdefault(key, []).append(words)
        else:
            self.rest.append(words)

    def _is_full(self, key: str, words: str) -> bool:
        """Whether the field takes no more: a name has one line, a date what completes it.

        A focus may go on for lines.
        """
        said = self.said.get(key)
        if not said or key == "focus" or FIELDS[key].kind not in SHORT:
            return False
        return key != "when" or not completes(" ".join(said), words)

    def _times(self, clip: str, words: str) -> None:
        """From when to when a clip goes; words that say more are not recognised."""
        blank = [key for key in (f"{clip}.start", f"{clip}.end") if key not in self.said]
        times = CLIP_TIMES.findall(words)
        fit = 0 < len(times) <= len(blank)
        if fit:
            self.said.update({key: [time] for key, time in zip(blank, times, strict=False)})
        others = set(words_of(_LASTS.sub(" ", CLIP_TIMES.sub(" ", words)))) - BETWEEN
        if not fit or others:
            self.rest.append(f"Clip {clip[-1]}: {words}")
