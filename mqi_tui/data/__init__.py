"""What is shipped as content: the guide, the rubric, the sample plan, templates and help."""

from pathlib import Path


def shipped(name: str) -> str:
    """The text of the file `name` of this folder, such as `guide.toml`."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
