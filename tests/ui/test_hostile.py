"""Text that breaks programs, through every widget of every screen: shown, and doing nothing."""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste

import mqi_tui
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.notes import Note
from mqi_tui.domain.private.plan import Annotation, Clip, ClipNotes, Plan, Response, StockClip
from mqi_tui.text.clean import CONTROLS, clean, clean_line
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.dialogs.promote import Promote
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.share import ShareScreen
from tests.hostile import HOSTILE
from tests.ui.stage import Play, Stage, Theatre

SHORT = [text for text in HOSTILE if len(text) < 1_000]
TEXTS = {
    "together": " ".join([*SHORT, "x" * 600]),
    "in lines": "\n".join(SHORT),
    "long": "x" * 2_000,
}
MARKUP = ("[@click=app.quit]x[/]", "[/][Anna] hi", '[a="b] [bold')
"""Short enough to be looked for on the screen."""


CODES = ("Explanations",)
ADDRESS = "https://x.org/[/][@click=app.quit]x[/][Anna]?t={seconds}"


def plan_of(text: str) -> Plan:
    """A plan with `text` in every field that takes words, as the gate would hand it on."""
    line, text = clean_line(text) or "-", clean(text)
    return Plan(
        teacher=line, coach=line, cycle=6, goals=(text,), focus=line, focus_relation=text,
        review=text, lesson=text, opening=text, extra=(text,), notes=text,
        stock_clip=StockClip(line, CODES, {CODES[0]: "High"}, text, text, (text,), ADDRESS),
        clips=(_clip(text), _clip(text)), video=ADDRESS,
        welcome=text, agreement=text, scheduling=text,
    )  # fmt: skip


def _clip(text: str) -> Clip:
    return Clip(
        "12:40", "17:55", "teacher", text, text, CODES, text,
        (Annotation("13:05", text),), (text,), (Response(text, text),),
        ClipNotes(*(text for _ in fields(ClipNotes))), ADDRESS,
        (Annotation("13:05", text),),
    )  # fmt: skip


