"""What can be the id of a conversation."""

from __future__ import annotations

import re

_ID = re.compile(r"\w[\w-]{0,79}")


def is_id(text: object) -> bool:
    """Whether `text` can be an id. Ids become file names, so nothing else may be taken for one."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None
