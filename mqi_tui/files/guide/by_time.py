"""Remarks with a time, and the clip in which that time lies."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mqi_tui.domain.private.fields import CLIP_TIMES
from mqi_tui.domain.video import seconds

Said = dict[str, list[str]]
_NAMED = re.compile(r"Clip [12]: ")


def to_their_clips(said: Said, rest: list[str]) -> list[str]:
    """Put each remark to the clip in which its time lies; gives what of the rest is none.

    A remark of one clip goes to the other only if its time lies in that alone.
    """
    spans = {clip: _span(said, clip) for clip in (1, 2)}
    for clip in (1, 2):
        key = f"clips.{clip}.annotations"
        for line in [*said.get(key, ())]:
            other = _clip_of(line, spans)
            if other and other != clip:
                said[key].remove(line)
                said.setdefault(f"clips.{other}.annotations", []).append(line)
        if not said.get(key, True):
            del said[key]
    left = []
    for line in rest:
        bare = _NAMED.sub("", line, count=1)
        if found := _clip_of(bare, spans):
            said.setdefault(f"clips.{found}.annotations", []).append(bare)
        else:
            left.append(line)
    return left


def _span(said: Mapping[str, list[str]], clip: int) -> tuple[int, int]:
    """From which second to which a clip goes; an empty span where that is not known."""
    begins, ends = (
        _seconds(" ".join(said.get(f"clips.{clip}.{one}", ()))) for one in ("start", "end")
    )
    return (0, -1) if begins is None or ends is None else (begins, ends)


def _seconds(words: str) -> int | None:
    found = CLIP_TIMES.match(words)
    return seconds(found[0].replace(".", ":")) if found else None


def _clip_of(line: str, spans: Mapping[int, tuple[int, int]]) -> int | None:
    """The one clip in which the time lies that a remark begins with, and has no other."""
    at = _seconds(line)
    words = CLIP_TIMES.sub("", line)
    if at is None or len(CLIP_TIMES.findall(line)) > 1 or not re.search(r"[^\W\d_]{2}", words):
        return None
    clips = [clip for clip, (first, last) in spans.items() if first <= at <= last]
    return clips[0] if len(clips) == 1 else None
