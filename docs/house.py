"""The picture of the package: which room of the package imports which, and how often."""

from __future__ import annotations

from tests.graph import ROOMS, Graph, between_rooms, read_graph, room

CELL, LEFT, TOP = 56, 150, 96
"""Pixels: a square of the table, and the room for the names beside and above it."""
STYLE = (
    "text{font:14px sans-serif;fill:#222}.count{text-anchor:middle}.name{text-anchor:end}"
    ".small{font-size:11px;fill:#666}"
)


def picture(graph: Graph | None = None) -> str:
    """An SVG table, a row for each room that imports and a column for each that is imported.

    The rooms stand in the order of `ROOMS`; nothing lies below the diagonal.
    """
    graph = graph or read_graph()
    counts = {pair: len(found) for pair, found in between_rooms(graph).items()}
    sizes = {name: sum(room(module) == name for module in graph) for name in ROOMS}
    size = len(ROOMS) * CELL
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {LEFT + size + 10} {TOP + size + 40}">',
        f'<style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>',
        *(_names(place, name, sizes[name]) for place, name in enumerate(ROOMS)),
        *(
            _cell(row, column, counts.get((here, there), 0), max(counts.values()))
            for row, here in enumerate(ROOMS)
            for column, there in enumerate(ROOMS)
        ),
        f'<text class="small" x="{LEFT}" y="{TOP + size + 24}">'
        "a row imports a column, so many times; nothing imports what stands before it</text>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _names(place: int, name: str, modules: int) -> str:
    middle = place * CELL + CELL // 2
    across = LEFT + middle
    beside, above = LEFT - 10, TOP - 10
    return (
        f'<text class="name" x="{beside}" y="{TOP + middle}">{name}</text>'
        f'<text class="name small" x="{beside}" y="{TOP + middle + 15}">{modules} modules</text>'
        f'<text transform="rotate(-45 {across} {above})" x="{across}" y="{above}">{name}</text>'
    )


def _cell(row: int, column: int, count: int, most: int) -> str:
    x, y = LEFT + column * CELL, TOP + row * CELL
    fill = "#bbb" if row == column else _shade(count / most) if count else "#f6f6f6"
    box = f'<rect x="{x}" y="{y}" width="{CELL - 2}" height="{CELL - 2}" fill="{fill}"/>'
    if not count:
        return box
    across, down = x + CELL // 2 - 1, y + CELL // 2 + 4
    return f'{box}<text class="count" x="{across}" y="{down}">{count}</text>'


def _shade(share: float) -> str:
    """From pale to Okabe and Ito's blue, by the square root: few imports are seen, too."""
    part = share**0.5
    red, green, blue = (round(255 + (tone - 255) * part) for tone in (86, 180, 233))
    return f"#{red:02x}{green:02x}{blue:02x}"
