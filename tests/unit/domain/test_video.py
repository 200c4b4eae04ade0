"""Places in videos on the web."""

from __future__ import annotations

import pytest

from mqi_tui.domain.video import at_second, has_places, with_place

AT = [
    ("https://video.example.org/1?at={seconds}", "https://video.example.org/1?at=760"),
    ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=760"),
    ("https://youtube.com/watch?t=5s&v=abc#x", "https://youtube.com/watch?v=abc&t=760"),
    ("https://m.youtube.com/watch?v=abc&start=3", "https://m.youtube.com/watch?v=abc&t=760"),
    ("https://youtu.be/abc", "https://youtu.be/abc?t=760"),
    ("https://youtu.be/abc?si=xyz&t=9", "https://youtu.be/abc?si=xyz&t=760"),
    ("https://www.youtube-nocookie.com/embed/abc?start=1",
     "https://www.youtube-nocookie.com/embed/abc?start=760"),
    ("https://vimeo.com/123", "https://vimeo.com/123#t=760s"),
    ("https://player.vimeo.com/video/123?h=1#t=2s", "https://player.vimeo.com/video/123?h=1#t=760s"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "place"), AT)
def test_an_address_leads_to_its_second(address: str, place: str) -> None:
    assert has_places(address)
    assert at_second(address, 760) == place


@pytest.mark.parametrize(
    ("address", "beginning"),
    [
        ("https://youtu.be/abc?si=x&t=9", "https://youtu.be/abc?si=x"),
        ("https://vimeo.com/123#t=2s", "https://vimeo.com/123"),
        ("https://x.org/1?at={seconds}&id=2#top", "https://x.org/1?id=2#top"),
        ("https://x.org/{seconds}?id=2#t={seconds}", "https://x.org/0?id=2"),
        ("https://x.org/1?", "https://x.org/1?"),
    ],
)
def test_the_beginning_of_a_video_needs_no_place(address: str, beginning: str) -> None:
    assert at_second(address, 0) == beginning


@pytest.mark.parametrize(
    "address",
    ["", "https://video.example.org/1", "https://notyoutube.com/watch?v=a", "https://youtube.com.example.org/a"],
)  # fmt: skip
def test_where_it_is_not_known_how_the_address_stays(address: str) -> None:
    assert not has_places(address)
    assert at_second(address, 760) == address


ENDINGS = {"video.example.org": "?start={seconds}", "two.example.org": "#t={seconds}"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://video.example.org/1", "https://video.example.org/1?start={seconds}"),
        ("https://video.example.org/?id=1", "https://video.example.org/?id=1&start={seconds}"),
        ("https://two.example.org/1", "https://two.example.org/1#t={seconds}"),
        ("https://video.example.org/{seconds}", "https://video.example.org/{seconds}"),
        ("https://youtu.be/a", "https://youtu.be/a"),
        ("https://other.example.org/1", "https://other.example.org/1"),
        ("video.example.org/1", "video.example.org/1"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_platform_names_its_places_as_its_programme_says(typed: str, kept: str) -> None:
    assert with_place(typed, ENDINGS) == kept
