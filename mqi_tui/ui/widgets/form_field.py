"""One field of the planning guide: its label, what is told to it, and where it is typed."""

from __future__ import annotations

from itertools import takewhile

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from mqi_tui.domain.deeds import CODES
from mqi_tui.domain.private.form_kinds import SHORT
from mqi_tui.domain.private.picking import Picks
from mqi_tui.domain.private.planning_guide import Field
from mqi_tui.domain.private.ready import Remark
from mqi_tui.files import pasted_annotations
from mqi_tui.text.clean import clean
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.offer import Offer
from mqi_tui.ui.widgets.parts import first_within
from mqi_tui.ui.widgets.pick_field import PickField
from mqi_tui.ui.widgets.text_field import TextField
from mqi_tui.ui.widgets.told_anew import put

ASKED = "○"
"""Behind the label of what the guide asks for, while it is blank."""


def said(remark: Remark, about: str = "") -> Content:
    """A remark; `about`: which fields, where that is not clear. A tick is for what is done."""
    words = f"{about}{remark.words}"
    if not remark.good:
        return Content.styled(f"▲ {words}", "bold $warning")
    return Content.styled(f"✓ {words}", "$on-track") if remark.done else Content(words)


def _place(widget: Widget, form: Widget) -> Region:
    """Where a widget is in all that can be scrolled through in a form.

    Regions of the screen lag behind what was scrolled since it was last laid out.
    """
    region = widget.virtual_region
    for box in takewhile(lambda one: one is not form, widget.ancestors):
        if isinstance(box, Widget):
            region = region.translate(box.virtual_region.offset + box.gutter.top_left)
    return region


