"""The command line: what may be asked for, and how it is answered.

Each command is the module of its name in `mqi_tui.commands`, imported by first use: what only
reads the library never waits for the screens.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from mqi_tui import __version__
from mqi_tui.commands import Refused, meant
from mqi_tui.data import shipped
from mqi_tui.exports import FORMATS
from mqi_tui.store.errors import StoreError
from mqi_tui.text.clean import visible
from mqi_tui.ui.terminal.process import drop_debugging, private_files, quiet_crashes

BAD_INPUT, USAGE = 1, 2


def main() -> NoReturn:
    """Do what the command line asks, and end the process. Exit 0 done, 1 refused, 2 usage."""
    private_files()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(_finished())
    finally:
        _flush()


def _finished() -> int:
    """Run the command; its exit code. Whatever is wrong with the input is said, a line each."""
    try:
        options = parser().parse_args()
        if not options.debug:
            drop_debugging(os.environ)
            quiet_crashes()
        if getattr(options, "id", None):
            options.id = meant(options.home, options.id)
        code: int = import_module(f"mqi_tui.commands.{options.command}").run(options) or 0
        sys.stdout.flush()
    except (Refused, StoreError) as error:
        return _refused(str(error))
    except BrokenPipeError:
        return 0  # whoever read the output has seen enough
    except OSError as error:
        return _refused(f"{error.filename or 'mqi'}: {(error.strerror or str(error)).lower()}")
    except KeyboardInterrupt:
        return BAD_INPUT
    return code


def _refused(lines: str) -> int:
    for line in lines.split("\n"):
        sys.stderr.write(visible(line) + "\n")
    return BAD_INPUT


def _flush() -> None:
    """Write out what is left; where nobody takes it any more, let it go without a word."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Parser(argparse.ArgumentParser):
    """Complains in one line, without a control character of what was typed."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(visible(f"{self.prog}: {message}; see {self.prog} --help") + "\n")
        sys.exit(USAGE)


class NoLink(argparse.Action):
    """A link is none of what is typed after a command: the shell's history would keep it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        parser.error("start it without the link, it asks for it; so your shell keeps none")


class Main(Parser):
    """`mqi` itself, whose help is written by hand: it is the first thing many people read."""

    def format_help(self) -> str:
        return shipped("help.txt")


def parser() -> argparse.ArgumentParser:
    """Everything that may be typed after `mqi`."""
    main = Main(prog="mqi", parents=[_common()], allow_abbrev=False)
    main.set_defaults(command="home", home=None, debug=False)
    main.add_argument("--version", action="version", version=f"mqi {__version__}")
    commands = main.add_subparsers(metavar="COMMAND", parser_class=Parser)
    common = _common()

    def command(name: str, does: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=does, description=does, parents=[common], allow_abbrev=False
        )
        made.set_defaults(command=name)
        return made

    command("demo", "The sample conversation, live; nothing of it is kept.")
    _plan(command("open", "Check a plan, add it to the library, and show it."))
    _import(command("import", "A plan from a planning guide: Word, Markdown or plain text."))
    live = command("live", "Go on with the running conversation, or the next prepared one.")
    live.add_argument("id", metavar="ID", nargs="?", help="another one, as mqi list names it")
    live.add_argument("--plain", action="store_true", help="in plain lines, for screen readers")
    share = command("share", "The log alone, in this terminal: the window to screen-share.")
    share.add_argument("id", metavar="ID", nargs="?", help="of this one, else of what is open")
    join = command("join", "The log of another computer, by the link that you were given.")
    join.add_argument(
        "link", nargs="?", action=NoLink, default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )
    rehearse = command("rehearse", "Play a whole conversation on a fake clock, and keep it.")
    rehearse.add_argument("plan", type=Path, metavar="PLAN", nargs="?", help="else the sample")
    rehearse.add_argument("--minutes", type=int, metavar="N", help="instead of the plan's")
    _plan(command("check", "What is wrong with a plan file, or the hour it makes."))
    _json(command("list", "All conversations, newest first."))
    show = command("show", "Everything of one conversation, both halves: PRIVATE.")
    _id(show)
    show.add_argument("--json", action="store_true", required=True, help="the form it takes")
    _export(command("export", "The log with its header, and never a word of the private half."))
    _plan_out(command("plan", "The plan as a file to read, print or fill in: PRIVATE."))
    _notes(command("notes", "Your quick notes as a file of their own: PRIVATE."))
    _report(command("report", "For the programme: what was held, how long. No words, no grades."))
    _restore(command("restore", "An earlier state, or a conversation from the trash."))
    _trash(command("trash", "What is in the trash; delete it for good."))
    _backup(command("backup", "The backups of the library: list them, bring something back."))
    command("keys", "Press keys and see what they do, and whether this terminal sends them.")
    _completion(command("completion", "What a shell completes of mqi, as a script for that shell."))
    command("where", "The folders that hold everything.")
    command("doctor", "What is well, and what is not, with folders, files and this terminal.")
    return main


