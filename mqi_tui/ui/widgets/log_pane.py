"""The collaborative log: its editor, and where the caret and the view go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer

from mqi_tui.domain.shared.action_steps import counted, is_step, says_who, unfinished, written_in
from mqi_tui.domain.shared.log import (
    ACTION_PLAN,
    ELSEWHERE,
    Section,
    first_blank,
    heading_above,
    is_of_the_form,
    section,
    section_end,
    with_section,
)
from mqi_tui.domain.shared.speakers import next_speaker
from mqi_tui.domain.shared.view import SharedView
from mqi_tui.share.replica import Replica
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.editor_border import set_subtitle
from mqi_tui.ui.widgets.parts import POINT, first_within, with_last

Place = Callable[[Sequence[str], Section], tuple[int, int]]
"""Row and column for the caret in a section."""
CORNERS = 4
"""Columns of the border that no words stand in."""
SETTLED = 0.5
"""Seconds after the last change before what is read from the text is read again."""

OF_A_LABEL = "A label is nobody's words · the line below it says whose they are"
OF_A_STEP = "A step says who behind its dash · a line above the steps, whose words it is"
NO_STEP = "With a name before it, it is no step · it is what somebody said"


class LogPane(Vertical):
    """Shows a replica of the log, and writes into it. Whoever keeps the text asks the replica."""

    heading: var[str] = var("")
    """The heading of the section that the running step writes under."""
    status: var[str] = var("")
    """The store's word on saving."""
    asides: var[tuple[str, ...]] = var(())
    """What is said behind it where nobody looks on: the first that there is room for, or none."""

    class Settled(Message):
        """Writing or moving about has paused: a moment to remember the caret."""

    def __init__(
        self,
        replica: Replica,
        caret: tuple[int, ...] = (),
        top: int = 0,
        speakers: tuple[str, ...] = (),
    ) -> None:
        """The log, the caret's row and column and the top row as they were left.

        `speakers`: the short names of teacher and coach, and both.
        """
        super().__init__()
        self.editor = LogEditor(replica)
        self.editor.speakers = speakers
        self.editor.before_typing = self._to_what_is_seen
        self._counted = counted(replica.text, speakers)
        self._caret, self._top = caret, top
        self._placed = bool(caret)
        self._step, self._is_ahead = 0, False
        self._restored = False
        self._is_elsewhere = False
        """Whether the section of the step is still to be brought into view."""
        self._is_hidden = False
        """Whether it has had its place, and is out of view."""
        self._settling: Timer | None = None
        self.is_entered = False
        """Whether it takes the focus as soon as it is there."""

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        self.border_title = "Collaborative log"
        self._subtitle()
        if self._caret:
            self.editor.caret_to(self._caret[0], self._caret[1])
        if self.is_entered:
            self.screen.set_focus(self.editor, scroll_visible=False)
        self.call_after_refresh(self._restore)

    @property
    def writing(self) -> bool:
        return self.editor.has_focus

    @property
    def line(self) -> str:
        """The line that the caret is in."""
        return self.editor.document[self.editor.cursor_location[0]]

    @property
    def desk(self) -> tuple[tuple[int, ...], int]:
        """Caret (row, column), empty before its first use, and the row at the top of the view."""
        if not self._restored:
            return self._caret, self._top
        caret = self.editor.cursor_location if self._placed else ()
        return caret, self.editor.top_row

    def see(self, seen: SharedView, heading: str) -> None:
        """What there is to be seen of the conversation beside the log; `heading`: of the step."""
        self.at_step(seen.step)
        self.heading, self.status = heading, seen.status
        self.editor.see_others(seen.carets)

    def at_step(self, step: int) -> None:
        """Which step runs. After a change, the next `enter` is at its section."""
        self._is_ahead = self._is_ahead or (0 < self._step != step)
        self._step = step

    def follow(self, before: LogPane) -> None:
        """Go on as the pane that this one takes the place of."""
        self._step, self._is_ahead = before._step, before._is_ahead
        self.is_entered = before.writing

    def on_mouse_down(self) -> None:
        """A click is where the person wants to be."""
        self._is_ahead = False

    def enter(self) -> str:
        """Take the focus: the first time in a step at its section, later where it was left.

        Returns:
            The heading that a step has led the caret under; empty where it was left.
        """
        is_led = self._is_ahead
        if is_led or not self._placed:
            self._to_section(self.heading)
        self.screen.set_focus(self.editor, scroll_visible=False)
        self.call_after_refresh(self.editor.scroll_cursor_visible)
        here = self.editor.cursor_location[0]
        return heading_above(self.editor.document.lines, here) if is_led else ""

    def enter_section(self, heading: str, order: Sequence[str] = ()) -> None:
        """To the end of a section, with the focus: there one writes on.

        Where the log has none, it is made; `order`: headings.
        """
        if section(self.editor.document.lines, heading) is None:
            at, text, _ = with_section(self.editor.document.lines, heading, order)
            self.editor.append_at(at, text)
        self._to_section(heading, section_end)
        self.screen.set_focus(self.editor, scroll_visible=False)
        self.call_after_refresh(self.editor.scroll_cursor_visible)

    def enter_steps(self, order: Sequence[str]) -> None:
        """To the end of the first action step that lacks who or when; else into their section."""
        self.enter_section(ACTION_PLAN, order)
        if step := unfinished(self.editor.text, self.editor.speakers):
            self.editor.caret_to(step.row, len(self.editor.document.lines[step.row]))

    def left_under(self) -> str:
        """The heading that one writes on under, though the step has its place under another; empty
        where that comes into view without the caret, as words go there then.
        """
        lines = self.editor.document.lines
        there, here = section(lines, self.heading), self.editor.cursor_location[0]
        if there is None or there.row <= here < there.end:
            return ""
        follows = self._is_ahead and not self.editor.is_typing
        if follows and not self.editor.sees_caret_from(there.row):
            return ""
        return heading_above(lines, here)

    def _to_what_is_seen(self) -> None:
        """Words go where the eyes are: once a step has brought its section into view, there."""
        if self._is_ahead and not self.editor.sees_caret:
            self._to_section(self.heading)

    def _to_section(self, heading: str, place: Place = first_blank) -> None:
        """Put the caret at a `place` there; without such a section, where one writes what has no
        place of its own, and never into the title.
        """
        lines = self.editor.document.lines
        if found := section(lines, heading) or section(lines, ELSEWHERE):
            self.editor.caret_to(*place(lines, found))
        elif not self._placed:
            self.editor.action_cursor_text_end()
        self._placed, self._is_ahead = True, False

    def speak(self) -> str:
        """Let the words of the caret's line begin with the next speaker, then with none.

        Returns:
            What there is to know of it: a step has its name elsewhere, a label has none, and both
            only lose this one; a plain line among the steps is none once it is somebody's words.
        """
        names, lines = self.editor.speakers, self.editor.document.lines
        row, _ = self.editor.cursor_location
        at, old, new = next_speaker(lines[row], names)
        if why := _why_no_name(lines, row, lines[row][:at] + lines[row][at + len(old) :]):
            if not old:
                return why
            new = ""
        was_step = is_step(lines, row, names)
        if not (new and self.editor.begin_line(new)):
            self.editor.replace(new, (row, at), (row, at + len(old)))
        return NO_STEP if was_step and not is_step(self.editor.document.lines, row, names) else ""

    def insert(self, words: str, heading: str, order: Sequence[str] = ()) -> None:
        """Add a line to a section, which is made where there is none; `order`: headings.

        The caret stays, or is below it if it was there.
        """
        self._put(*written_in(self.editor.document.lines, heading, order, words))

    def change(self, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Put `text` in the place of what stands there."""
        if start == end:
            self._put(start, text)
        else:
            self.editor.replace(text, start, end)
            self.editor.replica.mark_made()

    def _put(self, location: tuple[int, int], text: str) -> None:
        if self._placed and location == self.editor.cursor_location and not location[1]:
            end = self.editor.append_at(location, text.rstrip("\n") + "\n").end_location
            self.editor.caret_to(*end)
        else:
            self.editor.append_at(location, text)

    def watch_heading(self) -> None:
        """A new step brings its section into view, unless someone is writing."""
        if self._restored and not (self.writing and self.editor.is_typing):
            self._is_elsewhere = not self.display
            self.call_after_refresh(self._show_section)

    def on_hide(self) -> None:
        self._top, self._is_hidden = self.editor.top_row, True
        self.editor.newest = None

    def on_show(self) -> None:
        if self._is_hidden:  # what comes into view the first time is placed by `_restore`
            self._is_hidden = False
            self.call_after_refresh(self._show_again)

    def _show_again(self) -> None:
        """What was in view, or what has come since: a step, others' words; and the caret."""
        if self._is_elsewhere:
            self._show_section()
        elif not self.editor.show_newest():
            self.editor.show_section(self._top)
        self._is_elsewhere = False
        if self.writing:
            self.editor.scroll_cursor_visible()

    def watch_status(self) -> None:
        self.set_class(self.status.startswith("NOT"), "-unsaved")
        self._subtitle()

    def watch_asides(self) -> None:
        self._subtitle()

    @on(LogEditor.Edited)
    def _written(self, event: LogEditor.Edited) -> None:
        event.stop()
        self._placed = self._placed or self.writing
        self._settle()

    @on(LogEditor.SelectionChanged)
    def _caret_moved(self, event: LogEditor.SelectionChanged) -> None:
        event.stop()
        self._settle()

    def on_descendant_focus(self) -> None:
        self.add_class("-writing")
        self._placed = True

    def on_descendant_blur(self) -> None:
        self.remove_class("-writing")

    def _settle(self) -> None:
        if self._settling:
            self._settling.reset()
            self._settling.resume()
        else:
            self._settling = self.set_interval(SETTLED, self._settled)

    def _settled(self) -> None:
        if self._settling:
            self._settling.pause()
        self._counted = counted(self.editor.text, self.editor.speakers)
        self._subtitle()
        self.post_message(self.Settled())

    def _subtitle(self) -> None:
        room = self.outer_size.width - CORNERS
        forms = (POINT.join(filter(None, (self.status, aside))) for aside in (*self.asides, ""))
        set_subtitle(self, Content(with_last(self._counted, first_within(forms, room), room)))

    def on_resize(self) -> None:
        self._subtitle()

    def _restore(self) -> None:
        """Show what was at the top, once there is a view."""
        if not self.editor.show_newest():  # others may have been quicker
            self._show_first()
        if self.is_entered:
            self.editor.scroll_cursor_visible()
        self._restored, self._is_hidden = True, not self.size

    def _show_first(self) -> None:
        if self._caret:
            self.editor.show_section(self._top)
        else:
            self._show_section()

    def _show_section(self) -> None:
        if found := section(self.editor.document.lines, self.heading):
            self.editor.show_section(found.row)


def _why_no_name(lines: Sequence[str], row: int, unnamed: str) -> str:
    """Why a line has no speaker before it; empty where it may. `unnamed`: without the one it has.

    What the form asks is nobody's words; of a step, those who do it stand behind its dash.
    """
    if is_of_the_form(unnamed):
        return OF_A_LABEL
    return OF_A_STEP if says_who(lines, row) else ""
