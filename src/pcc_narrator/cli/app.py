"""The `pcc-narrator` program: its commands, and how errors reach the person at the desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Annotated, ParamSpec, TypeVar

import typer

from pcc_narrator import __version__
from pcc_narrator.errors import InputError, NarratorError
from pcc_narrator.memory import rest_collector

STYLE_LEARN = "style learn"  # two words, one command: `style` itself takes a report
P = ParamSpec("P")
R = TypeVar("R")


def _explained(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the program's own errors into one clear message and an exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except InputError as error:
            for problem in error.problems:
                typer.echo(f"error: {problem}", err=True)
            count = len(error.problems)
            typer.echo(f"{count} {'problem' if count == 1 else 'problems'} found; nothing was written.", err=True)
            raise typer.Exit(error.exit_code) from None
        except NarratorError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read it has read enough: "| head"
            raise typer.Exit(0) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            typer.echo(f"error: {where}{error.strerror or error}; nothing was changed.", err=True)
            raise typer.Exit(2) from None
        except KeyboardInterrupt:
            typer.echo("\nStopped. The last good output is as it was.", err=True)
            raise typer.Exit(130) from None

    return run


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    os.environ.setdefault("LANGCHAIN_TRACING_V2", "false")


_COMMANDS = {  # each with where it is: what is not asked for is not loaded
    "init": "workspace:init",
    "validate": "workspace:validate",
    "import": "importing:import_",
    "quality": "series:quality",
    "revisions": "series:revisions",
    "facts": "facts:facts",
    "exceptions": "facts:exceptions",
    "draft": "draft:draft",
    "check": "check:check",
    "runs": "runs:runs",
    "models": "models:models",
    "eval": "evaluate:evaluate",
    "style": "style:style",
    STYLE_LEARN: "style_learn:style_learn",
    "render": "render:render",
    "edits": "edits:edits",
    "summary": "summary:summary",
    "variants": "variants:variants",
    "annex": "annex:annex",
    "compare": "compare:compare",
    "review": "review:review",
    "refresh": "refreshing:refresh",
    "verify": "review:verify",
    "chat": "review:chat",
    "schema": "workspace:schema",
}


def program(*only: str) -> typer.Typer:
    """The program with its commands, or with some of them: what is not asked for need not be got ready."""
    made = typer.Typer(
        name="pcc-narrator",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help="Writes a performance report from data, and proves every figure in it.\n\n"
        "Start with a sample:  pcc-narrator init my-report --sample\n\n"
        "Make the report:      pcc-narrator draft my-report --period 2018-19-Q3 --out outputs/q3\n\n"
        "Prove any text:       pcc-narrator check report.md --facts facts.json\n\n"
        "Exit codes: 0 fine, 1 findings, 2 bad input or usage.",
    )
    made.callback()(_root)
    for name in only or _COMMANDS:
        made.command(name)(_explained(_command(name)))
    return made


def _command(name: str) -> Callable[..., None]:
    module, _, function = _COMMANDS[name].partition(":")
    found: Callable[..., None] = getattr(import_module(f"pcc_narrator.cli.{module}"), function)
    return found


def __getattr__(name: str) -> typer.Typer:
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return program()  # all commands


def main() -> None:
    """Run the program. Output is UTF-8 whatever the locale says."""
    rest_collector()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    arguments = sys.argv[1:]
    if arguments[:2] == STYLE_LEARN.split():
        arguments = [STYLE_LEARN, *arguments[2:]]
    asked = arguments[:1]
    program(*(asked if asked and asked[0] in _COMMANDS else ()))(arguments)
