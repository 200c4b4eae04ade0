"""Fields of the planning guide in which something is chosen, not typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mqi_tui.domain import rubric
from mqi_tui.domain.private.form import Drafts, shown, wrong
from mqi_tui.domain.private.form_kinds import Kind
from mqi_tui.domain.private.plan import Plan, StockClip
from mqi_tui.domain.private.planning_guide import FIELDS

ONE_OF: Mapping[Kind, tuple[str, ...]] = {
    "choice": ("coach", "teacher"),
    "truth": ("no", "yes"),
    "dimension": ("", *rubric.dimensions()),
}
"""What a field is one of; empty: nothing is chosen."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One of some points, and for which code where they are scores; `chosen` is empty for none."""

    points: tuple[str, ...]
    chosen: str = ""
    code: str = ""


Picks = tuple[Pick, ...]


def picks(plan: Plan, drafts: Drafts, key: str) -> Picks | None:
    """What can be chosen in a field; None where it is typed: what cannot be read can be mended."""
    kind = FIELDS[key].kind
    if wrong(drafts, key):
        return None
    if kind in ONE_OF:
        return (Pick(ONE_OF[kind], shown(plan, drafts, key)),)
    return _scores(plan.stock_clip or StockClip()) if kind == "scores" else None


def _scores(clip: StockClip) -> Picks:
    """A score for each code of the stock clip, and for whatever else has one."""
    names = dict.fromkeys((*clip.codes, *clip.master_scores))
    codes = [code for name in names if (code := rubric.code(name))]
    return tuple(Pick(one.points, clip.master_scores.get(one.name, ""), one.name) for one in codes)


def typed(chosen: Sequence[Pick]) -> str:
    """What is chosen, as it would be typed."""
    lines = (f"{one.code}: {one.chosen}" if one.code else one.chosen for one in chosen)
    return "\n".join(line for line, one in zip(lines, chosen, strict=True) if one.chosen)
