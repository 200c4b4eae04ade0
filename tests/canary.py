"""A word that stands in everything private, and must come out at no door for others."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
CANARY = "xylophone"
PUBLIC = {"teacher", "coach", "cycle", "when", "minutes", "goals", "focus", "steps"}
FIXED = {"dimension"}
"""Private, and none of the coach's own words."""
PUBLIC_OF_CLIPS = {"title", "codes", "start", "end", "chosen_by", "master_scores"}


def seeded(value: object) -> object:
    """`value` with the canary at the end of every text in it."""
    if isinstance(value, dict):
        return {
            key: item if key in ("at", "codes") else seeded(item) for key, item in value.items()
        }
    if isinstance(value, list):
        return [seeded(item) for item in value]
    return f"{value} {CANARY}" if isinstance(value, str) else value


def clip(fields: dict[str, object]) -> dict[str, object]:
    return {k: v if k in PUBLIC_OF_CLIPS else seeded(v) for k, v in fields.items()}


def seeded_plan(file: Path) -> Path:
    """The sample, complete in every field, with the canary in all that is private; its file."""
    yaml = YAML()
    data = yaml.load(ROOT / "mqi_tui" / "data" / "sample.yaml")
    for name, value in data.items():
        if name == "stock_clip":
            data[name] = clip(value)
        elif name == "clips":
            data[name] = [clip(one) for one in value]
        elif name not in PUBLIC | FIXED:
            data[name] = seeded(value)
    for part in (data, data["stock_clip"], *data["clips"]):
        part["video"] = "https://video.example.org/?t={seconds}"
    with file.open("w", encoding="utf-8") as out:
        yaml.dump(data, out)
    assert file.read_text(encoding="utf-8").count(CANARY) > 40
    return file
