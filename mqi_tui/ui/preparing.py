"""Before the call, and at home: conversations that are made, prepared, put away, brought back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from mqi_tui.domain.keys import named
from mqi_tui.services.carry_over import LastTime, last_time
from mqi_tui.services.held_hours import timing
from mqi_tui.ui.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mqi_tui.domain.guide import StepChange
    from mqi_tui.domain.private.timing import Timed
    from mqi_tui.ui.dialogs.new import NewScreen
    from mqi_tui.ui.screens.email import EmailScreen
    from mqi_tui.ui.screens.follow_up import SinceScreen
    from mqi_tui.ui.screens.home import HomeScreen
    from mqi_tui.ui.screens.plan import PrepareScreen
    from mqi_tui.ui.screens.scores import ScoresScreen


class Preparing(Showing):
    """What the screens of the preparation and of home post is done here, by `planning`."""

    last = LastTime()
    """What the conversation before the open one left."""
    email_template = ""
    """A programme's own e-mail, as it was when the plan was shown; empty: ours."""
    timed: tuple[Timed, ...] = ()
    """How the steps ran in the coach's latest hours."""
    before_timing: Mapping[int, StepChange] | None = None
    """What the plan changed in the outline before it followed those."""
    _plan: PrepareScreen | None = None

    async def show_home(self) -> None:
        from mqi_tui.ui.flows import drafting

        await drafting.recall(self)
        await super().show_home()

    async def show_prepare(self) -> None:
        """The plan, in place of what is shown. Its log is made anew while nobody wrote in it."""
        from mqi_tui.ui.flows import plan_content, watching_email
        from mqi_tui.ui.screens.plan import PrepareScreen

        if self.pane:
            self._remember(self.pane)
        session = self.work.open
        self.work.look_at(session)
        await self.look_back()
        self.email_template = await asyncio.to_thread(watching_email.template, self.work.config)
        self._plan = PrepareScreen(plan_content.preparation(self))
        await self.put_in_place(self._plan)

    @property
    def planning(self) -> PrepareScreen | None:
        """The screen of the plan, questions above it or not."""
        return self._plan if self._plan in self.screen_stack else None

    async def put_in_place(self, screen: Screen[Any]) -> None:
        self._catch_up()
        await super().put_in_place(screen)

    async def close(self) -> None:
        self._catch_up()
        await super().close()

    def _catch_up(self) -> None:
        """Take along what was typed into the plan in the moment in which it is left."""
        from mqi_tui.ui.flows import planning

        for key, text in self.planning.untold() if self.planning and self.work.session else ():
            planning.fill(self, key, text)

    def tell(self, message: str) -> None:
        from mqi_tui.ui.flows import home_list

        if self.planning:
            self.planning.tell(message)
        elif home := home_list.shown(self):
            home.tell(message)
        else:
            super().tell(message)

    async def go_live(self) -> None:
        """To the hour's screen; the clock waits for the key once more."""
        self.work.look_at(self.work.open)
        await self.show_live()
        if not self.work.open.clock().started:
            self.tell(f"Not started yet: {named('next', self.work.config.keys)} starts the clock")

    async def look_back(self) -> None:
        """Read what the conversation before left, and how the latest hours ran."""
        here = self.work.open.conversation
        self.before_timing = None
        self.timed = await asyncio.to_thread(timing, self.work.holding)
        self.last = await asyncio.to_thread(
            lambda: last_time(
                self.work.holding,
                here.private.plan.teacher,
                rehearsed=not here.plan_key,
                before=here.id,
            )
        )

    # Home

    async def on_home_screen_wanted(self, event: HomeScreen.Wanted) -> None:
        from mqi_tui.ui.flows import homing

        await homing.do(self, event.what, event.id)

    async def on_home_screen_highlighted(self, event: HomeScreen.Highlighted) -> None:
        from mqi_tui.ui.flows import home_list

        await home_list.show_steps(self, event.id)

    # A new conversation, and its plan

    def plan_next(self, teacher: str) -> None:
        from mqi_tui.ui.flows import planning

        planning.new(self, teacher)

    async def on_new_screen_named(self, event: NewScreen.Named) -> None:
        from mqi_tui.ui.flows import planning

        await planning.carry(self, event.teacher)

    def on_prepare_screen_edited(self, event: PrepareScreen.Edited) -> None:
        from mqi_tui.ui.flows import planning

        if self.work.session:
            planning.fill(self, event.key, event.text)

    async def on_prepare_screen_wanted(self, event: PrepareScreen.Wanted) -> None:
        from mqi_tui.ui.flows import planning

        if self.work.session:
            await planning.want(self, event.what)

    def on_email_screen_changed(self, event: EmailScreen.Changed) -> None:
        from mqi_tui.ui.flows import watching_email

        if self.work.session:
            watching_email.keep(self, event.text)

    async def on_email_screen_wanted(self, event: EmailScreen.Wanted) -> None:
        from mqi_tui.ui.flows import watching_email

        if self.work.session:
            await watching_email.want(self, event.what)

    # Together with the teacher

    async def show_since(self) -> None:
        from mqi_tui.ui.flows import scoring

        await scoring.show_since(self)

    def show_scores(self) -> None:
        from mqi_tui.ui.flows import scoring

        scoring.show_scores(self)

    def on_since_screen_marked(self, event: SinceScreen.Marked) -> None:
        from mqi_tui.ui.flows import scoring

        if self.work.session:
            scoring.mark(self, event.index, event.mark, event.words)

    def on_scores_screen_scored(self, event: ScoresScreen.Scored) -> None:
        from mqi_tui.ui.flows import scoring

        if self.work.session:
            scoring.score(self, event.who, event.code, event.by)

    def on_scores_screen_wanted(self, event: ScoresScreen.Wanted) -> None:
        from mqi_tui.ui.flows import holding, scoring

        if self.work.session and event.what == "reveal":
            holding.reveal(self, lambda: scoring.refresh(self))

    def on_scores_screen_into_log(self, event: ScoresScreen.IntoLog) -> None:
        from mqi_tui.ui.flows import scoring

        if self.work.session:
            scoring.promote_score(self, event.code)
