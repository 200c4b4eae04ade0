"""The page says at any time whether a guest's words are saved, and loses none of them."""

from __future__ import annotations

from tests.share.wire import GUEST, OTHER
from tests.web.conftest import Guest, Open
from tests.web.stage import TEXT, Table


def test_it_says_saved_only_once_the_coach_has_it_on_disk(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    seated.keeps = False
    guest.write_at("they said", "!")
    guest.until(lambda: "holds!" in seated.text, "the coach has it, but not on disk")
    guest.says("Saving")
    seated.keeps = True
    guest.says("Saved")


def test_what_is_written_while_the_way_is_cut_is_kept_counted_and_there_once(
    seated: Table, come: Open
) -> None:
    guest, other = come(GUEST), come(OTHER)
    for number in range(3):
        seated.shut()
        guest.says("Not connected")
        guest.write_at("they said", f" off{number}")
        guest.says("changes kept here")
        other.write_at("Send the clip", f" other{number}")
        seated.replace("drew it", f"mine{number} drew it")
        seated.open()
    words = [f"{who}{number}" for who in ("off", "other", "mine") for number in range(3)]
    guest.until(lambda: all(seated.text.count(word) == 1 for word in words), "all of it, once")
    for one in (guest, other):
        one.says("Saved")
        one.line("off2").wait_for()
    assert len(seated.text) == len(TEXT) + sum(len(f" {word}") for word in words)


def test_more_than_a_hub_takes_at_once_arrives_in_parcels(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    seated.shut()
    guest.says("Not connected")
    guest.line("drew it").click()
    guest.page.keyboard.press("End")
    for number in range(3):
        guest.page.keyboard.insert_text(f"\n{number} " + "é and so on " * 2500)
    seated.open()
    guest.until(lambda: "2 é and so on" in seated.text, "all of it")
    guest.says("Saved")
    assert len(seated.text) == len(TEXT) + 3 * (3 + 12 * 2500)


def test_without_the_coach_it_waits_and_says_so(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    seated.leave()
    guest.write_at("they said", "!")
    guest.says("Waiting for the coach’s computer · 1 change kept here")


def test_a_link_that_is_ended_says_so_and_the_text_stays(seated: Table, come: Open) -> None:
    guest, other = come(GUEST), come(OTHER)
    seated.admits(OTHER)
    guest.says("This link was ended by the coach · all was saved")
    guest.write_at("they said", "no more")
    assert guest.line("they said").inner_text() == "Rivera: they said why the second step holds"
    other.write_at("they said", " of hers")
    other.says("Saved")
    assert "no more" not in seated.text
    assert "of hers" in seated.text
    guest.page.reload()
    guest.says("This link was ended by the coach")
    assert guest.state == "This link was ended by the coach", "this tab saw nothing of the log"
    told = guest.page.get_by_text("The log is no longer shown here")
    told.wait_for()
    colour = "one => getComputedStyle(one).color"
    assert told.evaluate(colour) == guest.page.locator("#moment").evaluate(colour), "it is legible"
    assert not guest.page.get_by_text("The log appears here").count()
    guest.choose("Plain text")
    guest.page.locator('textarea.plain[placeholder*="no longer shown here"]').wait_for()


def test_words_that_the_link_left_unsaved_are_shown_when_the_page_is_loaded_again(
    seated: Table, come: Open
) -> None:
    guest = come(GUEST)
    seated.keeps = False
    guest.write_at("they said", "!")
    guest.until(lambda: "holds!" in seated.text, "the coach has it, but not on disk")
    seated.admits(OTHER)
    guest.says("This link was ended by the coach · 1 change NOT SAVED – copy what you need")
    guest.page.once("dialog", lambda dialog: dialog.accept())
    guest.page.reload()
    guest.says("This link was ended by the coach · 1 change NOT SAVED – copy what you need")
    guest.line("second step holds!").wait_for()


def test_a_conversation_that_is_over_says_so_and_the_text_can_be_copied(
    seated: Table, come: Open
) -> None:
    guest = come(GUEST)
    seated.says(closing=True)
    guest.says("The coach is closing the conversation")
    guest.until(lambda: any(said.get("closing") for said in seated.heard.values()), "it agrees")
    seated.end()
    guest.says("The conversation is over · all was saved")
    guest.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    guest.choose("Copy the log")
    guest.page.get_by_text("The log is copied").wait_for()
    assert guest.page.evaluate("navigator.clipboard.readText()") == TEXT


def test_words_that_were_not_saved_when_it_ended_are_told_of(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    seated.keeps = False
    guest.write_at("they said", "!")
    guest.until(lambda: "holds!" in seated.text, "the coach has it, but not on disk")
    seated.end()
    guest.says("The conversation is over · 1 change NOT SAVED – copy what you need")


def test_another_document_begins_afresh_and_own_unsaved_lines_go_along(
    seated: Table, come: Open
) -> None:
    """The same words in two documents would stand there twice."""
    guest = come(GUEST)
    seated.shut()
    seated.leave()
    guest.says("Not connected")
    guest.write_at("drew it", "\nRivera: mine alone")
    guest.says("kept here")
    seated.open()
    seated.begin(TEXT, "another room")
    guest.until(lambda: "mine alone" in seated.text, "the line went along")
    guest.says("Saved")
    assert seated.text == f"{TEXT}\nRivera: mine alone\n"
    guest.write_at("mine alone", "!")
    guest.until(lambda: "mine alone!" in seated.text, "and it goes on")


def test_the_token_leaves_the_address_and_reloading_and_a_second_tab_work(
    seated: Table, come: Open
) -> None:
    guest = come(GUEST)
    assert guest.page.url == seated.link("").rstrip("#")
    guest.page.reload()
    guest.says("Saved")
    second = Guest(guest.page.context.new_page())
    second.page.goto(seated.link(GUEST))
    second.says("Saved")
    guest.write_at("they said", " first")
    second.write_at("drew it", " second")
    guest.until(lambda: " first" in seated.text and " second" in seated.text, "both tabs write")
    third = Guest(guest.page.context.new_page())
    third.page.goto(seated.link(""))
    third.says("This link is not complete")


def test_a_link_that_never_held_is_told_of(come: Open) -> None:
    come("x" * 22, "This link was ended by the coach")


def test_unsaved_words_survive_a_tab_that_is_closed_and_opened_again(
    seated: Table, come: Open
) -> None:
    """As phones do it with a tab that nobody looks at."""
    guest = come(GUEST)
    seated.shut()
    guest.write_at("drew it", "\nRivera: mine alone")
    guest.says("kept here")
    guest.page.on("dialog", lambda dialog: dialog.accept())
    seated.open()
    seated.shut()
    guest.page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    seated.open()
    guest.page.reload()
    guest.until(lambda: seated.text.count("mine alone") == 1, "there, once")
    guest.says("Saved")
    assert guest.page.evaluate("() => sessionStorage.getItem('mqi.unsaved')") is None
