"""The page as the hub gives it: what a browser is told of it, what it may do, who can use it."""

from __future__ import annotations

import http.client
from typing import Any

import pytest

from mqi_tui.share import page
from tests.canary import ROOT
from tests.share.wire import GUEST, PUBLIC, READER
from tests.web.conftest import Open
from tests.web.stage import NAMES, Table

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
LARGEST = 130 * 1024


def asked(seated: Table, path: str = "/", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", seated.served.port, timeout=10)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def test_it_is_one_small_file_that_asks_for_nothing_else(seated: Table, come: Open) -> None:
    assert len(page._page()[1]) <= LARGEST
    guest = come(GUEST)
    asked_for: list[str] = []
    guest.page.on("request", lambda request: asked_for.append(request.url))
    guest.page.reload()
    guest.says("Saved")
    assert asked_for == [guest.page.url]


def test_it_comes_with_what_a_browser_must_know(seated: Table) -> None:
    answer = asked(seated, **{"Accept-Encoding": "gzip"})
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    policy = answer.headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'sha256-", "connect-src 'self'",
                 "frame-ancestors 'none'", "require-trusted-types-for 'script'"):  # fmt: skip
        assert part in policy
    assert asked(seated).read() == page.FILE.read_bytes()


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/", PUBLIC, 200),
        ("/", "evil.example", 403),
        ("/log", "127.0.0.1", 403),
        ("/../data/page.html", "127.0.0.1", 403),
        ("/?token=x", "127.0.0.1", 403),
    ],
)
def test_there_is_nothing_else_and_under_no_other_name(
    seated: Table, path: str, host: str, status: int
) -> None:
    assert asked(seated, path, Host=host).status == status


def test_no_foreign_script_picture_or_address_is_reached(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    tried = guest.page.evaluate("""async () => {
      const out = {}
      const t = (name, f) => { try { f(); out[name] = 'done' } catch (e) { out[name] = e.name } }
      t('html', () => { document.createElement('div').innerHTML = '<b>x</b>' })
      await new Promise(done => setTimeout(() => {
        t('eval', () => (0, eval)('1'))
        done()
      }))
      const image = new Image()
      out.image = await new Promise(done => {
        image.onload = () => done('done')
        image.onerror = () => done('kept out')
        image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='
      })
      out.fetch = await fetch('http://localhost:1/').then(() => 'done', () => 'kept out')
      return out
    }""")
    assert "done" not in tried.values(), tried


def test_no_page_of_another_site_shows_it_or_speaks_to_the_hub(seated: Table, come: Open) -> None:
    guest = come(GUEST)
    other = guest.page.context.new_page()
    port = seated.served.port
    other.route("http://evil.example/", lambda route: route.fulfill(
        content_type="text/html", body=f"""<iframe src="http://127.0.0.1:{port}/"></iframe><script>
        const w = new WebSocket("ws://127.0.0.1:{port}/log", ["mqi.1", "mqi.token.{GUEST}"])
        w.onopen = () => {{ document.title = "open" }}
        w.onerror = () => {{ document.title = "refused" }}</script>"""))  # fmt: skip
    other.goto("http://evil.example/")
    other.wait_for_function("document.title !== ''")
    assert other.title() == "refused"
    assert not any(frame.locator("#log").count() for frame in other.frames)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("token", [GUEST, READER])
def test_who_cannot_see_or_point_can_use_it(
    seated: Table, come: Open, scheme: Any, token: str
) -> None:
    """As far as axe can tell: no violation in either field, with all there is to show."""
    if not AXE.is_file():
        pytest.skip("axe is not here: npm ci --ignore-scripts in web/ brings it")
    seated.says(moment="step 4 of 10 · 3:00 left", speakers=NAMES, caret=[9, 9])
    guest = come(token, "read along" if token == READER else "Saved", color_scheme=scheme,
                 bypass_csp=True, reduced_motion="reduce")  # fmt: skip
    for field in (".cm-content", ".plain"):
        guest.page.locator(field).click(position={"x": 5, "y": 5})
        guest.page.get_by_text("More").click()
        guest.page.add_script_tag(path=AXE)
        found = guest.page.evaluate("async () => (await axe.run()).violations")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], field
        guest.page.get_by_role("button", name="Plain text").click()


def test_colours_can_be_chosen_and_stay(seated: Table, come: Open) -> None:
    guest = come(GUEST, color_scheme="light")
    paper = "getComputedStyle(document.querySelector('.cm-content')).backgroundColor"
    light = guest.page.evaluate(paper)
    guest.page.get_by_text("More").click()
    guest.page.get_by_label("Colours").select_option("dark")
    dark = guest.page.evaluate(paper)
    assert dark != light
    guest.page.get_by_label("Colours").select_option("auto")
    assert guest.page.evaluate(paper) == light
    guest.page.emulate_media(color_scheme="dark")
    guest.until(lambda: guest.page.evaluate(paper) == dark, "as on the device")
    guest.page.emulate_media(color_scheme="light")
    guest.page.get_by_label("Colours").select_option("dark")
    guest.page.reload()
    guest.says("Saved")
    assert guest.page.evaluate(paper) != light


def test_on_paper_all_lines_are_there_as_a_document_and_no_button(
    seated: Table, come: Open
) -> None:
    seated.replace("", "line\n" * 300)
    guest = come(GUEST, color_scheme="dark")
    guest.line("Clip 1").click()
    guest.page.locator(".source").wait_for()
    drawn = "document.querySelectorAll('.cm-line').length"
    assert guest.page.evaluate(drawn) < 300
    guest.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    guest.page.emulate_media(media="print")
    guest.page.wait_for_function(f"() => {drawn} > 300")
    assert guest.page.locator(".source").count() == 0
    assert not guest.page.get_by_text("More").is_visible()
    ink = "() => getComputedStyle(document.querySelector('.cm-content')).color"
    assert guest.page.evaluate(ink) == "rgb(0, 0, 0)"


def test_on_paper_a_plain_field_is_all_its_lines(seated: Table, come: Open) -> None:
    seated.replace("", "line\n" * 300)
    guest = come(GUEST, has_touch=True, is_mobile=True)
    guest.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    guest.page.emulate_media(media="print")
    assert guest.page.locator("#paper").text_content() == seated.text
    guest.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert guest.page.locator("#paper").text_content() == ""


def test_the_keyboard_alone_reaches_all_and_is_caught_nowhere(come: Open) -> None:
    guest = come(GUEST)
    reached = []
    for _ in range(5):
        guest.page.keyboard.press("Tab")
        name = "one => one.getAttribute('aria-label') ?? one.textContent"
        reached.append(guest.page.locator(":focus").evaluate(name))
    wanted = ["More", "The log of our conversation", "Tick", "Whose words", "Now: Clip 1"]
    assert reached == wanted
    for name, does in (("Tick", "takes the tick away"), ("Whose words", "who said it")):
        said = guest.page.get_by_role("button", name=name, exact=True).get_attribute("title") or ""
        assert does in said
        assert "ey" in said, "its key, or that it has none"


def test_a_phone_shows_it_without_scrolling_sideways(come: Open) -> None:
    guest = come(GUEST, viewport={"width": 390, "height": 844})
    assert guest.page.evaluate("document.documentElement.scrollWidth") <= 390
    box = guest.page.locator("#state").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390
