"""`mqi check PLAN`: what is wrong with a plan file, or the hour it makes."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import plan_in, say
from mqi_tui.domain.guide import NO_MINUTES, Outline, Step


def run(options: Namespace) -> None:
    plan = plan_in(options.plan)
    from mqi_tui.domain.disclosure import header
    from mqi_tui.domain.private.plan import outline

    say(f"{options.plan} is a plan: {header(plan).who}, {plan.when or 'no date yet'}")
    hour = outline(plan)
    for step in hour.steps:
        say(f"{step.number:>3}  {step.title:<44} {_minutes(step)}")
    say(_total(hour))


def _minutes(step: Step) -> str:
    if not step.planned:
        return "not today"
    return f"{step.minutes:>3} min" if step.minutes else NO_MINUTES


def _total(hour: Outline) -> str:
    tail = f", and {hour.to_spare} min to spare" if hour.to_spare else ""
    return f"     {hour.total} min: {hour.minutes} min of steps{tail}"
