"""`review`, `verify` and `chat`: people and one report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pcc_narrator.cli.options import BaseUrlOption

if TYPE_CHECKING:
    from pcc_narrator.review.oidc import SignIn

OIDC_SECRET = "PCC_NARRATOR_OIDC_SECRET"  # never on the command line: others on the machine could read it there
ModelOption = Annotated[
    str,
    typer.Option(
        "--model", help="Who answers free questions: openai:, azure: or anthropic:MODEL.", envvar="PCC_NARRATOR_MODEL"
    ),
]
NoModelOption = Annotated[bool, typer.Option("--no-model", help="Guarantee that nothing is sent to any model.")]
FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The output folder of `draft`.")]


def review(
    folder: FolderArgument,
    name: Annotated[str, typer.Option("--name", help="Who you are, in the history and the sign-off log.")] = "",
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.", min=0, max=65535)] = 0,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on. Leave it unless a proxy is in front.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", help="A host name, as the proxy passes it on (may be repeated).")
    ] = None,
    user_header: Annotated[
        str, typer.Option("--user-header", help="The header in which the proxy says who has signed in.")
    ] = "",
    oidc: Annotated[
        str, typer.Option("--oidc", help="Sign people in by OpenID Connect: the address of the issuer.")
    ] = "",
    oidc_client: Annotated[str, typer.Option("--oidc-client", help="The id of this program at the issuer.")] = "",
    oidc_claim: Annotated[
        str, typer.Option("--oidc-claim", help="What of the ID token is a person's name.")
    ] = "preferred_username",
    public_url: Annotated[
        str, typer.Option("--public-url", help="With --oidc: where people reach the page, https://…")
    ] = "",
    roles: Annotated[
        Path | None,
        typer.Option("--roles", help='YAML: names to reader, editor, analyst or approver; "*" for all others.'),
    ] = None,
    model: ModelOption = "",
    base_url: BaseUrlOption = None,
    no_model: NoModelOption = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, open nothing.")] = False,
) -> None:
    """Edit, question and sign off a report in the browser, with the checker beside every sentence.

    Examples:

      pcc-narrator review outputs/q3

      pcc-narrator review outputs/q3 --no-browser --port 8321

      OPENAI_API_KEY=… pcc-narrator review outputs/q3 --model openai:gpt-4.1

    Works on the files of the folder; every change is saved as it is made. Ctrl-C stops it.
    """
    from pcc_narrator.errors import InputError, Problem
    from pcc_narrator.review import serve

    if host not in ("127.0.0.1", "localhost", "::1") and not (user_header or oidc):
        advice = "Leave --host out, or let people sign in (docs/deploy.md)."
        raise InputError(
            [Problem("--host", "needs --user-header or --oidc: others could reach the page.", advice, value=host)]
        )
    if oidc and user_header:
        raise InputError([Problem("--oidc", "goes without --user-header.", "Sign people in by one of them.")])
    sign_in = _sign_in(oidc, oidc_client, oidc_claim, public_url) if oidc else None
    serve(
        folder, name=name or _own_name(), host=host, port=port, open_browser=not no_browser,
        hosts=frozenset([*(one.lower() for one in allow_host or ()), *([sign_in.host] if sign_in else [])]),
        user_header=user_header, sign_in=sign_in,
        roles=_roles(roles) if roles else {}, model="" if no_model else model, base_url=base_url,
        tell=lambda line: typer.echo(line),
    )  # fmt: skip


def verify(folder: FolderArgument) -> None:
    """Prove that the sign-off log of a report is unbroken, and that what was signed is what lies there.

    Example:

      pcc-narrator verify outputs/q3

    Exit code 0: proved. 1: something was altered. 2: there is no log.
    """
    from pcc_narrator.review import verify as run

    found = run(folder)
    for problem in found.problems:
        typer.echo(f"wrong: {problem}")
    typer.echo(f"{found.entries} {'entry' if found.entries == 1 else 'entries'}. {found.standing}")
    if found.problems:
        raise typer.Exit(1)
    typer.echo("The log is unbroken.")


def chat(
    folder: FolderArgument,
    question: Annotated[str, typer.Argument(help="A question; without one, ask as many as you like.")] = "",
    model: ModelOption = "",
    base_url: BaseUrlOption = None,
    no_model: NoModelOption = False,
) -> None:
    """Ask the figures of a report. Answers are looked up and proved before they are shown.

    Without --model no model is used, and questions have fixed forms. A model never sees a figure, and what it says is
    shown only if the checker passes it.

    Examples:

      pcc-narrator chat outputs/q3 "which measures got worse for two quarters running?"

      pcc-narrator chat outputs/q3

      pcc-narrator chat outputs/q3 "a summary in 120 words" --model openai:gpt-4.1
    """
    from pcc_narrator.checking import Checker
    from pcc_narrator.contract import read_facts
    from pcc_narrator.review.ask import Library, ask
    from pcc_narrator.review.flags_file import read_flags

    facts = read_facts(folder / "facts.json")
    library = Library(facts, read_flags(folder / "exceptions.json"), Checker(facts))

    asker = None
    if model and not no_model:
        from pcc_narrator.review.ask.free import make_asker

        asker = make_asker(model, base_url)
    report = folder / "report.md"
    texts = [report.read_text(encoding="utf-8", errors="replace")] if report.is_file() else []

    def tell(asked: str, before: str = "") -> str:
        if asker is None:
            answer = ask(asked, library, before)
        else:
            answer = asker.answer(asked, library, texts=texts, before=before)
        if answer.question != " ".join(asked.split()):
            typer.echo(f"({answer.question})")
        for sentence in answer.sentences:
            typer.echo(sentence.text)
        if answer.facts:
            typer.echo("  by " + ", ".join(answer.facts))
        if answer.proof:
            typer.echo(f"  {answer.proof}")
        return answer.question

    if question:
        tell(question)
        return
    talking = sys.stdin.isatty()
    if talking:
        typer.echo("Ask the figures; an empty line ends.")
    before = ""
    while True:
        if talking:
            typer.echo("> ", nl=False)
        asked = sys.stdin.readline().strip()
        if not asked:
            return
        before = tell(asked, before)


def _own_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"


def _sign_in(issuer: str, client: str, claim: str, public_url: str) -> SignIn:
    import os

    from pcc_narrator.errors import InputError, MissingExtraError, Problem

    secret = os.environ.get(OIDC_SECRET, "")
    for option, value in (("--oidc-client", client), ("--public-url", public_url), (OIDC_SECRET, secret)):
        if not value:
            raise InputError([Problem(option, "is needed with --oidc.", "See docs/deploy.md.")])
    try:
        from pcc_narrator.review.oidc import SignIn
    except ImportError:
        raise MissingExtraError("review", "The review page") from None
    return SignIn(issuer, client, secret, public_url, claim)


def _roles(path: Path) -> dict[str, str]:
    import yaml

    from pcc_narrator.errors import InputError, Problem
    from pcc_narrator.review.roles import ROLES

    known = tuple(ROLES)
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise InputError([Problem(str(path), f"is no YAML: {error}.")]) from None
    if not isinstance(found, dict) or not all(role in known for role in found.values()):
        raise InputError([Problem(str(path), "must give each name a role.", f"Roles: {', '.join(known)}.")])
    return {str(name): str(role) for name, role in found.items()}
