"""Scoring the stock clip: the teacher's scores, the coach's, and what both agreed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scores:
    """Code to score point, by whose score it is."""

    teacher: Mapping[str, str] = field(default_factory=dict)
    coach: Mapping[str, str] = field(default_factory=dict)
    agreed: Mapping[str, str] = field(default_factory=dict)
