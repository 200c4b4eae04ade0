"""The list of commands: everything by name, with its key, and the reason where it cannot be now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from mqi_tui.domain.deeds import ALL, AT, COLOURS, EVERYWHERE, Deed
from mqi_tui.domain.keys import Keymap, in_the_menu, pressed, ways
from mqi_tui.text.letters import plain
from mqi_tui.ui.bindings import by_action
from mqi_tui.ui.flows import shares
from mqi_tui.ui.once import Doing, Once

if TYPE_CHECKING:
    from textual.screen import Screen

    from mqi_tui.ui.app import MqiApp

NOT_NOW = 0.5
"""What finds something that cannot be done now weighs less."""


@dataclass(frozen=True, slots=True)
class Command:
    """A deed as it is offered. `reason`: why it cannot be done now; empty, it can."""

    deed: Deed
    label: str
    keys: str
    reason: str
    do: Callable[[], object]

    @property
    def text(self) -> str:
        """What a search looks through."""
        return plain(f"{self.label} {self.deed.label} {self.deed.words} {self.keys}")

    @property
    def shown(self) -> Content:
        tone = "$faint" if self.reason else "$foreground bold"
        return Content.assemble((self.label, tone), "  ", (self.keys, "$on-track"))

    @property
    def help(self) -> Content:
        told = f"▲ not now: {self.reason}" if self.reason else self.deed.words
        return Content.styled(told, "$warning" if self.reason else "$label")


def commands(app: MqiApp, screen: Screen[Any]) -> list[Command]:
    """All there is, what can be done now first."""
    from mqi_tui.ui.flows import menu

    found: dict[str, Doing] = dict(_anywhere(app, screen))
    labels: Mapping[str, str] = {}
    told = menu.words(app.work.session)
    if isinstance(screen, Once):
        found, labels = {**found, **screen.deeds()}, screen.labels
        told = {**told, **screen.says}
    here = {one.binding.id for one in screen.active_bindings.values()}
    keys = partial(_keys, keymap=app.work.config.keys, here=here, has_menu=_has_menu(here, labels))
    made = (
        replace(
            _command(app, screen, one, found, labels),
            deed=replace(one, words=told.get(one.id, one.words)),
            keys=keys(one),
        )
        for one in ALL.values()
    )
    return sorted(made, key=lambda one: bool(one.reason))


def _has_menu(here: Collection[str | None], labels: Mapping[str, str]) -> bool:
    """Whether the key of the menu opens it: where it has another name, it does something else."""
    return "go" in here and "go" not in labels


def _command(
    app: MqiApp,
    screen: Screen[Any],
    deed: Deed,
    found: Mapping[str, Doing],
    labels: Mapping[str, str],
) -> Command:
    """Without its keys."""
    does = found.get(deed.id) or _elsewhere(screen, deed, app.work.config.keys)
    reason = does if isinstance(does, str) else ""
    do = partial(_tell, app, screen, reason) if isinstance(does, str) else does
    return Command(deed, labels.get(deed.id, deed.label), "", reason, do)


def _keys(deed: Deed, keymap: Keymap, here: Collection[str | None], *, has_menu: bool) -> str:
    """The keys that lead to it from where the keys of the deeds `here` work."""
    own = pressed(deed, keymap) if deed.id in here or deed in EVERYWHERE else ""
    return " · ".join(filter(None, (own, in_the_menu(deed, keymap) if has_menu else "")))


def _anywhere(app: MqiApp, screen: Screen[Any]) -> Mapping[str, Doing]:
    """What is no matter of the screen."""
    from mqi_tui.ui.flows import inviting

    looks = {one.id: partial(look, app, f"mqi-{one.id.partition('-')[2]}") for one in COLOURS}
    guests = inviting.deeds(screen, app.work) if isinstance(screen, Once) else {}
    return {**by_action(app, EVERYWHERE), **shares.deeds(app), **guests, **looks}


def _elsewhere(screen: Screen[Any], deed: Deed, keymap: Keymap) -> str:
    """Where it is done, and by which keys there, where that is not here."""
    if screen.is_modal:
        return "first leave what is open: Esc"
    place = next(place for place, deeds in AT.items() if deed in deeds)
    keys = ways(deed, keymap)
    return f"{place} ({keys})" if keys else place


def _tell(app: MqiApp, screen: Screen[Any], reason: str) -> None:
    said = f"Not now: {reason}"
    if isinstance(screen, Once):
        screen.tell(said)
    else:
        app.tell(said)


def look(app: MqiApp, theme: str) -> None:
    """Change the colours, for the next start, too; colours that are set come back then."""
    app.theme = theme
    app.keep_look(theme.removeprefix("mqi-"))
    if app.work.config.sets_theme:
        app.tell("For now: config.toml sets the colours of the next start")


class Commands(Provider):
    """Every deed, found by any word of what is said of it. Only `MqiApp` offers it."""

    def _all(self) -> list[Command]:
        return commands(cast("MqiApp", self.app), self.screen)

    async def discover(self) -> Hits:
        for one in self._all():
            yield DiscoveryHit(one.shown, one.do, one.label, one.help)  # type: ignore[arg-type]

    async def search(self, query: str) -> Hits:
        for one, score in _found(self._all(), query):
            yield Hit(score, one.shown, one.do, one.label, one.help)  # type: ignore[arg-type]


def _found(some: list[Command], query: str) -> Iterator[tuple[Command, float]]:
    """Those that hold every word, those whose name does first."""
    words = plain(query).split()
    for one in some:
        name, weight = plain(one.label), NOT_NOW if one.reason else 1.0
        if all(word in name for word in words):
            yield one, weight
        elif all(word in one.text for word in words):
            yield one, weight * NOT_NOW
