"""Names and ids from the header; folders from the environment."""

from pathlib import Path

import pytest

from mqi_tui.domain.ids import is_id
from mqi_tui.store import names
from mqi_tui.store.home import Home, make_folder


@pytest.mark.parametrize(
    ("teacher", "slug"),
    [
        ("Ms. Rivera", "rivera"),
        ("Dr. María-José Señor Núñez", "maria-jose-nunez"),
        ("Prof. Dr. Lark", "lark"),
        ("Coach", "coach"),
        ("Zoë Łukasiewicz-Ñandú", "zoe-lukasiewicz-nandu"),
        ("Frau Weiß", "weiss"),
        ("O'Neil, J.", "o-neil-j"),
        ("王老师", "王老师"),
        ("김 선생님", "김-선생님"),
        ('../..\\con:*?"<>|', "con"),
        ("\x1b]52;c;x\x07", "52-c-x"),
        ("😀", "teacher"),
        ("", "teacher"),
        ("x" * 300, "x" * names.LONGEST),
    ],
)
def test_slug(teacher: str, slug: str) -> None:
    assert names.slug(teacher) == slug


@pytest.mark.parametrize(
    ("header", "stem", "id"),
    [
        (
            {"teacher": "Ms. Rivera", "cycle": 6, "when": "2026-11-24 16:00"},
            "2026-11-24 rivera 6",
            "2026-11-24-rivera-6",
        ),
        ({"teacher": "Rivera"}, "2026-01-02 rivera", "2026-01-02-rivera"),
        ({"when": "../../x", "cycle": "../1"}, "2026-01-02 teacher", "2026-01-02-teacher"),
    ],
)
def test_stem_and_id(header: dict[str, object], stem: str, id: str) -> None:  # noqa: A002
    assert names.stem(header, "2026-01-02") == stem
    assert names.id_of(stem) == id
    assert is_id(id)


@pytest.mark.parametrize("text", ["", ".", "..", "a/b", "a\\b", "-x", "a" * 99, None, 3, "a\n"])
def test_what_is_no_id(text: object) -> None:
    assert not is_id(text)


def test_a_named_root_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MQI_HOME", str(tmp_path / "environment"))
    assert Home.find(tmp_path / "a").library == tmp_path / "a" / "library"
    assert Home.find().state == tmp_path / "environment" / "state"
    monkeypatch.delenv("MQI_HOME")
    home = Home.find()
    assert len({home.library, home.state, home.config}) == 3
    assert not (tmp_path / "a").exists(), "asking makes nothing"


def test_folders_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a" / "b")
    assert [path.stat().st_mode & 0o777 for path in (folder, folder.parent)] == [0o700, 0o700]
