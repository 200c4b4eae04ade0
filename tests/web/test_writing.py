"""A guest writes in the page, together with the coach: on a real hub, in a real browser."""

from __future__ import annotations

import pytest

from tests.hostile import HOSTILE
from tests.share.wire import GUEST, OTHER, READER
from tests.web.conftest import Guest, Open
from tests.web.stage import TEXT, Table


def test_what_is_typed_on_either_side_stands_on_both(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    guest.write_at("they said", " at once 😀")
    guest.until(lambda: "step holds at once 😀\n" in seated.text, "the coach has it")
    seated.replace("and drew it", "and drew it twice")
    guest.line("drew it twice").wait_for()
    guest.says("Saved on the coach’s computer")
    assert guest.wrong == []


def test_two_guests_and_the_coach_write_at_once_and_no_letter_is_lost(
    seated: Table, come: Open
) -> None:
    one, other = come(GUEST), come(OTHER)
    for number in range(8):
        one.write_at("they said", f" a{number}")
        seated.replace("drew it", f"c{number} drew it")
        other.write_at("Send the clip", f" b{number}")
    words = [f"{who}{number}" for who in "abc" for number in range(8)]
    one.until(lambda: all(seated.text.count(word) == 1 for word in words), "all of it, once")
    for guest in (one, other):
        guest.says("Saved")
        guest.line("a7").wait_for()
        guest.line("b7").wait_for()


def test_it_looks_like_a_document_but_for_the_line_of_the_caret(come: Open) -> None:
    guest = come(GUEST)
    heading = guest.line("Clip 1")
    assert heading.inner_text() == "Clip 1"
    assert heading.get_attribute("role") == "heading"
    assert heading.get_attribute("aria-level") == "2"
    assert "**" not in guest.line("they said").inner_text()
    assert guest.line("Ask a second").locator("input[type=checkbox]").count() == 1
    heading.click()
    guest.page.locator(".source", has_text="## Clip 1").wait_for()
    guest.line("Ask a second").click()
    guest.page.locator(".cm-line", has_text="- [ ] Ask").wait_for()
    assert guest.line("Clip 1").inner_text() == "Clip 1"


def test_whose_words_a_line_is_has_a_colour_and_a_letter(come: Open) -> None:
    guest = come(GUEST)
    told = [guest.line(words) for words in ("they said", "and drew it")]
    assert [line.get_attribute("data-letter") for line in told] == ["R", "O"]
    colours = [
        line.locator(".name").evaluate("one => getComputedStyle(one).color") for line in told
    ]
    assert len(set(colours)) == 2


def test_a_box_is_ticked_by_a_click_by_a_key_and_by_a_button(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    guest.line("Ask a second").locator("input").click()
    guest.until(lambda: "- [x] Ask" in seated.text, "ticked")
    assert guest.page.locator(".cm-line.source").count() == 0, "the caret was left where it was"
    guest.line("Send the clip").click()
    guest.page.keyboard.press("Control+Enter")
    guest.until(lambda: "- [ ] Send" in seated.text, "the tick is gone")
    guest.page.get_by_role("button", name="Tick").click()
    guest.until(lambda: "- [x] Send" in seated.text, "ticked again")
    guest.page.get_by_role("button", name="Whose words").click()
    guest.until(lambda: "- [x] Rivera: Send" in seated.text, "it is the teacher's")


def test_enter_goes_on_with_a_list_and_undo_takes_back_own_words_alone(
    seated: Table, come: Open
) -> None:
    guest = come(GUEST)
    guest.write_at("Ask a second", "\nfilm it")
    guest.until(lambda: "Friday\n- [ ] film it\n" in seated.text, "the next box")
    seated.replace("and drew it", "and drew it, the coach says")
    guest.line("the coach says").wait_for()
    for _ in range(3):
        guest.page.keyboard.press("Control+z")
    guest.until(lambda: "film it" not in seated.text, "taken back")
    assert "the coach says" in seated.text
    guest.page.keyboard.press("Control+y")
    guest.until(lambda: "film it" in seated.text, "and back again")


@pytest.mark.parametrize("plain", [False, True])
def test_a_list_sign_typed_behind_the_one_that_enter_made_stands_once(
    seated: Table, come: Open, plain: bool
) -> None:
    guest = come(GUEST)
    if plain:
        guest.choose("Plain")
        field = guest.page.locator("textarea.plain")
        field.evaluate(
            "one => { const end = one.value.indexOf('Friday') + 6; "
            "one.focus(); one.setSelectionRange(end, end) }"
        )
        guest.page.keyboard.type("\n- [ ] film it\n- draw it")
    else:
        guest.write_at("Ask a second", "\n- [ ] film it\n- draw it")
    guest.until(lambda: "Friday\n- [ ] film it\n- [ ] draw it\n" in seated.text, "once")
    guest.page.keyboard.type("\n-")
    guest.page.keyboard.press("ArrowLeft")
    guest.page.keyboard.press("ArrowRight")
    guest.page.keyboard.type(" so")
    guest.until(lambda: "- [ ] - so\n" in seated.text, "the caret was elsewhere")
    assert guest.wrong == []


@pytest.mark.parametrize("plain", [False, True])
def test_a_blank_line_stays_above_the_next_heading(seated: Table, come: Open, plain: bool) -> None:
    guest = come(GUEST)
    if plain:
        guest.choose("Plain")
        guest.page.locator("textarea.plain").evaluate(
            "one => { const end = one.value.indexOf('## Action') - 1; "
            "one.focus(); one.setSelectionRange(end, end) }"
        )
    else:
        guest.line("and drew it").click()
        guest.page.keyboard.press("End")
        guest.page.keyboard.press("ArrowDown")
    guest.page.keyboard.type("so there")
    guest.until(lambda: "drew it\nso there\n\n## Action plan" in seated.text, "it is kept apart")
    assert guest.wrong == []


AT_REST = """row => new Promise(rests => {
  let before, still = 0;
  const look = () => {
    const at = row.getBoundingClientRect().y;
    still = at === before ? still + 1 : 0;
    before = at;
    still > 10 ? rests() : requestAnimationFrame(look);
  };
  look();
})"""
"""Done once a wheel that was turned has run out: for ten frames nothing moves."""


def test_what_others_write_above_moves_nothing_of_what_is_read(seated: Table, come: Open) -> None:
    seated.replace("", "\n".join(f"row {number}." for number in range(300)))
    guest = come(READER, "read along")
    guest.page.mouse.move(600, 400)
    guest.page.mouse.wheel(0, 3000)
    row = guest.line("row 100.")
    row.wait_for()
    row.evaluate(AT_REST)
    before = row.bounding_box()
    seated.replace("## Clip 1", "what the coach adds\n" * 20 + "## Clip 1")
    seated.replace("row 101.", "row 101. changed")
    guest.line("row 101. changed").wait_for()
    after = row.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 3


def test_others_are_here_by_name_and_where_they_write(seated: Table, come: Open) -> None:
    guest, other = come(GUEST), come(OTHER)
    here = guest.page.locator("#who")
    here.get_by_text("Okafor (coach)").wait_for()
    here.get_by_text("Rivera (you)").wait_for()
    other.line("Clip 1").click()
    guest.line("Clip 1").locator(".caret", has_text="Lindqvist").wait_for(state="attached")
    assert guest.page.locator("[style*=color]").count() == 0, "drawn by class alone"
    seated.says(caret=[3, 3], moment="step 4 of 10", heading="Action plan")
    guest.page.locator(".caret", has_text="Okafor").wait_for(state="attached")
    guest.page.get_by_text("step 4 of 10").wait_for()
    other.page.close()
    guest.until(lambda: here.get_by_text("Lindqvist").count() == 0, "gone")


def test_who_may_only_read_is_told_so_and_writes_nothing(seated: Table, come: Open) -> None:
    reader = come(READER, "You can read along")
    reader.write_at("they said", "secretly")
    reader.line("Ask a second").locator("input").click(force=True)
    reader.page.keyboard.press("Control+Enter")
    seated.replace("and drew it", "and drew it for all")
    reader.line("for all").wait_for()
    assert seated.text == TEXT.replace("and drew it", "and drew it for all")
    assert "secretly" not in reader.page.locator(".cm-content").inner_text()
    assert reader.page.get_by_role("button", name="Tick").count() == 0


def composed(guest: Guest, *parts: str) -> None:
    """What an input method sends while a word is made of several keys."""
    keys = guest.page.context.new_cdp_session(guest.page)
    for part in parts:
        place = {"selectionStart": len(part), "selectionEnd": len(part)}
        keys.send("Input.imeSetComposition", {"text": part, **place})
    keys.send("Input.insertText", {"text": parts[-1]})


@pytest.mark.parametrize(
    ("plain", "beside"), [(False, False), (False, True), (True, True)],
    ids=["document, elsewhere", "document, beside it", "plain, beside it"],
)  # fmt: skip
def test_a_word_that_is_being_composed_survives_what_others_write(
    seated: Table, come: Open, plain: bool, beside: bool
) -> None:
    guest = come(GUEST, has_touch=plain, is_mobile=plain)
    guest.page.locator(".plain, .cm-content").click()
    guest.page.keyboard.press("Control+End")
    keys = guest.page.context.new_cdp_session(guest.page)
    others = []
    for part in ("に", "にほ", "にほん"):
        place = {"selectionStart": len(part), "selectionEnd": len(part)}
        keys.send("Input.imeSetComposition", {"text": part, **place})
        others += [f"above {len(part)} ", *([f" beside {len(part)}"] if beside else [])]
        seated.replace("Collaborative", f"above {len(part)} Collaborative")
        if beside:
            seated.replace("", f" beside {len(part)}")
    keys.send("Input.insertText", {"text": "日本"})
    guest.until(lambda: "日本" in seated.text, "the word is there")
    guest.says("Saved")
    assert [seated.text.count(words) for words in others] == [1] * len(others)
    if plain or not beside:  # letters that come right beside it may end what a browser composes
        assert "に" not in seated.text
    guest.page.keyboard.type("!")
    guest.until(lambda: seated.text.count("!") == 1, "places are still the same")


RAW = "\n".join(text for text in HOSTILE if len(text) < 1000 and "\ud800" not in text)


def test_text_of_any_kind_is_shown_as_text_and_places_stay_the_same(
    seated: Table, come: Open
) -> None:
    guest = come(GUEST)
    seated.replace("", f"{RAW}\r\nthe last line")
    guest.page.locator(".cm-content").click()
    guest.page.keyboard.press("Control+End")
    guest.line("the last line").wait_for()
    guest.page.keyboard.type("!")
    guest.until(lambda: seated.text.endswith("the last line!"), "typed at the end")
    assert guest.page.evaluate("document.querySelectorAll('script').length") == 1
    assert guest.wrong == []


@pytest.mark.parametrize("plain", [False, True])
def test_what_is_pasted_is_cleaned(seated: Table, come: Open, plain: bool) -> None:
    guest = come(GUEST)
    if plain:
        guest.choose("Plain text")
    guest.page.locator(".plain, .cm-content").click()
    guest.page.keyboard.press("Control+End")
    guest.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    guest.page.evaluate(
        "text => navigator.clipboard.writeText(text)", "a\r\nb\x07c\u202ed\u2028e\u0301"
    )
    guest.page.keyboard.press("Control+v")
    guest.until(lambda: seated.text.endswith("a\nb␇c‹U+202E›d\né"), "cleaned")
    guest.page.keyboard.type("!")
    guest.until(lambda: seated.text.endswith("dé!") or seated.text.endswith("\né!"), "in step")


def test_a_plain_field_holds_all_lines_and_writes_the_same_text(seated: Table, come: Open) -> None:
    guest = come(GUEST, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    field = guest.page.get_by_role("textbox")
    seated.replace("", "line\n" * 400)
    guest.until(lambda: field.input_value() == seated.text, "all lines")
    field.evaluate("(one, at) => one.setSelectionRange(at, at)", seated.text.index("why** the"))
    field.focus()
    guest.page.keyboard.type("clearly ")
    seated.replace("# Collaborative log", "# Log 😀")
    guest.until(lambda: "Log 😀" in field.input_value(), "the coach's words")
    guest.page.keyboard.type("and fully ")
    guest.until(lambda: "clearly and fully why" in seated.text, "the caret stayed on its words")
    guest.page.keyboard.press("Control+z")
    guest.until(lambda: "clearly" not in seated.text, "taken back")
    assert "Log 😀" in seated.text
    guest.page.get_by_role("button", name="Whose words").click()
    guest.until(lambda: "Okafor: they said" in seated.text, "the line of the caret")
    wide = guest.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_from_one_field_to_the_other_nothing_is_lost(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    guest.write_at("they said", " one")
    for name in (".plain", ".cm-content"):
        guest.choose("Plain text")
        guest.page.locator(name).wait_for()
        guest.page.keyboard.press("Control+End")
        guest.page.keyboard.type(f"{name}\n")
    guest.until(lambda: ".plain\n" in seated.text and ".cm-content\n" in seated.text, "both")
    assert seated.text.count(" one") == 1
