"""Strings that have broken programs like this one; every place that takes text meets them."""

from __future__ import annotations

HOSTILE = (
    "[/]",
    "[Anna] hi",
    "[@click=app.quit]x[/]",
    "[link=file:///etc/passwd]x[/link]",
    '[a="b]',
    "[bold red on blue",
    "trailing backslash \\",
    "\x1b]0;title\x07",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b[2J\x1b[31mred",
    "\x9b31m and \x90 C1",
    "NUL \x00 DEL \x7f BEL \x07 BS \x08",
    "AA\x1b[201~\x11BB",
    "over\u202eride\u2066isolate\u2069",
    "lone \ud800 surrogate",
    "word\vprocessor\u2028line\u2029breaks\x85and\r\nmore\rof\fthem",
    "e\u0301 A\u030a decomposed",
    "family 👩‍👩‍👧‍👦 flag 🇧🇷 wide 数学 combining a\u0301\u0302\u0303",
    "עברית ومعها العربية",
    "zero\u200bwidth\ufeffbom",
    "=HYPERLINK(1)",
    "# heading\n- [ ] task\n```\nfence",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "x" * 45_000,
    "",
    " ",
    "\n\n\n",
)
"""Raw, as they may come in: `mqi_tui.text.clean.clean` has not seen them."""