def test_every_word_of_the_plan_is_hostile() -> None:
    """So that a new field cannot be forgotten here."""

    def words(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
        if is_dataclass(value):
            for field in fields(value):
                yield from words(getattr(value, field.name), f"{path}.{field.name}")
        elif isinstance(value, tuple):
            for item in value:
                yield from words(item, path)
        else:
            yield path, value

    tame = {path for path, value in words(plan_of("hostile")) if value != "hostile"}
    assert tame == {
        ".cycle", ".when", ".minutes", ".steps", ".stock_clip.codes", ".stock_clip.master_scores",
        ".clips.start", ".clips.end", ".clips.chosen_by", ".clips.codes", ".clips.annotations.at",
        ".clips.bring_in.at", ".dimension", ".video", ".clips.video", ".stock_clip.video",
    }  # fmt: skip


async def everywhere(stage: Stage, text: str) -> AsyncIterator[str]:
    """Visit every screen of a conversation; what each shows."""
    await stage.start()
    for step in "23678":
        await stage.press(step, "enter", "ctrl+g", "i", "escape")
        await stage.on(LiveScreen)
        yield stage.text()
    for before in ("", '"', "!", ">", "→"):
        await stage.press("ctrl+o")
        stage.entry.post_message(Paste(f"{before} {text}"))
        await stage.settle()
        await stage.press("enter")
    yield stage.text()
    await stage.press("ctrl+l")
    stage.editor.post_message(Paste(text))
    await stage.settle()
    await stage.press("escape", "ctrl+g")
    await stage.on(GoMenu)
    yield stage.text()
    await stage.press("n")
    await stage.on(NotesScreen)
    yield stage.text()
    await stage.press("enter", "x", "enter")
    if stage.notes:
        await stage.press("right")
        await stage.on(Promote)
        yield stage.text()
        await stage.press("enter")
    await stage.on(NotesScreen)
    await stage.press("escape", "ctrl+q")
    await stage.on(Ask)
    await stage.press("escape", "ctrl+p")
    yield stage.text()
    await stage.press("escape", "ctrl+f")
    await stage.on(ShareScreen)
    yield stage.text()
    await stage.press("ctrl+f")
    await stage.on(LiveScreen)
    stage.app.tell(text)
    await stage.press("ctrl+g", "e", "down", "enter")
    await stage.on(RecapScreen)
    yield stage.text()
    await stage.press("escape")
    await stage.on(Ask)
    yield stage.text()
    await stage.press("enter")
    await stage.on(HomeScreen)
    yield stage.text()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.some(3)
def test_no_text_breaks_a_screen_or_does_anything(play: Play, text: str) -> None:
    async def scene(stage: Stage) -> None:
        async for shown in everywhere(stage, text):
            assert not CONTROLS.search(shown.replace("\n", "")), repr(shown)

    play(scene, plan=plan_of(text), size=(100, 60))


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.some(3)
def test_markup_is_shown_as_it_was_written(play: Play, text: str) -> None:
    async def scene(stage: Stage) -> None:
        seen = 0
        async for shown in everywhere(stage, text):
            seen += text in shown
        assert seen >= 10

    play(scene, plan=plan_of(text), size=(120, 60))


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.some(2)
def test_a_click_on_text_does_nothing(play: Play, text: str) -> None:
    """Words that look like a link are none, wherever they stand on the live screen."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("5", "enter")
        for y, row in enumerate(stage.text().split("\n")[1:-1], 1):
            if (x := row.find(text)) >= 0:
                await stage.pilot.click(offset=(x + 1, y))
        assert isinstance(stage.app.screen, LiveScreen)
        assert not stage.app._exit

    play(scene, plan=plan_of(text), size=(120, 48))


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.some(2)
def test_what_asks_and_lists_shows_it_too(theatre: Theatre, text: str) -> None:
    """Names in the question about another one, in the list, in the card, in a line told."""
    running = theatre.open(plan_of(text))
    running.move(clock_actions.start)
    running.keeper.close()
    theatre.open(replace(plan_of("other"), teacher="Other")).keeper.close()

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees(f"▶ {text}")
        await stage.press("down", "enter")
        await stage.on(Ask)
        await stage.sees(f"{text} is still running.")
        await stage.press("escape")
        stage.app.notify(text, markup=False)
        await stage.sees(text)
        await stage.press("home", "enter")
        await stage.on(LiveScreen)
        stage.app.tell(text)
        await stage.sees(text)

    theatre.play(scene, home=True)


def test_what_lies_raw_in_the_files_is_shown_without_harm(play: Play) -> None:
    """A file that another program wrote was never cleaned."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        for text in HOSTILE:
            stage.session.mark = text
            note = Note(1, text, step=1)
            stage.session.change(plan=Plan(text, notes=text, focus=text), notes=(note,))
            await stage.settle()
            assert not CONTROLS.search(stage.text().replace("\n", ""))

    play(scene)


# No plain string that could be parsed for markup

ROOT = Path(mqi_tui.__file__).parent
TAKES_MARKUP = {
    "Static", "Label", "Button", "Option", "Checkbox", "RadioButton", "Tab", "Collapsible",
    "notify", "update", "Select", "Placeholder",
}  # fmt: skip
SETS_MARKUP = {"border_title", "border_subtitle", "tooltip"}
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
SAFE_CALLS = {"Content", "assemble", "styled", "from_markup", "join", "Text", "truncate"}


def unsafe(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and source of what is handed to a place that parses markup, unless surely literal."""
    inner = [node for node in ast.walk(tree) if isinstance(node, FUNCTION)]
    for scope in (tree, *inner):
        yield from _unsafe_in(list(_own(scope)))


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """What stands in a module or function, and in no function within it."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, FUNCTION):
            yield from _own(node)


def _unsafe_in(nodes: list[ast.AST]) -> Iterator[tuple[int, str]]:
    names = _made_of_content(nodes)
    for node in nodes:
        if isinstance(node, ast.Call) and _name(node.func) in TAKES_MARKUP and node.args:
            literal = any(k.arg == "markup" and _is_false(k.value) for k in node.keywords)
            digits = "Digits" in ast.unparse(node.func)  # which parse nothing
            given = ast.unparse(node.func).startswith("super().")  # looked at where it is called
            if not (literal or digits or given or _is_safe(node.args[0], names)):
                yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.Assign):
            set_ = {t.attr for t in node.targets if isinstance(t, ast.Attribute)}
            if set_ & SETS_MARKUP and not _is_safe(node.value, names):
                yield node.lineno, ast.unparse(node)


def _made_of_content(nodes: list[ast.AST]) -> set[str]:
    """Names that are never given anything but Content."""
    given: dict[str, list[bool]] = {}
    for node in nodes:
        if isinstance(node, ast.arg):
            says = node.annotation and ast.unparse(node.annotation)  # mypy holds it to that
            given.setdefault(node.arg, []).append(says == "Content")
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                given.setdefault(ast.unparse(target), []).append(_is_safe(node.value, set()))
    return {name for name, safe in given.items() if all(safe)}


def _is_safe(node: ast.expr, names: set[str]) -> bool:
    """A constant of ours, Content, or a call of a method of ours that says it returns Content."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return _is_safe(node.body, names) and _is_safe(node.orelse, names)
    if isinstance(node, ast.Call):
        return _name(node.func) in SAFE_CALLS or _name(node.func) in _returning_content()
    return isinstance(node, ast.Name) and node.id in names


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _sources() -> list[Path]:
    return sorted(ROOT.glob("ui/**/*.py"))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _returning_content() -> set[str]:
    trees = map(_tree, _sources())
    functions = (n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
    return {f.name for f in functions if f.returns and ast.unparse(f.returns) == "Content"}


@pytest.mark.parametrize("path", _sources(), ids=lambda path: path.name)
def test_no_words_are_given_where_markup_is_parsed(path: Path) -> None:
    assert list(unsafe(_tree(path))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(name)", "Label(f'{name}')", "app.notify(str(error))", "x.border_title = name",
        "Option(row.teacher)", "Static(*names)",
        "self.query_one(Static).update(f'a {b}')", "x.tooltip = f'{y}'",
        "line = Content(a)\nline = a\nStatic(line)", "def show(line): Static(line)",
        "def show(line: str): Static(line)",
        "Static(name if name else Content())",
    ],
)  # fmt: skip
def test_the_search_finds_such_words(line: str) -> None:
    assert list(unsafe(ast.parse(line)))


def test_content_by_a_name_is_content() -> None:
    assert list(unsafe(ast.parse("line = Content(a)\nStatic(line)"))) == []
