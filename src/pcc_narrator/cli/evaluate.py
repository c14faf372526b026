"""`eval`: writers measured over workspaces."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    workspaces: Annotated[
        list[str], typer.Argument(metavar="WORKSPACE@PERIOD…", help="Workspaces, such as my-report@2018-19-Q3.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for eval.md, eval.json and eval.html.")],
    writer: Annotated[
        list[str] | None, typer.Option("--writer", "-w", help="A writer; may be given several times.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Any OpenAI-compatible server.", envvar="OPENAI_BASE_URL")
    ] = None,
    replies: Annotated[
        Path | None, typer.Option("--replies", help="Where replies are kept; OUT/replies by default.")
    ] = None,
    sections: Annotated[str, typer.Option("--sections", help="Only these sections, by id, separated by commas.")] = "",
    beside: Annotated[
        Path | None, typer.Option("--beside", help="A CSV of a report that people wrote: stage (WORKSPACE@PERIOD), "
                                  "section, words. Lengths are set against it.")
    ] = None,
    free: Annotated[
        str, typer.Option("--free", help="A model (openai:MODEL) to write the first workspace WITHOUT constraint. "
                          "It is sent the figures.")
    ] = "",
) -> None:  # fmt: skip
    """Measure writers against one another: what could stand at once and in the end, what fell back, cost, prose.

    The template is always measured too. Replies are kept, so that a second run asks nothing.

    Examples:

      pcc-narrator eval my-report@2018-19-Q3 -w openai:gpt-4.1 -w openai-choose:gpt-4.1 -o outputs/eval

      pcc-narrator eval my-report@2018-19-Q3 -w replay:replies -o outputs/eval

      pcc-narrator eval data/wiltshire-2018-19@2018-19-Q3 --beside data/real-report/words.csv -o outputs/eval
    """
    import json

    from pcc_narrator.atomic import write_text
    from pcc_narrator.drafting.llm.store import Store
    from pcc_narrator.drafting.writers import make_writer, model_of
    from pcc_narrator.errors import InputError, Problem
    from pcc_narrator.evaluating import evaluate as measured
    from pcc_narrator.evaluating import stage_of
    from pcc_narrator.evaluating.baseline import write_freely
    from pcc_narrator.evaluating.lengths import read_lengths
    from pcc_narrator.evaluating.output import as_data, free_rows, markdown, page, rows

    only = tuple(one.strip() for one in sections.split(",") if one.strip())
    kept = replies or out / "replies"
    lengths = read_lengths(beside) if beside is not None else {}
    stages = []
    for name in workspaces:
        folder, at, period = name.rpartition("@")
        if not at:
            raise InputError([Problem(name, "names no period.", "Write WORKSPACE@PERIOD, such as it@2018-19-Q3.")])
        stages.append(stage_of(Path(folder), period, sections=only))

    def tell(line: str) -> None:
        typer.echo(f"… {line}", err=True)

    results = []
    for stage in stages:
        for one in dict.fromkeys(("template", *(writer or ()))):
            tell(f"{stage.name}: {one}")
            made = make_writer(one, base_url=base_url, replies=kept)
            results.append(measured(stage, made, real=lengths.get(stage.name, {}), progress=tell))
    freely = write_freely(stages[0], model_of(free, base_url=base_url, store=Store(kept))) if free else ()
    text = markdown(rows(results))
    if freely:
        table = [("without constraint", f"{free}, {stages[0].name}"), *free_rows(freely)]
        text += "\n" + markdown(table)
    write_text(out / "eval.md", text)
    write_text(out / "eval.json", json.dumps(as_data(results, freely), ensure_ascii=False, indent=1) + "\n")
    write_text(out / "eval.html", page(stages, results, freely, lengths))
    typer.echo(text, nl=False)
    typer.echo(f"Open {out / 'eval.html'}")
    if any(one.refuted_after for one in results):
        raise typer.Exit(1)
