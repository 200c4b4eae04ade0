"""What stands at home in place of a list with nothing in it: why, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from mqi_tui.domain.deeds import ALL
from mqi_tui.domain.keys import Keymap, named
from mqi_tui.text.clean import listed
from mqi_tui.text.finding import View

IN: dict[View, str] = {
    "current": "among your conversations", "archive": "in the archive", "trash": "in the trash",
}  # fmt: skip


def in_place(view: View, keymap: Keymap, found: Mapping[View, int], query: str) -> Content:
    """Of a list that is empty, or in which no row matches `query`. `found`: how many others do."""
    others = listed([f"{found[one]:,} {words}" for one, words in IN.items() if found.get(one)])
    elsewhere = f"Elsewhere: {others} ({named('more', keymap)} leads there)." if others else ""
    if query.strip():
        return _nothing_found(keymap, elsewhere)
    if view == "current":
        return _welcome(keymap, elsewhere)
    if view == "trash":
        way = named("trash", keymap)
    else:
        way = f"{named('more', keymap)}, {ALL['archive'].label},"
    about = f"{way} puts the conversation that is marked there into the {view}."
    return _told(f"The {view} is empty.", {"Esc": "back to your conversations"}, about)


def _nothing_found(keymap: Keymap, elsewhere: str) -> Content:
    ways = {"Esc": "all of them again", named("search", keymap): "look in logs, plans, notes"}
    return _told("Nothing here matches.", ways, elsewhere)


def _welcome(keymap: Keymap, elsewhere: str) -> Content:
    """Three ways to begin, and what this is for; or where the others are."""
    ways = {
        "Enter": "try it with a made-up teacher; nothing of it is kept",
        named("new", keymap): f"prepare your {'next' if elsewhere else 'first'} conversation",
        named("import", keymap): "bring in a planning guide that you filled in (Word, text)",
    }
    about = (
        "Here you prepare a coaching conversation, hold it beside your video call, and keep the "
        "log that you and the teacher write. All of it stays on this computer."
    )
    title = "No conversations here." if elsewhere else "No conversations yet."
    return _told(title, ways, elsewhere or about)


def _told(title: str, ways: Mapping[str, str], about: str) -> Content:
    """`ways`: keys to what they do."""
    lines = [Content.assemble((f"{key:<8}", "$on-track bold"), ways[key]) for key in ways]
    below = [Content(f"\n{about}")] if about else []
    return Content("\n").join([Content.styled(title, "bold"), *lines, *below])
