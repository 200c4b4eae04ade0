"""Equations on a line, as people type them; no letter of one is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mqi_tui.files.guide.equations import linear
from tests.guide.parts import SPACES

Tree = str | tuple[str, "Tree"] | list["Tree"]


def r(text: str) -> str:
    return f"<m:r><w:rPr><w:i/></w:rPr><m:t>{text}</m:t></m:r>"


def of(name: str, *parts: tuple[str, str], **told: str) -> str:
    """An element with parts by their names, and properties."""
    properties = "".join(f'<m:{key} m:val="{value}"/>' for key, value in told.items())
    inside = "".join(f"<m:{part}>{words}</m:{part}>" for part, words in parts)
    return f"<m:{name}><m:{name}Pr>{properties}</m:{name}Pr>{inside}</m:{name}>"


def over(above: str, below: str, **told: str) -> str:
    return of("f", ("num", above), ("den", below), **told)


def power(base: str, high: str) -> str:
    return of("sSup", ("e", base), ("sup", high))


def said(inside: str) -> str:
    return linear(etree.fromstring(f"<m:oMath {SPACES}>{inside}</m:oMath>"))


HALF = over(r("1"), r("2"))
MATRIX = of("m", ("mr", f"<m:e>{r('a')}</m:e><m:e>{r('b')}</m:e>"),
            ("mr", f"<m:e>{r('c')}</m:e><m:e>{r('d')}</m:e>"))  # fmt: skip
CASES = {
    "1/2+x^3": HALF + r("+") + power(r("x"), r("3")),
    "5 1/2": r("5") + HALF,
    "1/2 x": HALF + r("x"),
    "(a+b)/(2c+1)": over(r("a+b"), r("2c+1")),
    "(1/2)/3": over(HALF, r("3")),
    "(n over k)": of("d", ("e", over(r("n"), r("k"), type="noBar"))),
    "x^(n+1)": power(r("x"), r("n+1")),
    "(a+b)^2": power(of("d", ("e", r("a+b"))), r("2")),
    "(1/2)^2": power(HALF, r("2")),
    "a_1": of("sSub", ("e", r("a")), ("sub", r("1"))),
    "a_i^2": of("sSubSup", ("e", r("a")), ("sub", r("i")), ("sup", r("2"))),
    "_n^k C": of("sPre", ("sub", r("n")), ("sup", r("k")), ("e", r("C"))),
    "√(x+1)": of("rad", ("deg", ""), ("e", r("x+1")), degHide="1"),
    "∛(8)": of("rad", ("deg", r("3")), ("e", r("8"))),
    "√[n](8)": of("rad", ("deg", r("n")), ("e", r("8"))),
    "∑_(k=1)^n k^2": of("nary", ("sub", r("k=1")), ("sup", r("n")),
                       ("e", power(r("k"), r("2"))), chr="∑"),
    "∫_0^1 x": of("nary", ("sub", r("0")), ("sup", r("1")), ("e", r("x"))),
    "lim_(x→0) x": of("func", ("fName", of("limLow", ("e", r("lim")), ("lim", r("x→0")))),
                     ("e", r("x"))),
    "sin x": of("func", ("fName", r("sin")), ("e", r("x"))),
    "sin(x)": of("func", ("fName", r("sin")), ("e", of("d", ("e", r("x"))))),
    "|x|": of("d", ("e", r("x")), begChr="|", endChr="|"),
    "{x=1; y=2": of("d", ("e", of("eqArr", ("e", r("x&amp;=1")), ("e", r("y&amp;=2")))),
                   begChr="{", endChr=""),
    "(a, b; c, d)": of("d", ("e", MATRIX)),
    "[a, b; c, d]": MATRIX,
    "x\u0302": of("acc", ("e", r("x"))),
    "(AB)\u20d7": of("acc", ("e", r("AB")), chr="\u20d7"),
    "0.3\u0305": r("0.") + of("bar", ("e", r("3")), pos="top"),
    "⏟(x+y)_2": of("limLow", ("e", of("groupChr", ("e", r("x+y")))), ("lim", r("2"))),
    "4\u0336/8": over(of("borderBox", ("e", r("4")), strikeBLTR="1"), r("8")),
    "x≠y": of("box", ("e", r("x≠y"))),
    "f(x)": r("f\u2061") + of("d", ("e", r("x"))),
    "x=2": r("x=") + f"<w:del>{r('1')}</w:del><w:ins>{r('2')}</w:ins>",
    "new": f"<m:later><m:odd>{r('new')}</m:odd></m:later>",
}  # fmt: skip


@pytest.mark.parametrize("words", CASES)
def test_an_equation_is_what_people_would_type(words: str) -> None:
    assert said(CASES[words]) == words


TWO = [("f", "num", "den"), ("sSup", "e", "sup"), ("sSub", "e", "sub"), ("nary", "sub", "e"),
       ("rad", "deg", "e"), ("func", "fName", "e"), ("limLow", "e", "lim"), ("d", "e", "e"),
       ("eqArr", "e", "e"), ("unknown", "e", "part")]  # fmt: skip
TREES = st.recursive(
    st.from_regex(r"[a-z0-9]{1,4}", fullmatch=True).map(r),
    lambda inner: st.builds(
        lambda form, first, second: of(form[0], (form[1], first), (form[2], second)),
        st.sampled_from(TWO), inner, inner,
    ),
)  # fmt: skip


@given(TREES)
def test_no_letter_of_an_equation_is_lost(tree: str) -> None:
    root = etree.fromstring(f"<m:oMath {SPACES}>{tree}</m:oMath>")
    letters = sorted("".join(root.itertext()))
    assert sorted(char for char in said(tree) if char.isalnum() and char.isascii()) == letters or (
        {"∛", "∜", "√"} & set(said(tree))
    )
