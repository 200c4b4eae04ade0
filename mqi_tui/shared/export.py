"""The log as a file for others. Only the shared half is known here."""

from __future__ import annotations

from mqi_tui.shared.log import Header, Log


def markdown(log: Log) -> str:
    """The log with its header; what of the header stands in the text already is not repeated."""
    lines = log.text.split("\n")
    missing = [fact for fact in _facts(log.header) if fact not in lines]
    text = log.text.rstrip("\n") + "\n"
    return "\n\n".join(["  \n".join(missing), text]) if missing else text


def _facts(header: Header) -> list[str]:
    facts = {
        "Teacher": header.teacher,
        "Coach": header.coach,
        "Cycle": header.cycle,
        "Date": header.when,
    }
    return [f"{name}: {value}" for name, value in facts.items() if value]