class FormField(Vertical):
    """Posts what is typed. While it has the focus, its text is its own."""

    BINDINGS = [
        Binding("enter", "take", show=False, priority=True),
        Binding("down", "choose(1)", show=False, priority=True),
        Binding("up", "choose(-1)", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding(CODES.keys, CODES.action, show=False, id=CODES.id),
    ]

    class Edited(Message):
        """Something was typed into the field `key`."""

        def __init__(self, key: str, text: str) -> None:
            super().__init__()
            self.key, self.text = key, text

    class AllCodes(Message):
        """The whole rubric is wanted, to choose from for the field `key`."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(
        self, field: Field, typed: str, remark: Remark | None, picks: Picks | None = None
    ) -> None:
        """`picks`: what can be chosen, where nothing is typed."""
        super().__init__(classes=f"field {field.kind}")
        self.field, self._typed, self._remark, self._picks = field, typed, remark, picks
        self._is_warned = bool(remark and not remark.good)
        """Whether what is wrong was told: it is not while somebody writes it."""
        self._unheard = 0
        """Edits that were posted, and are not in the plan yet."""
        self._hidden = field.kind == "scores" and bool(typed)
        # its parts, at hand: each letter asks for them several times
        self._label = Static(id="label")
        self._offers = Offer(id="offer") if field.kind == "codes" else None
        self._editor: LineField | TextField | PickField | None = None

    def compose(self) -> ComposeResult:
        yield self._label
        if self._hidden:
            yield Button("Show and change them", id="show", compact=True)
        else:
            yield self._edited()
        if self._offers:
            yield self._offers

    def _edited(self) -> LineField | TextField | PickField:
        """Where it is typed, or chosen."""
        if self._picks is not None:
            self._editor = PickField(self._picks)
        elif self.field.kind in SHORT:
            self._editor = LineField(self._typed, select_on_focus=False)
            self._editor.cursor_blink = False
        else:
            is_list = self.field.kind == "annotations"
            pasted = pasted_annotations.lines if is_list else clean
            self._editor = TextField(self._typed, pasted=pasted)
        return self._editor

    def on_mount(self) -> None:
        self._say()
        self._offer()

    @on(Button.Pressed, "#show")
    async def _show(self) -> None:
        self._hidden = False
        await self.query_one("#show").remove()
        await self.mount(self._edited(), after="#label")
        self._say()
        self.enter()

    @property
    def is_written(self) -> bool:
        """Whether somebody writes here what may be wrong as yet, and was not told."""
        return self.has_focus_within and not self._is_warned

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self._typed

    def enter(self) -> None:
        """Take the focus."""
        for widget in self.query("Input, TextArea, Button, PickField"):
            widget.focus()

    def on_descendant_focus(self) -> None:
        self._say()
        self._tell_keys()
        self.call_after_refresh(self.come_into_view)

    def on_descendant_blur(self) -> None:
        self._say()
        self._tell_keys()

    def _tell_keys(self) -> None:
        """Keys choose codes only in the field."""
        if self._offers:
            self._offers.is_entered = self.has_focus_within

    def on_resize(self) -> None:
        """A field that grows while somebody writes in it keeps the caret in view."""
        if self.has_focus_within:
            self.call_after_refresh(self.come_into_view)

    def come_into_view(self) -> None:
        """Bring the label into view as well; where there is not the room, at least the caret."""
        forms = (one for one in self.ancestors if isinstance(one, VerticalScroll))
        if not self.has_focus_within or not (form := next(forms, None)):
            return
        region, text = _place(self, form), self._editor
        if region.height > form.content_size.height and isinstance(text, TextField):
            caret = text.cursor_screen_offset - text.region.offset
            region = Region.from_offset(caret + _place(text, form).offset, Size(1, 1))
        form.scroll_to_region(region, animate=False)

    def ask(self, field: Field) -> None:
        """The field as it is asked for now; `show` says so."""
        self.field = field

    def show(self, typed: str, remark: Remark | None, picks: Picks | None = None) -> None:
        """What the plan says now. What somebody is writing here, or wrote just now, stays."""
        self._remark = remark
        if isinstance(self._editor, PickField) and picks is not None and not self._unheard:
            self._typed = typed
            self._editor.take(picks)
        if not (self.has_focus_within or self._unheard or self._written != self._typed):
            self._take(typed)
        self._say()

    def heard(self) -> None:
        """An edit is in the plan, and what it says of this field was shown."""
        self._unheard = max(0, self._unheard - 1)

    @property
    def untold(self) -> str | None:
        """What was typed a moment ago and is not posted yet; None where nothing was."""
        return None if self._written == self._typed else self._written

    @property
    def _written(self) -> str:
        """What stands in the editor; the key that wrote it may not be told of yet."""
        match self._editor:
            case LineField() as line:
                return line.value
            case TextField() as text:
                return text.text
        return self._typed

    def _take(self, typed: str) -> None:
        self._typed = typed
        match self._editor:
            case LineField() as line if line.value != typed:
                line.value = typed
                line.forget()  # what the form puts in is no change of the coach's
            case TextField() as text:
                text.take(typed)
        self._offer()

    @property
    def told(self) -> Remark | None:
        """What is told to it; what is wrong, once it is left, and until it is mended."""
        remark = self._remark
        self._is_warned = bool(remark and not remark.good) and (
            self._is_warned or not self.has_focus_within
        )
        return remark if remark is None or remark.good or self._is_warned else None

    def _say(self) -> None:
        """The label, a hint while nothing is typed, and the remark where no row has it."""
        needed = f" {ASKED}" if self.field.needed and not self._typed else ""
        words = [Content.styled(f"{self.field.label}{needed}", "bold")]
        told = None if isinstance(self.parent, Horizontal) else self.told
        if self._hidden:
            count = len(self._typed.split("\n"))
            words.append(Content.styled(f"  {count} set, hidden until you ask", "$label"))
        elif told:
            words.append(Content.assemble("  ", said(told)))
        elif self.field.hint and not self._typed:
            words.append(Content.styled(f"  {self.field.hint}", "$label"))
        label, said_now = self._label, Content.assemble(*words)
        hint = self._hint(label.size.width - said_now.cell_length)
        put(label, Content.assemble(said_now, hint))

    def _hint(self, room: int) -> Content:
        """What a field of choices has to say, as far as the label grows no higher by it."""
        hints = self._editor.hints if isinstance(self._editor, PickField) else ("",)
        hint = first_within(hints, room - 2)
        return Content.styled(f"  {hint}" if hint else "", "$label")

    @on(PickField.Picked)
    def _picked(self, event: PickField.Picked) -> None:
        event.stop()
        self._typed = event.text
        self._post(event.text)
        self._say()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        if (text := self.untold) is not None:
            self._typed = text
            self._post(text)
            self._offer()

    def _post(self, text: str) -> None:
        self._unheard += 1
        self.post_message(self.Edited(self.field.key, text))

    # Codes

    @property
    def line(self) -> str:
        """The line of the field in which somebody writes."""
        if isinstance(text := self._editor, TextField):
            return text.document[text.cursor_location[0]].strip()
        return ""

    @on(TextArea.SelectionChanged)
    def _offer(self) -> None:
        """Codes that the letters where the caret is may mean."""
        if self._offers and self._offers.is_attached:
            self._offers.look(self.line)

    @property
    def _offered(self) -> str:
        """The code that is chosen of those that the letters mean by now; empty: there is none."""
        self._offer()
        return self._offers.chosen if self._offers and self.has_focus_within else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter and arrows are for codes only while some are offered; else for the lines."""
        if action == "all_codes":
            return self.field.kind == "codes"
        if action in ("take", "choose"):
            return bool(self._offered)
        return super().check_action(action, parameters)

    def action_choose(self, by: int) -> None:
        if self._offers:
            self._offers.choose(by)

    def action_take(self) -> None:
        self._take_code(f"{self._offered}\n")

    def take_offered(self) -> None:
        """Whoever goes on means the code that is offered: its letters alone say nothing."""
        if name := self._offered:
            self._take_code(name)

    @on(Offer.Taken)
    def _taken(self, event: Offer.Taken) -> None:
        event.stop()
        self._take_code(f"{event.name}\n")
        self.enter()

    def _take_code(self, name: str) -> None:
        """Put a code in the place of the letters that found it."""
        if isinstance(text := self._editor, TextField):
            row = text.cursor_location[0]
            text.replace(name, (row, 0), (row, len(text.document[row])))

    @on(Offer.All)
    def action_all_codes(self) -> None:
        """The whole rubric, to choose from."""
        self.post_message(self.AllCodes(self.field.key))

    def set_text(self, typed: str) -> None:
        """Another text, as if it had been typed."""
        self._take(typed)
        self._post(typed)
