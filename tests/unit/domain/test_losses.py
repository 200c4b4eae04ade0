"""Much that is deleted is noticed, however it is deleted, and comes back where it stood."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mqi_tui.domain.shared.losses import RUN_LASTS, Losses, brought_back, is_much, noticed
from mqi_tui.text.clean import differing

LOG = "".join(f"line {number} of the log\n" for number in range(40))
assert len(LOG) > 700


def told(*texts: str, every: int = 100) -> Losses:
    """The losses after the log was each of `texts`, one after the other."""
    losses = Losses()
    for number, (old, new) in enumerate(pairwise(texts)):
        losses = noticed(losses, old, new, number * every)
    return losses


@pytest.mark.parametrize(
    ("gone", "of", "much"),
    [
        (200, 10_000, False),
        (201, 10_000, True),
        (30, 100, False),
        (31, 100, True),
        (20, 25, False),
        (21, 25, True),
        (0, 0, False),
    ],
)
def test_what_is_much(gone: int, of: int, much: bool) -> None:
    assert is_much(gone, of) is much


def test_a_passage_that_was_deleted_comes_back_where_it_stood() -> None:
    after = LOG[:100] + LOG[400:]
    losses = told(LOG, after)
    assert losses.last
    assert brought_back(losses.last, after) == LOG


def test_what_is_written_meanwhile_stays_and_the_place_moves_with_it() -> None:
    after = LOG[:100] + LOG[400:]
    above, below = f"new above\n{after}", f"new above\n{after}new below\n"
    losses = told(LOG, after, above, below)
    assert losses.last
    assert brought_back(losses.last, below) == f"new above\n{LOG}new below\n"


def test_a_small_deletion_is_nobodys_business() -> None:
    assert told(LOG, LOG[:-20]).found == ()


@pytest.mark.parametrize("from_end", [True, False])
def test_a_key_held_down_is_one_deletion(from_end: bool) -> None:
    left = range(len(LOG), len(LOG) - 250, -1)
    texts = [LOG[:n] if from_end else LOG[len(LOG) - n :] for n in left]
    losses = told(*texts, every=30)
    assert [len(loss.text) for loss in losses.found] == [249]
    assert losses.last
    assert brought_back(losses.last, texts[-1]) == LOG


def test_deletions_far_apart_in_time_are_not_one() -> None:
    texts = [LOG[: len(LOG) - n] for n in range(0, 250, 10)]
    assert told(*texts, every=RUN_LASTS + 1).found == ()


def test_what_replaces_a_selection_leaves_the_selection_lost() -> None:
    after = LOG[:100] + "x" + LOG[400:]
    losses = told(LOG, after)
    assert losses.last
    assert losses.last.text == LOG[100:400]
    assert brought_back(losses.last, after) == LOG[:100] + LOG[100:400] + "x" + LOG[400:]


def test_undo_takes_the_offer_away() -> None:
    assert told(LOG, "", LOG).found == ()
    assert told(LOG, LOG[:100] + LOG[400:], LOG).found == ()


def test_several_are_kept_newest_last() -> None:
    texts = [LOG, LOG[:400], LOG[:400] + "x" * 300, LOG[:400]]
    assert [loss.text[:1] for loss in told(*texts).found] == [LOG[400], "x"]


@given(st.text(alphabet="ab\n", max_size=30), st.text(alphabet="ab\n", max_size=30))
def test_where_two_texts_differ(old: str, new: str) -> None:
    start, old_end, new_end = differing(old, new)
    assert old[:start] + new[start:new_end] + old[old_end:] == new
    assert start <= old_end <= len(old)
    assert start <= new_end <= len(new)
    if old[start:old_end] and new[start:new_end]:
        assert old[start] != new[start]


@given(
    st.lists(st.integers(0, 600), min_size=2, max_size=2), st.text(max_size=5), st.integers(0, 600)
)
def test_nothing_of_either_is_lost_in_bringing_it_back(cut: list[int], word: str, at: int) -> None:
    start, end = sorted(cut)
    assume(end - start > 200)
    after = LOG[:start] + LOG[end:]
    at = min(at, len(after))
    written = after[:at] + word + after[at:]
    losses = told(LOG, after, written)
    assert losses.last
    back = brought_back(losses.last, written)
    assert sorted(back) == sorted(LOG + word)
    if abs(at - start) > 40:  # else the word may stand within equal lines at the edge
        assert LOG[start:end] in back
