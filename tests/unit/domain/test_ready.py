"""What is ready: what is told before going live, in which order, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.blanks import EMAIL
from mqi_tui.domain.private.fitting import fitted, usual
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.form import ALWAYS, declined, fill, text, write
from mqi_tui.domain.private.plan import ANNOTATIONS, Clip, Plan, StockClip, hour
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS, key_is_public
from mqi_tui.domain.private.preparation import Preparation, blanks
from mqi_tui.domain.private.ready import (
    ARROW,
    NO_STOCK_CLIP,
    ON_THE_PLATFORM,
    Beside,
    Remark,
    State,
    missing,
    ready,
    remark,
    unless,
)
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.watching_email import NO_SUBJECT, kept, standing
from mqi_tui.ui.widgets.plan_lines import WIDTH, part_line, place_of, whose
from tests.hostile import HOSTILE
from tests.ui.stage import sample

EMPTY, GAPS = Plan(""), Beside(gaps=True)
NEEDED = [field.key for one in SECTIONS for field in one.fields if field.needed]
Drafts = Mapping[str, str]


def told(plan: Plan, drafts: Drafts | None = None) -> list[str]:
    return [one.words for one in missing(plan, drafts or {})]


def test_an_empty_plan_lacks_all_that_is_asked() -> None:
    found = missing(EMPTY, {})
    assert [one.key for one in found] == [key for key in NEEDED if key != "minutes"]
    chosen = {one.key: one.words for one in found if one.words.startswith("choose")}
    assert chosen == {
        "clips.1.start": "choose clip 1, without it steps 5 and 6 are not today",
        "clips.2.start": "choose clip 2, without it step 7 is not today",
        "stock_clip.title": "choose the stock clip, or a dash: step 3 is left out",
    }


STEPWISE = ("clips.1.start", "clips.2.frame", "stock_clip.title", "stock_clip.codes")


@pytest.mark.parametrize("key", STEPWISE)
def test_the_count_falls_by_one_with_what_is_filled_in_and_never_before(key: str) -> None:
    """Letter by letter: what is not whole yet fills nothing, and a clip that comes asks nothing."""
    plan, counts = EMPTY, []
    drafts: Drafts = {}
    typed = {"clips.1.start": "12:40", "stock_clip.codes": "Explanations"}.get(key, "Words")
    for end in range(1, len(typed) + 1):
        plan, drafts = fill(plan, drafts, key, typed[:end])
        counts.append(len(unless(ready(plan, drafts), key).missing))
    whole = len(missing(EMPTY, {})) - 1
    half = unless(ready(*fill(EMPTY, {}, "clips.1.start", "1")), "clips.1.start").missing
    assert [one.key for one in half] == [one.key for one in missing(EMPTY, {})], "none moves"
    assert counts[-1] == whole
    assert counts == sorted(counts, reverse=True)
    assert set(counts) <= {whole, whole + 1}


def test_what_is_half_typed_is_blank_and_told_as_wrong_once_it_is_left() -> None:
    plan, drafts = fill(sample(), {}, "stock_clip.codes", "Explanations, Link")
    here = ready(plan, drafts)
    assert [(one.words, one.wrong) for one in unless(here, "stock_clip.codes").missing] == [
        ("codes to score", False)
    ]
    assert [one.wrong for one in unless(here, "focus").missing] == [True]
    assert unless(ready(*fill(sample(), {}, "cycle", "x")), "cycle").missing == ()


def test_scores_are_there_when_each_code_has_one() -> None:
    plan = write(sample(), "stock_clip.master_scores", "Explanations: High")
    assert told(plan) == ["master scores (1 of 2)"]
    assert told(write(plan, "stock_clip.codes", "Explanations")) == []


def test_what_the_conversation_leaves_out_asks_for_nothing_in_the_preparation() -> None:
    plan = replace(EMPTY, steps={step: StepChange(skip=True) for step in (3, 5, 6, 7)})
    assert not any("clip" in one.key for one in missing(plan, {}))


OLD = (OldStep("Ask why — Rivera"), OldStep("Draw it", "partly"), OldStep("Wait", "", "twice"))


def test_last_times_steps_are_to_be_marked() -> None:
    half = Private(sample(), since=OLD)
    assert blanks(half) == 1
    shown = Preparation(half.plan, since=OLD)
    (only,) = shown.ready.missing
    assert (only.section, only.words) == (0, "mark last time's 1 action step")
    assert shown.ready.states[0].blank == 1
    assert shown.next_missing(0, "focus") == only
    assert shown.first_blank(0) == "", "they are marked by a button"
    blank = Preparation(replace(half.plan, goals=(), focus=""), since=OLD)
    assert [one.key for one in blank.ready.missing] == ["goals", "focus", "since"], "as F3 goes"
    assert blank.first_blank(0) == "goals"
    assert blanks(replace(half, since=(replace(OLD[0], mark="not yet"), *OLD[1:]))) == 0


def test_a_clip_and_a_stock_clip_ask_for_what_they_need() -> None:
    begun = replace(EMPTY, clips=(Clip(reason="why"), Clip(reason="why")), stock_clip=StockClip())
    ours = [one.key for one in missing(begun, {}) if "clip" in one.key]
    asked = [key for key in NEEDED if "clip" in key and not key.endswith("reason")]
    assert ours == asked
    assert [words for words in told(begun) if words.endswith(("from", "to"))] == [
        "clip 1 from",
        "clip 1 to",
        "clip 2 from",
        "clip 2 to",
    ]
    assert "clip 1: codes" in told(begun)


def test_the_sample_lacks_nothing() -> None:
    assert told(sample()) == []
    words = [one.word for one in ready(sample(), {}).states]
    assert {place for place, word in enumerate(words) if word != "ready"} == {6, 14, 15}
    assert words[6] == words[14] == words[15] == "empty"


def test_no_part_is_ready_with_nothing_in_it() -> None:
    """Nor is one that has only what is not asked for, such as the minutes of a step."""
    made = ready(EMPTY, {}, None, GAPS).states
    assert [place for place, one in enumerate(made) if one.word == "ready"] == []
    for place, section in enumerate(SECTIONS):
        bare = sample()
        for field in section.fields:
            bare = write(bare, field.key, "") if field.key != "minutes" else bare
        assert ready(bare, {}, None, GAPS).states[place].word != "ready" or place == 5


def test_the_minutes_in_all_look_optional_until_they_are_others() -> None:
    """They stand in the list all the same."""
    state = ready(EMPTY, {}).states[5]
    assert (state.word, state.minutes) == ("empty", 60)
    assert part_line(5, state).plain.split()[-2:] == ["60", "min"]
    assert ready(replace(EMPTY, minutes=45), {}).states[5].word == "ready"


@pytest.mark.parametrize("dash", ["-", "–", " — ", "n/a", "N/A.", "Not wanted"])
@pytest.mark.parametrize("key", [key for key in NEEDED if key not in ALWAYS])
def test_what_is_not_wanted_is_not_missing(key: str, dash: str) -> None:
    plan, drafts = fill(sample(), {}, key, dash)
    assert told(plan, drafts) == []
    assert text(plan, key) == ""
    assert drafts == {key: dash}
    left_out = "not wanted: step 8 is left out, its minutes are free"
    assert remark(plan, drafts, key) == Remark(
        left_out if key == "extra" else "not wanted this time"
    )
    again = fill(plan, drafts, key, text(sample(), key))
    assert again == (sample(), {})


@pytest.mark.parametrize("key", ["clips.1.start", "stock_clip.title"])
def test_a_clip_that_is_not_wanted_is_not_missing(key: str) -> None:
    plan, drafts = fill(EMPTY, {}, key, "-")
    assert key in [one.key for one in missing(EMPTY, {})]
    assert key not in [one.key for one in missing(plan, drafts)]


def test_a_dash_for_other_feedback_leaves_its_step_out_and_gives_its_time_back() -> None:
    plan, drafts = fill(sample(), {}, "extra", "–")
    made = ready(plan, drafts)
    assert made.states[13] == State("not today", 0, None, "Other feedback")
    assert made.total == ready(write(sample(), "steps.8.skip", "yes"), {}).total
    kept_all_the_same = fill(plan, drafts, "steps.8.skip", "no")
    assert ready(*kept_all_the_same).states[13] == State("empty", 0, 5, "Other feedback")
    assert remark(*kept_all_the_same, "extra") == Remark("not wanted this time")
    assert fill(plan, drafts, "extra", "") == (write(sample(), "extra", ""), {})


def test_without_a_stock_clip_its_step_says_so_until_it_is_left_out() -> None:
    told = Remark(NO_STOCK_CLIP, done=False, about="Step 3")
    plan = replace(sample(), stock_clip=None)
    assert remark(plan, {}, "stock_clip.frame") == told
    assert remark(write(plan, "stock_clip.frame", "Words"), {}, "stock_clip.frame") == told
    assert ready(plan, {}).total.endswith(" · step 3 has no clip")
    assert remark(sample(), {}, "stock_clip.frame") is None
    left_out, drafts = fill(plan, {}, "stock_clip.title", "-")
    for without in (left_out, write(plan, "steps.3.skip", "yes")):
        assert remark(without, {}, "stock_clip.frame") is None
        assert ready(without, {}).states[8] == State("not today", 0, None, "Stock clip")
        assert ready(without, {}).total == "50 of 60 min · 10 to spare"
    said = "not wanted: step 3 is left out, its minutes are free"
    assert remark(left_out, drafts, "stock_clip.title") == Remark(said)
    assert fill(left_out, drafts, "stock_clip.title", "") == (plan, {})
    kept = fill(sample(), {}, "stock_clip.title", "-")[0]
    assert kept.steps == sample().steps, "its codes are talked about"


@pytest.mark.parametrize("key", ALWAYS)
def test_without_a_teacher_or_time_there_is_no_conversation(key: str) -> None:
    assert not declined(fill(sample(), {}, key, "–")[1], key)


EDITED = Private(sample(), email="Hello [your name?]")
NO_COACH = replace(sample(), coach="")
MAILS: list[tuple[Private, str, list[str]]] = [
    (Private(sample()), "ready", []),
    (Private(NO_COACH), "blank", ["coach"]),
    (
        EDITED,
        "blank",
        [
            f"e-mail to fill in: your name, {NO_SUBJECT}",
            "e-mail perhaps out of date, the plan changed: the teacher, your name, when you talk,"
            " clip 1, clip 2, the stock clip, its codes",
        ],
    ),
    (replace(EDITED, **kept(EDITED, "Subject: Hi\nHello")), "ready", []),
]


@pytest.mark.parametrize(("half", "word", "left"), MAILS)
def test_the_e_mail_is_ready_when_nothing_is_left_to_do_in_it(
    half: Private, word: str, left: list[str]
) -> None:
    """What the plan lacks is told once, though a mail that is made from it has the gap, too."""
    shown = Preparation(half.plan, email=standing(half))
    assert shown.ready.states[EMAIL].word == word
    assert [one.words for one in shown.ready.missing] == left


NO_CLIPS = replace(sample(), clips=())
NOTHING_TO_SEE: list[tuple[Plan, Drafts, str, str]] = [
    (NO_CLIPS, {}, "blank", "no clip chosen"),
    (replace(sample(), clips=sample().clips[:1]), {}, "blank", "no second clip chosen"),
    (replace(sample(), stock_clip=None), {}, "blank", "no stock clip chosen"),
    (NO_CLIPS, {"clips.1.start": "-"}, "ready", ""),
    (write(replace(sample(), clips=sample().clips[:1]), "steps.7.skip", "yes"), {}, "ready", ""),
]


@pytest.mark.parametrize(("plan", "drafts", "word", "lacks"), NOTHING_TO_SEE)
def test_the_e_mail_waits_for_what_the_teacher_is_to_look_at(
    plan: Plan, drafts: Drafts, word: str, lacks: str
) -> None:
    """It can be written all the same, and what it waits for is counted where that is chosen."""
    mail = standing(Private(plan, drafts=drafts))
    shown = Preparation(plan, drafts, email=mail).ready
    assert (shown.states[EMAIL].word, shown.states[EMAIL].lacks) == (word, lacks)
    assert mail.not_ready == tuple(filter(None, [lacks]))
    assert EMAIL not in [one.section for one in shown.missing]
    row = part_line(EMAIL, shown.states[EMAIL]).plain
    assert row.endswith(lacks)
    assert len(row) <= WIDTH


def test_nothing_to_look_at_at_all_leaves_nothing_to_say() -> None:
    made = ready(EMPTY, {"clips.1.start": "-", "stock_clip.title": "-"}).states[EMAIL]
    assert (made.word, made.lacks) == ("empty", "")


@pytest.mark.parametrize("key", [key for key in NEEDED if key != "minutes"])
def test_each_field_that_is_needed_is_told_when_it_is_blank(key: str) -> None:
    plan = write(sample(), key, "")
    assert [(one.key, one.wrong) for one in missing(plan, {})] == [(key, False)]


@pytest.mark.parametrize("key", [key for key, one in FIELDS.items() if not one.needed])
def test_nothing_is_told_of_a_field_that_may_be_blank(key: str) -> None:
    assert told(write(sample(), key, "")) == []


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("clips.1.start", "12:4", 'clip 1 from: "12:4" is not a time'),
        ("clips.2.end", "soon", 'clip 2 to: "soon" is not a time'),
        ("when", "tomorrow", 'when: "tomorrow" is not a date and time'),
        ("cycle", "0", "cycle: a whole number from 1 to 999"),
        ("stock_clip.codes", "Explanatoins", 'codes to score: "Explanatoins" is not a code'),
        ("clips.1.codes", "nothing", 'clip 1: codes: "nothing" is not a code'),
        ("clips.1.end", "12:40", "clip 1 ends before it begins"),
        ("steps.9.minutes", "180", "the steps need at least"),
    ],
)
def test_what_is_wrong_is_told_once(key: str, words: str, said: str) -> None:
    plan, drafts = fill(sample(), {}, key, words)
    first, *others = missing(plan, drafts)
    assert first.wrong
    assert first.words.startswith(said)
    assert first.key in (key, "minutes")
    assert others == []


@pytest.mark.parametrize("key", ["clips.1.start", "stock_clip.codes"])
def test_what_is_begun_and_wrong_is_not_called_absent(key: str) -> None:
    place = next(n for n, one in enumerate(SECTIONS) if key in [field.key for field in one.fields])
    plan, drafts = fill(EMPTY, {}, key, "12:4")
    found = [one for one in missing(plan, drafts) if one.key == key]
    assert [(one.section, one.wrong) for one in found] == [(place, True)]


def test_a_draft_of_a_field_that_is_no_more_is_passed_over() -> None:
    assert told(EMPTY, {"clips.1.mood": "fine", "stock_clip.old": "x"}) == told(EMPTY)


def test_what_is_wrong_comes_before_what_is_blank() -> None:
    plan, drafts = fill(EMPTY, {}, "steps.10.minutes", "lots")
    assert missing(plan, drafts)[0].key == "steps.10.minutes"
    assert len(missing(plan, drafts)) == len(missing(EMPTY, {})) + 1


def test_a_step_that_is_left_out_asks_for_nothing() -> None:
    plan = write(replace(sample(), review=""), "steps.2.skip", "yes")
    assert told(plan) == []
    assert ready(plan, {}).states[7] == State("not today", 0, None, "Review goals")


PLANS = st.sampled_from([EMPTY, sample(), replace(sample(), clips=sample().clips[:1])])
TYPED = st.one_of(
    st.sampled_from(
        [*HOSTILE, "–", "n/a", "12:40", "1:02:03", "0", "45", "yes", "teacher", "SMQR"]
    ),
    st.text(max_size=20),
)


@given(PLANS, st.lists(st.tuples(st.sampled_from(sorted(FIELDS)), TYPED), max_size=6))
def test_whatever_is_typed_all_that_is_told_leads_to_its_field(
    plan: Plan, typed: list[tuple[str, str]]
) -> None:
    drafts: Drafts = {}
    for key, words in typed:
        plan, drafts = fill(plan, drafts, key, words)
    found = missing(plan, drafts)
    for one in found:
        assert one.words
        assert one.key in {field.key for field in SECTIONS[one.section].fields}
    assert [one.section for one in found if one.wrong] == sorted(
        one.section for one in found if one.wrong
    )
    assert [one.wrong for one in found] == sorted((one.wrong for one in found), reverse=True)
    unwanted = {key for key in drafts if declined(drafts, key)}
    assert set(drafts) - unwanted <= {one.key for one in found if one.wrong}
    assert len({one.key for one in found if not one.wrong} - set(drafts)) == len(
        [one for one in found if not one.wrong]
    )
    made = ready(plan, drafts).states
    assert sum(one.blank for one in made) == len(found)
    assert [one.minutes for one in made[6:]] == [
        step.minutes if step.planned else None for step in hour(plan).steps
    ]


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("clips.1.end", "17:30", Remark("4:50 long, about five minutes", about="Clip 1")),
        ("clips.1.end", "12:45", Remark("0:05 long, short for a clip", good=False, about="Clip 1")),
        ("clips.1.end", "25:00", Remark("12:20 long, long for a clip", good=False, about="Clip 1")),
        ("clips.1.end", "12:40", Remark(
            "the end is not after the start", good=False, about="Clip 1"
        )),
        ("clips.1.end", "", None),
        ("when", "2026-12-01 17:00", Remark("Tuesday 1 December 2026, 5:00 pm")),
        ("when", "2026-12-01 00:05", Remark("Tuesday 1 December 2026, 12:05 am")),
        ("when", "", None),
        ("cycle", "many", Remark("a whole number from 1 to 999", good=False)),
        ("clips.2.codes", "smqr\nexplanations", Remark(
            "in the rubric: Student Mathematical Questioning and Reasoning page 26, "
            "Explanations page 6"
        )),
        ("clips.2.codes", "", None),
        ("clips.1.responses", "they say -> I ask", None),
        ("clips.1.responses", "they say -> I ask\n  and wait\nno time", Remark(ARROW, done=False)),
        ("clips.1.responses", "they say ->", Remark(ARROW, done=False)),
        ("clips.1.responses", "", None),
        ("focus", "anything", None),
    ],
)  # fmt: skip
def test_what_is_told_beside_a_field(key: str, words: str, said: Remark | None) -> None:
    plan, drafts = fill(sample(), {}, key, words)
    assert remark(plan, drafts, key) == said


def test_a_clip_that_is_not_there_has_no_length() -> None:
    assert remark(EMPTY, {}, "clips.2.end") is None


@pytest.mark.parametrize("key", FIELDS)
@pytest.mark.parametrize("plan", [EMPTY, sample()], ids=["empty", "sample"])
def test_no_field_is_without_an_answer(plan: Plan, key: str) -> None:
    said = remark(plan, {}, key)
    assert said is None or said.words
    is_told = text(plan, key) or plan.clips or key_is_public(key)
    assert said is None or is_told or said.words == NO_STOCK_CLIP


@pytest.mark.parametrize("key", FIELDS)
def test_nothing_is_called_done_while_a_field_is_empty(key: str) -> None:
    said_of = remark(replace(EMPTY, clips=(Clip("12:40", "17:30"),)), {}, key)
    assert said_of is None or not said_of.done or key == "clips.1.end"


def test_nobody_takes_mqi_for_what_puts_annotations_on_the_platform() -> None:
    assert "mqi does not" in ON_THE_PLATFORM
    [part] = [one for one in SECTIONS if any(key_is_public(field.key) for field in one.fields)]
    assert "you put them yourself" in part.goal


def test_what_the_teacher_reads_on_the_platform_is_not_called_private() -> None:
    """It stands so in the form, at its field and above its part, and in the plan of the hour."""
    assert [place for place in range(len(SECTIONS)) if whose(place) != "PRIVATE"] == [2]
    public = [key for key in FIELDS if key_is_public(key)]
    assert public == ["clips.1.annotations", "clips.2.annotations"]
    assert {remark(sample(), {}, key) for key in public} == {Remark(ON_THE_PLATFORM, done=False)}
    assert "platform" in ANNOTATIONS


def test_no_two_parts_are_numbered_alike() -> None:
    named = [place_of(part) for part in SECTIONS]
    assert len(set(named)) == len(named)
    assert (named[1], named[8]) == ("Preparation 2", "Step 3")


@pytest.mark.parametrize("minutes", [45, 50, 60, 90])
def test_a_plan_is_fitted_into_less_time(minutes: int) -> None:
    plan = replace(sample(), steps={6: StepChange(minutes=40), 8: StepChange(skip=True, minutes=2)})
    made = fitted(plan, minutes)
    assert made.minutes == minutes
    assert told(made) == []
    assert hour(made).minutes <= minutes
    assert not hour(made).step(8).planned
    assert (made.steps == plan.steps) is (minutes >= 60)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(60, "60 of 60 min"), (45, "45 of 45 min"), (75, "60 of 75 min · 15 to spare")],
)
def test_the_minutes_in_all(minutes: int, said: str) -> None:
    assert ready(replace(sample(), minutes=minutes), {}).total == said


@pytest.mark.parametrize(
    ("minutes", "number", "said"),
    [(60, 3, 10), (45, 3, 7), (60, 6, 10), (60, 7, 12), (60, 10, 0), (60, 8, 5)],
)
def test_how_many_minutes_are_as_many_as_usual(minutes: int, number: int, said: int) -> None:
    """Whatever the plan says of that very step."""
    plan = replace(sample(), minutes=minutes)
    own = {number: StepChange(skip=True, minutes=2)}
    assert usual(plan, number) == usual(replace(plan, steps=own), number) == said
    assert usual(replace(sample(), clips=()), 6) == 10


def test_the_hint_of_a_steps_minutes_says_how_many() -> None:
    fields = {one.key: one for section in SECTIONS for one in section.fields}
    said = Preparation(replace(sample(), minutes=60))
    assert said.asking(fields["steps.3.minutes"]).hint == "empty: 10, as usual"
    assert said.asking(fields["steps.10.minutes"]).hint == "empty: none, as usual"
    assert said.asking(fields["minutes"]) == fields["minutes"]


LEFT_OUT = [
    ({"stock_clip.title": "-"}, 3, ("stock_clip.codes", "stock_clip.master_scores",
                                    "stock_clip.relation", "stock_clip.frame")),
    ({"clips.1.start": "-"}, 6, ("clips.1.end", "clips.2.start", "clips.2.codes")),
    ({"extra": "-"}, 8, ("extra",)),
]  # fmt: skip


@pytest.mark.parametrize(("dash", "step", "keys"), LEFT_OUT)
def test_what_is_not_wanted_asks_for_nothing_more(
    dash: dict[str, str], step: int, keys: tuple[str, ...]
) -> None:
    """No ring stands beside what is counted as no blank."""
    before = Preparation(Plan("R"))
    assert all(before.asking(FIELDS[key]).needed for key in keys)
    [(key, typed)] = dash.items()
    said = Preparation(*fill(Plan("R"), {}, key, typed))
    assert {one.key for one in said.ready.missing}.isdisjoint(keys)
    assert not any(said.asking(FIELDS[one]).needed for one in keys if one not in dash)


def test_a_field_that_is_blank_is_one_that_is_asked_for() -> None:
    said = Preparation(Plan("R", steps={6: StepChange(skip=True)}))
    asked = {key for key, one in FIELDS.items() if said.asking(one).needed}
    assert {one.key for one in said.ready.missing if one.key in FIELDS} <= asked
    assert "clips.1.questions" not in asked


def test_the_minutes_in_all_say_that_no_clip_is_counted_until_one_is_chosen() -> None:
    plan = replace(sample(), minutes=45, clips=())
    assert ready(plan, {}).total == "36 of 45 min · no clip counted yet"
    without = {number: StepChange(skip=True) for number in (5, 6, 7)}
    assert ready(replace(plan, steps=without), {}).total == "36 of 45 min · 9 to spare"
