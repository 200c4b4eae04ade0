"""Which screen shows a route: the one table of them, each imported when it is first shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui.ui import routes

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once
    from mqi_tui.ui.widgets.log_pane import LogPane

AT_HOME = (routes.Home, routes.NewWith, routes.Beside, routes.Import)
"""Routes that begin with all conversations: what is open is put aside first."""


async def screen_of(route: routes.Route, work: Workspace, log: LogPane | None) -> Once:
    """The screen, with what it needs from the disk. `log`: the one on the screen before."""
    if isinstance(route, routes.Over):
        return await _over(route, work, log)
    match route:
        case routes.Plan():
            from mqi_tui.services import beforehand
            from mqi_tui.ui.screens.plan import PlanScreen

            known = await asyncio.to_thread(beforehand.read, work)
            return PlanScreen(work, known, route.field)
        case routes.Share():
            from mqi_tui.ui.screens.share import ShareScreen

            return ShareScreen(work, log)
        case routes.Recap():
            return await _recap(work)
        case routes.Live():
            return live(work, log)
    return await _home(route, work)


def live(work: Workspace, log: LogPane | None = None) -> Once:
    """The hour's screen, which needs nothing more from the disk."""
    from mqi_tui.ui.screens.live import LiveScreen

    return LiveScreen(work, log)


async def _home(first: routes.Whole, work: Workspace) -> Once:
    """All conversations: as remembered at once; as they are, once that is painted."""
    from mqi_tui.services import half_typed, listing
    from mqi_tui.ui.screens.home import HomeScreen

    remembered = await asyncio.to_thread(listing.remembered, work.library, work.now())
    await half_typed.recall(work)
    return HomeScreen(work, remembered, first)


async def _recap(work: Workspace) -> Once:
    from mqi_tui.services import carry_over, recap_content
    from mqi_tui.services.view import View
    from mqi_tui.ui.screens.recap import RecapScreen

    await asyncio.to_thread(work.open.keeper.flush, 2)
    about = next(iter(work.view(View()).about), "")
    made = await recap_content.making(work)
    if work.sample:
        return RecapScreen(work, about, made)
    then = await asyncio.to_thread(carry_over.following, work.library, work.open.conversation)
    return RecapScreen(work, about, made, then)


async def _over(route: routes.Over, work: Workspace, log: LogPane | None) -> Once:
    """What comes over the screen that is shown."""
    match route:
        case routes.Notes(to_recap):
            from mqi_tui.ui.screens.notes import NotesScreen

            return NotesScreen(work, log, to_recap=to_recap)
        case routes.Scores():
            from mqi_tui.ui.screens.scores import ScoresScreen

            return ScoresScreen(work, log)
        case routes.FollowUp():
            from mqi_tui.services import beforehand
            from mqi_tui.ui.screens.follow_up import FollowUpScreen

            return FollowUpScreen(work, await asyncio.to_thread(beforehand.before, work), log)
        case routes.Email(template):
            from mqi_tui.ui.screens.email import EmailScreen

            return EmailScreen(work, template)
        case routes.Thread(id_):
            from mqi_tui.services import threads
            from mqi_tui.ui.screens.teacher_history import TeacherHistoryScreen

            return TeacherHistoryScreen(
                work, await asyncio.to_thread(threads.read, work.library, id_)
            )
        case routes.Search(words):
            from mqi_tui.ui.screens.search import SearchScreen

            return SearchScreen(work, words)
