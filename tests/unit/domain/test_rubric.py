"""The rubric's codes, and finding them by a few letters."""

from __future__ import annotations

from itertools import groupby

import pytest

from mqi_tui.domain import rubric

POINTS = ("Not Present", "Low", "Mid", "High")
MEANT = [
    (POINTS, "High", "High"), (POINTS, "not  present", "Not Present"), (POINTS, "0", "Not Present"),
    (POINTS, "3", "High"), (POINTS, "4", ""), (POINTS, "m", "Mid"), (POINTS, "np", "Not Present"),
    (POINTS, "", ""), (POINTS, "x", ""), (POINTS, "²", ""), (("No", "Yes"), "y", "Yes"),
    (("No", "Yes"), "0", "No"), (("1", "2", "3"), "0", ""), (("1", "2", "3"), "3", "3"),
    (("same", "some"), "s", ""),
]  # fmt: skip


@pytest.mark.parametrize(("points", "typed", "point"), MEANT)
def test_a_score_is_known_by_its_name_a_letter_or_its_place(
    points: tuple[str, ...], typed: str, point: str
) -> None:
    assert rubric.meant(points, typed) == point


def test_the_rubric_has_its_codes() -> None:
    names = [code.name for code in rubric.codes()]
    assert len(names) == len(set(names)) == 31
    sizes = [
        (name, len(list(group)))
        for name, group in groupby(rubric.codes(), lambda code: code.dimension)
    ]
    assert sizes == [
        ("", 1),
        ("Richness of the Mathematics", 7),
        ("Working with Students and Mathematics", 3),
        ("Errors and Imprecision", 4),
        ("Common Core Aligned Student Practices", 6),
        ("Whole lesson", 10),
    ]


def test_score_points() -> None:
    for code in rubric.codes():
        if code.whole_lesson:
            assert code.points == ("1", "2", "3", "4", "5")
        elif code.name == "Classroom Work is Connected to Mathematics":
            assert code.points == ("No", "Yes")
        else:
            assert code.points == ("Not Present", "Low", "Mid", "High")


def test_only_errors_are_inverted() -> None:
    inverted = {code.dimension for code in rubric.codes() if code.inverted}
    assert inverted == {"Errors and Imprecision"}


def test_pages_stand_in_order() -> None:
    pages = [code.page for code in rubric.codes() if not code.whole_lesson]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (3, 31)


def test_the_credit_names_the_licence() -> None:
    assert "CC BY-NC-ND 4.0" in rubric.credit()


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("Explanations", "Explanations"),
        ("expl", "Explanations"),
        ("expl stud", "Students Provide Explanations"),
        ("smqr", "Student Mathematical Questioning and Reasoning"),
        ("msm", "Mathematical Sense-Making"),
        ("tcd", "Task Cognitive Demand"),
        ("imprec", "Imprecision in Language or Notation"),
        ("content err", "Mathematical Content Errors"),
        ("LINK", "Linking Between Representations"),
        ("efficient", "Lesson Time is Used Efficiently"),
        ("cgndmd", "Task Cognitive Demand"),
    ],
)
def test_a_few_letters_find_a_code(letters: str, first: str) -> None:
    assert rubric.find(letters)[0].name == first


def test_whole_lesson_codes_come_last() -> None:
    for letters in ("", "math", "stud", "e"):
        last = [code.whole_lesson for code in rubric.find(letters)]
        assert last == sorted(last)
    assert rubric.find("") == rubric.codes()


def test_what_means_nothing_finds_nothing() -> None:
    assert rubric.find("qqq") == ()
    assert rubric.code("") is None
    assert rubric.nearest("") is None
    assert rubric.nearest("xyzzy") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Explanation", "Explanations"),
        ("mathematical languge", "Mathematical Language"),
        ("Richness", "Overall Richness of the Mathematics"),
    ],
)
def test_the_nearest_name(written: str, meant: str) -> None:
    code = rubric.nearest(written)
    assert code is not None
    assert code.name == meant


def test_names_are_known_in_any_case_and_by_abbreviation() -> None:
    code = rubric.code("smqr")
    assert code is not None
    assert code == rubric.code(" student MATHEMATICAL  questioning and reasoning ")