def _common() -> Parser:
    """What may stand before and after a command. No defaults: those after would win."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--home", type=Path, metavar="DIR", help="the folder that holds everything")
    common.add_argument("--debug", action="store_true", help="show faults in full")
    return common


def _plan(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", type=Path, metavar="PLAN", help="a plan file (YAML)")


def _import(command: argparse.ArgumentParser) -> None:
    command.set_defaults(command="importing")
    command.add_argument("file", type=Path, metavar="FILE", help="the guide that you filled in")
    command.add_argument("--teacher", metavar="NAME", default="", help="instead of the file's")
    command.add_argument("--yes", action="store_true", help="import it without asking")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="for programs")


def _export(command: argparse.ArgumentParser) -> None:
    command.set_defaults(refuse=command.error)
    command.add_argument("id", metavar="ID", nargs="?", help="as mqi list names it")
    form = command.add_mutually_exclusive_group(required=True)
    kinds = "; ".join(f"{name}: {one.use}" for name, one in FORMATS.items())
    form.add_argument("--format", choices=[*FORMATS], help=kinds)
    every = "all of these in a folder; without ID, a folder for every conversation"
    form.add_argument("--all", action="store_true", help=every)
    _output(command, "a file, with --all a folder; - or nothing: print it")


def _output(
    command: argparse.ArgumentParser, words: str = "a file; - or nothing: print it"
) -> None:
    command.add_argument("-o", dest="output", metavar="PATH", default="-", help=words)


def _plan_out(command: argparse.ArgumentParser) -> None:
    _id(command)
    kinds = "yaml: a plan file; md, docx: a planning guide"
    command.add_argument("--format", choices=["yaml", "md", "docx"], required=True, help=kinds)
    _output(command)


def _notes(command: argparse.ArgumentParser) -> None:
    _id(command)
    kinds = "md: Markdown, which is meant where none is named; txt: plain text"
    command.add_argument("--format", choices=["md", "txt"], default="md", help=kinds)
    _output(command)


def _report(command: argparse.ArgumentParser) -> None:
    command.add_argument("--csv", action="store_true", help="as a table for programs")
    command.add_argument("--pseudonyms", action="store_true", help="instead of the names")
    command.add_argument("--rehearsals", action="store_true", help="of what was rehearsed instead")
    command.add_argument("--columns", action="store_true", help="only say what each column holds")
    _output(command)


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=["bash", "zsh", "fish"], help="which one")


def _restore(command: argparse.ArgumentParser) -> None:
    _id(command)
    one = command.add_mutually_exclusive_group()
    one.add_argument("--list", action="store_true", help="the states that can be brought back")
    one.add_argument("--diff", type=int, metavar="REV", help="what bringing it back would change")
    one.add_argument("--at", type=int, metavar="REV", help="bring this one back")


def _trash(command: argparse.ArgumentParser) -> None:
    one = command.add_mutually_exclusive_group()
    one.add_argument("--list", action="store_true", help="what is in it, which is meant else, too")
    one.add_argument("--delete", metavar="ID", help="this one for good")
    one.add_argument("--empty", action="store_true", help="all of it for good")
    command.add_argument("--yes", action="store_true", help="without asking")


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", nargs="?", help="bring back this conversation alone")
    one = command.add_mutually_exclusive_group()
    one.add_argument("--now", action="store_true", help="make one now")
    one.add_argument("--bring-back", metavar="DAY", help="what that day's holds and is missing now")


def _id(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="of a conversation, as mqi list names it")
