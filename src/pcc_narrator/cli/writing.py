"""Which writer a command uses: by flag, by environment, by plan, else the template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pcc_narrator.drafting.house import House
    from pcc_narrator.drafting.llm.overheard import Overheard

VOICE = "voice.toml"
REPLIES = "replies"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: a writer by name, where its replies are kept, and the house's manner."""

    writer: str
    replies: Path | None
    voice: House


def asked_for(
    *, writer: str | None, no_model: bool, workspace: Path | None, out: Path, replies: Path | None, voice: Path | None
) -> Asked:
    """The writer by name, with its folders. Raises WriterError where --no-model forbids it.

    Replies are kept in the workspace (`replies`), or beside the output folder where there is no such folder.
    """
    from pcc_narrator.drafting.house import House
    from pcc_narrator.drafting.voice import read_voice
    from pcc_narrator.drafting.writers import kept_in, parse_name
    from pcc_narrator.errors import WriterError

    name = writer or (_planned(workspace) if workspace is not None else "") or "template"
    parsed = parse_name(name)
    if no_model and parsed.sends:
        raise WriterError(f"--no-model forbids the writer {name!r}; use template or replay:FOLDER.")
    home = workspace / REPLIES if workspace is not None and workspace.is_dir() else out.with_name(f"{out.name}.replies")
    own = workspace / VOICE if workspace is not None and workspace.is_dir() else None
    learnt = voice or (own if own is not None and own.is_file() else None)
    return Asked(name, kept_in(replies) or (home if parsed.sends else None), read_voice(learnt) if learnt else House())


def _planned(workspace: Path) -> str:
    """The writer that plan.yaml names; nothing where it cannot be read, which loading it will explain."""
    import yaml

    try:
        plan = yaml.safe_load((workspace / "plan.yaml").read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return ""
    return str(plan.get("writer") or "") if isinstance(plan, dict) else ""


def show_dry_run(heard: Overheard, server: str) -> None:
    """Each request as it would be sent, and what it would come to."""
    from pcc_narrator.drafting.writers import price_from_environment

    new = [request for request in heard.requests if request.key not in heard.kept]
    for number, request in enumerate(new, start=1):
        if number == 1:
            typer.echo(f"=== system message, the same in every request\n{request.system}\n")
        typer.echo(f"=== request {number} of {len(new)}: about {request.about_tokens:,} tokens\n{request.user}\n")
        typer.echo(f"reply: at most {request.most_tokens:,} tokens, of this JSON Schema\n{request.schema}\n")
    sent = sum(request.about_tokens for request in new)
    most = sum(request.most_tokens for request in new)
    price = price_from_environment()
    cost = "" if price is None else f", at most {price.of(sent, most):.2f} at the price given"
    typer.echo(
        f"{len(new)} requests to {server}: about {sent:,} tokens sent, at most {most:,} received{cost}; "
        f"{len(heard.kept)} more are answered by kept replies. Paragraphs that are refused go back, at most twice."
    )
    typer.echo("Nothing was sent, and nothing was written.")
