"""`models`: which models are configured, and whether they answer."""

from __future__ import annotations

import time
from typing import Annotated

import typer


def models(
    writers: Annotated[
        list[str] | None, typer.Argument(metavar="[WRITER…]", help="Writers to try, such as openai:gpt-4.1.")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="Any OpenAI-compatible server.", envvar="OPENAI_BASE_URL"),
    ] = None,
) -> None:
    """List what is configured for a language model, and try each WRITER with one tiny question in each form of reply.

    The question holds nothing of any report. No key is printed.

    Examples:

      pcc-narrator models

      pcc-narrator models openai:gpt-4.1

      pcc-narrator models openai:local --base-url http://127.0.0.1:8080/v1

    Exit code 0; 1 where a writer that was named does not answer.
    """
    from pcc_narrator.drafting.llm.trial import settings, try_writer

    if not writers:
        for line in settings(base_url):
            typer.echo(line)
        typer.echo("Name a writer to try it: pcc-narrator models openai:MODEL")
        return
    fine = True
    for name in writers:
        for result in try_writer(name, base_url=base_url, clock=time.perf_counter):
            fine = fine and result.fine
            typer.echo(f"{name}: {result.shape}: {result.said}")
    if not fine:
        raise typer.Exit(1)
