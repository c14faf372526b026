"""`style learn`: the manner of earlier reports, in a file that can be edited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def style_learn(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT…", help="Earlier reports: Markdown, text, .docx.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")] = Path("voice.toml"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over a file that is there.")] = False,
) -> None:
    """Learn the manner of earlier reports: sentence length, terms, order, and masked sentences.

    The file is for people to edit: `draft --voice voice.toml` shows it to a model and says its terms in the program's
    own sentences; a voice.toml in the workspace is used without being named. No figure of an old report can reach a
    new one: they are masked here, and a file
    that holds one is refused.

    Examples:

      pcc-narrator style learn last-year.md last-quarter.docx -o my-report/voice.toml

    Exit code 0; 2 where a report cannot be read or holds too little prose.
    """
    from pcc_narrator.atomic import write_text
    from pcc_narrator.checking.document import read_document as taken_apart
    from pcc_narrator.cli.reading import read_document
    from pcc_narrator.drafting.voice import Report, learn, to_toml
    from pcc_narrator.errors import InputError, Problem

    if out.exists() and not overwrite:
        raise InputError([Problem(str(out), "is there already.", "Name another with --out, or use --overwrite.")])
    read = []
    for path in reports:
        document = taken_apart(read_document(path))
        read.append(Report(path.name, document.prose, document.blocks))
    voice = learn(read)
    write_text(out, to_toml(voice))
    typer.echo(
        f"{len(voice.exemplars)} masked sentences, {len(voice.terms)} terms; about {voice.words_in_a_sentence} words "
        f"in a sentence. Read and edit {out}."
    )
