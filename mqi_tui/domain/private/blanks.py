"""What the guide asks for and a plan does not say yet, counted from the first letter on.

A clip that is not chosen yet lacks all that a clip has. So the count only ever falls while a plan
is written, and rises by nothing but a change of mind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mqi_tui.domain.guide import Outline, load_guide
from mqi_tui.domain.private.follow_up import OldStep, left
from mqi_tui.domain.private.form import Drafts, declined, text, wrong
from mqi_tui.domain.private.plan import Clip, Plan
from mqi_tui.domain.private.planning_guide import SECTIONS, Field
from mqi_tui.text.clean import several

EMAIL = 4
"""The place of the e-mail in `SECTIONS`."""
SINCE = "since"
"""The key of what is no field: last time's action steps."""
TALKS = {1: 6, 2: 7}
"""The step without which there is no such clip."""
STOCK = 3
NOT_CHOSEN = {
    "clips.1.start": "choose clip 1, without it steps 5 and 6 are not today",
    "clips.2.start": "choose clip 2, without it step 7 is not today",
    "stock_clip.title": "choose the stock clip, or a dash: step 3 is left out",
}
"""What is told of the first field of what is not there at all."""


_STEP = {field.key: one.number for one in SECTIONS if one.part == "talk" for field in one.fields}
"""The step of the conversation that a field is about, where it stands there."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to do before the call. `section`: its place in `SECTIONS`."""

    section: int
    key: str
    words: str
    wrong: bool = False


def blank(
    plan: Plan, drafts: Drafts, guide: Outline | None, since: Sequence[OldStep]
) -> Iterator[Missing]:
    """Each thing that is not said yet, in the form's order."""
    if count := left(since):
        yield Missing(0, SINCE, f"mark last time's {several(count, 'action step')}")
    for place, section in enumerate(SECTIONS):
        for field in section.fields:
            if is_asked(plan, drafts, guide, field) and not is_settled(plan, drafts, field.key):
                yield Missing(place, field.key, _told(plan, field))


def to_choose(plan: Plan, drafts: Drafts, guide: Outline | None = None) -> str:
    """What the teacher is to look at and nobody chose yet; empty where nothing is open."""
    for number in TALKS:
        if not _has_clip(plan, number) and _wants_clip(plan, drafts, guide, number):
            return "no clip chosen" if number == 1 else "no second clip chosen"
    if plan.stock_clip is None and _wants_stock(plan, drafts, guide):
        return "no stock clip chosen"
    return ""


def is_held(plan: Plan, guide: Outline | None, step: int) -> bool:
    """Whether a step belongs to this conversation, once its clip is chosen."""
    left_out = step in plan.steps and bool(plan.steps[step].skip)
    return (guide or load_guide()).step(step).planned and not left_out


def is_settled(plan: Plan, drafts: Drafts, key: str) -> bool:
    """Whether a field is filled, all of it, or not wanted, or wrong, which is told elsewhere."""
    if declined(drafts, key) or wrong(drafts, key):
        return True
    return bool(text(plan, key)) and not _lacks_scores(plan, key)


def _lacks_scores(plan: Plan, key: str) -> bool:
    """Whether some code that is to be scored has no master score yet."""
    clip = plan.stock_clip
    is_scores = key == "stock_clip.master_scores"
    return bool(is_scores and clip and set(clip.codes) - set(clip.master_scores))


def is_asked(plan: Plan, drafts: Drafts, guide: Outline | None, field: Field) -> bool:
    """Whether the guide asks for a field: not of a step, nor of a clip, that there is not to be."""
    step = _STEP.get(field.key, 0)
    if not field.needed or (step and not is_held(plan, guide, step)):
        return False
    if field.key.startswith("clips."):
        return _wants_clip(plan, drafts, guide, int(field.key[6]))
    return not field.key.startswith("stock_clip.") or _wants_stock(plan, drafts, guide)


def _has_clip(plan: Plan, number: int) -> bool:
    return len(plan.clips) >= number and plan.clips[number - 1] != Clip()


def _wants_clip(plan: Plan, drafts: Drafts, guide: Outline | None, number: int) -> bool:
    """A dash for its beginning says that there is none, and none after it."""
    if not is_held(plan, guide, TALKS[number]):
        return False
    before = (f"clips.{one}.start" for one in TALKS if one <= number and not _has_clip(plan, one))
    return _has_clip(plan, number) or not any(declined(drafts, key) for key in before)


def _wants_stock(plan: Plan, drafts: Drafts, guide: Outline | None) -> bool:
    if not is_held(plan, guide, STOCK):
        return False
    return plan.stock_clip is not None or not declined(drafts, "stock_clip.title")


def _told(plan: Plan, field: Field) -> str:
    is_of_clip = field.key.startswith("clips.")
    is_there = _has_clip(plan, int(field.key[6])) if is_of_clip else bool(plan.stock_clip)
    if not is_there:
        return NOT_CHOSEN.get(field.key, named(field))
    return f"{named(field)}{_how_many(plan, field.key)}"


def _how_many(plan: Plan, key: str) -> str:
    """Where only some codes have a master score: ` (1 of 2)`."""
    clip = plan.stock_clip
    if clip and clip.master_scores and _lacks_scores(plan, key):
        return f" ({len(set(clip.codes) & set(clip.master_scores))} of {len(clip.codes)})"
    return ""


def named(field: Field) -> str:
    """The field's label within a sentence; of a clip's or a step's field, with that."""
    label = f"{field.label[:1].lower()}{field.label[1:]}"
    if field.key.startswith("steps.") and field.kind == "minutes":
        return f"{label} of step {field.key.split('.')[1]}"
    if not field.key.startswith("clips."):
        return label
    clip = f"clip {field.key[6]}"
    label = label.replace(f" for {clip}", "").removeprefix(f"{clip}: ").removeprefix(f"{clip} ")
    return f"{clip} {label}" if field.kind == "time" else f"{clip}: {label}"
