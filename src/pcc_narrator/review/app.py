"""The page and what its script asks for. Every answer is made of the desk; nothing is kept here but who is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BaseModel, ConfigDict, Field

from pcc_narrator import __version__
from pcc_narrator.errors import NarratorError
from pcc_narrator.review import signoff
from pcc_narrator.review.ask import Library, ask
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import Conflict, NotFound, Refused, ReviewError
from pcc_narrator.review.evidence import fact_evidence, uses
from pcc_narrator.review.presence import Presence
from pcc_narrator.review.security import Guard, Session, clean_name
from pcc_narrator.review.verdicts import Verdict
from pcc_narrator.review.views import STATES, VERDICTS, counts, filters, views

_STATIC = {"review.js": "text/javascript", "review.css": "text/css"}
_PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".csv": "text/csv"}
RANKS = {"reader": 0, "editor": 1, "analyst": 1, "approver": 2}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Save(_Body):
    """A new text for a block that was at `version`."""

    key: int
    version: int
    text: str


class Add(_Body):
    """A new block after another."""

    after: int
    text: str


class At(_Body):
    """A block at a version."""

    key: int
    version: int = 0


class Move(At):
    """A block to move up or down."""

    up: bool


class Revert(At):
    """An entry of a block's history whose text is wanted back."""

    event: int


class Sign(At):
    """A signature, with the reason where something is refuted. For the report, `version` is its revision."""

    reason: str = ""


class Publish(_Body):
    """The forms to publish."""

    forms: list[str] = Field(default=["html"], max_length=4)


class Name(_Body):
    """What a person is called."""

    name: str = Field(max_length=200)


class Question(_Body):
    """A question about the data."""

    question: str = Field(max_length=1000)


def make_app(desk: Desk, guard: Guard) -> FastAPI:
    """The application on one desk, behind one guard."""
    app = FastAPI(title="pcc-narrator review", docs_url=None, redoc_url=None, openapi_url=None)
    app.middleware("http")(guard)
    library = Library(desk.facts, desk.flags, desk.verdicts.checker)
    presence = Presence()

    def all_verdicts() -> dict[int, tuple[Verdict, ...]]:
        return desk.verdicts.settled(desk.blocks)

    def changed(request: Request, found: dict[int, tuple[Verdict, ...]], keys: frozenset[int]) -> dict[str, Any]:
        """Views of some blocks, with the order of all."""
        return {
            "blocks": [
                {**view.data(), "html": _template("block.html", view=view, **_WORDS)}
                for view in views(desk, found, keys)
            ],
            "order": [block.key for block in desk.blocks if not block.removed],
            "revision": desk.revision,
        }  # fmt: skip

    def saved(request: Request, key: int, before: int) -> dict[str, Any]:
        """The answer to a change: the block with the verdicts of a quick look, and what else was changed by it."""
        with desk.lock:
            keys = desk.store.changed_since(before) | {key}
            found = {one: desk.verdicts.quick(desk.blocks, one) for one in keys}
            return changed(request, found, keys)

    @app.exception_handler(ReviewError)
    def refused(request: Request, error: ReviewError) -> JSONResponse:
        more: dict[str, Any] = {}
        if isinstance(error, Conflict):
            more = {"theirs": error.text, "version": error.version, "author": error.author, "removed": error.removed}
        return JSONResponse({"error": str(error), **more}, error.status)

    @app.exception_handler(NarratorError)
    def failed(request: Request, error: NarratorError) -> JSONResponse:
        return JSONResponse({"error": str(error)}, 422)

    @app.get("/", response_class=HTMLResponse)
    def page(request: Request) -> str:
        with desk.lock:
            desk.refresh()
            found = all_verdicts()
            shown = views(desk, found)
            kinds, measures = filters(desk, shown)
            return _template(
                "page.html", desk=desk, views=shown, counts=counts(found), missing=desk.verdicts.missing(desk.blocks),
                standing=signoff.standing(desk), session=_session(request), role=request.state.role, kinds=kinds,
                measures=measures, flags=desk.flags, facts=desk.facts, forms=signoff.possible_forms(),
                removed=[block for block in desk.blocks if block.removed and block.editable],
                version=__version__, **_WORDS,
            )  # fmt: skip

    @app.get("/favicon.ico")
    def icon() -> Response:
        return Response(status_code=204)

    @app.get("/static/{name}")
    def static(name: str) -> Response:
        if name not in _STATIC:
            raise NotFound("There is no such file.")
        return Response(_resource(name), media_type=_STATIC[name])

    @app.get("/charts/{name}")
    def chart(name: str) -> Response:
        path = _picture(desk.charts, name)
        return FileResponse(path, media_type=_PICTURES[path.suffix])

    @app.get("/api/changes")
    def changes(request: Request, since: int = 0, editing: int = 0) -> dict[str, Any]:
        session = _session(request)
        presence.say(session.csrf, session.name, editing)
        all_verdicts()  # the slow part, while others may save
        with desk.lock:
            desk.refresh()
            found = all_verdicts()
            answer = changed(request, found, desk.store.changed_since(since)) if desk.revision != since else {}
            signed = signoff.standing(desk)
            missing = desk.verdicts.missing(desk.blocks)
        return {
            **answer, "revision": desk.revision, "counts": counts(found), "missing": [gap.message for gap in missing],
            "report": signed.report, "said": STATES[signed.report], "by": signed.by, "states": signed.blocks,
            "editing": presence.others(session.csrf),
        }  # fmt: skip

    @app.get("/api/block")
    def block(key: int) -> dict[str, Any]:
        found = desk.verdicts.settled(desk.blocks, frozenset({key}))
        shown = views(desk, found, frozenset({key}))
        if not shown:
            raise NotFound("The report has no such paragraph.")
        return shown[0].data()

    @app.get("/api/section")
    def section(request: Request, key: int) -> dict[str, Any]:
        """The settled verdicts of the section of a block."""
        desk.verdicts.settled(desk.blocks, frozenset({key}))  # the slow part, while others may save
        with desk.lock:
            found = desk.verdicts.settled(desk.blocks, frozenset({key}))
            return changed(request, found, frozenset(found))

    @app.post("/api/save")
    def save(request: Request, body: Save) -> dict[str, Any]:
        before = desk.revision
        desk.save(body.key, body.text, body.version, _may(request, 1))
        return saved(request, body.key, before)

    @app.post("/api/add")
    def add(request: Request, body: Add) -> dict[str, Any]:
        before = desk.revision
        made = desk.add(body.after, body.text, _may(request, 1))
        return {**saved(request, made.key, before), "added": made.key}

    @app.post("/api/remove")
    def remove(request: Request, body: At) -> dict[str, Any]:
        before = desk.revision
        desk.remove(body.key, body.version, _may(request, 1))
        return saved(request, body.key, before)

    @app.post("/api/restore")
    def restore(request: Request, body: At) -> dict[str, Any]:
        before = desk.revision
        desk.restore(body.key, _may(request, 1))
        return saved(request, body.key, before)

    @app.post("/api/move")
    def move(request: Request, body: Move) -> dict[str, Any]:
        before = desk.revision
        desk.move(body.key, body.version, body.up, _may(request, 1))
        return saved(request, body.key, before)

    @app.post("/api/revert")
    def revert(request: Request, body: Revert) -> dict[str, Any]:
        before = desk.revision
        desk.revert(body.key, body.version, body.event, _may(request, 1))
        return saved(request, body.key, before)

    @app.get("/evidence/history", response_class=HTMLResponse)
    def history(key: int) -> str:
        return _template("history.html", block=desk.block(key), events=tuple(reversed(desk.history(key))))

    @app.get("/evidence/fact", response_class=HTMLResponse)
    def fact(identifier: Annotated[str, Query(alias="id")]) -> str:
        return _template("fact.html", found=fact_evidence(desk, identifier))

    @app.get("/evidence/claim", response_class=HTMLResponse)
    def claim(key: int, n: int) -> str:
        found = desk.verdicts.settled(desk.blocks, frozenset({key})).get(key, ())
        if not 0 <= n < len(found):
            raise NotFound("The paragraph was changed meanwhile.")
        known = [one for one in found[n].claim.facts if one in desk.facts.by_id]
        return _template(
            "claim.html", verdict=found[n], said=VERDICTS[found[n].claim.verdict], key=key, n=n,
            found=[fact_evidence(desk, one) for one in known[:3]], more=known[3:],
        )  # fmt: skip

    @app.get("/evidence/flag", response_class=HTMLResponse)
    def flag(identifier: Annotated[str, Query(alias="id")]) -> str:
        found = next((one for one in desk.flags if one.id == identifier), None)
        if found is None:
            raise NotFound("There is no such exception.")
        known = [one for one in found.facts if one in desk.facts.by_id]
        return _template(
            "flag.html", flag=found, facts=desk.facts, found=[fact_evidence(desk, one) for one in known[:3]],
            uses=uses(desk, known),
        )  # fmt: skip

    @app.get("/evidence/log", response_class=HTMLResponse)
    def signatures() -> str:
        return _template("log.html", entries=signoff.signatures(desk)[:200])

    @app.post("/api/read")
    def read(request: Request, body: At) -> dict[str, Any]:
        signoff.mark_read(desk, body.key, body.version, _may(request, 1))
        return {"states": signoff.standing(desk).blocks}

    @app.post("/api/approve")
    def approve(request: Request, body: Sign) -> dict[str, Any]:
        signoff.approve(desk, body.key, body.version, _may(request, 2), body.reason)
        return {"states": signoff.standing(desk).blocks}

    @app.post("/api/approve-report")
    def approve_report(request: Request, body: Sign) -> dict[str, Any]:
        signoff.approve_report(desk, body.version, _may(request, 2), body.reason)
        return {"said": f"The report is approved, by {_session(request).name}."}

    @app.post("/api/publish")
    def publish(request: Request, body: Publish) -> dict[str, Any]:
        paths = signoff.publish(desk, _may(request, 2), tuple(body.forms))
        return {"said": f"Published: {', '.join(path.name for path in paths)}, in {desk.folder.name}."}

    @app.post("/api/name")
    def name(request: Request, body: Name) -> dict[str, str]:
        wanted = clean_name(body.name)
        if guard.user_header:
            raise Refused("Your name is given by the sign-in of your office.")
        if not wanted:
            raise Refused("Write your name: it stands beside what you change and sign.")
        _session(request).name = wanted
        return {"name": wanted}

    @app.post("/api/ask", response_class=HTMLResponse)
    def answer(body: Question) -> str:
        return _template("answer.html", answer=ask(body.question, library))

    return app


_WORDS: Mapping[str, Any] = {"states": STATES, "said": VERDICTS}


def _picture(charts: Path, name: str) -> Path:
    """A picture or its data: a plain file that lies in the charts folder itself. Raises NotFound for anything else."""
    known = {path.name: path for path in charts.iterdir()} if charts.is_dir() else {}
    path = known.get(name)
    if path is None or path.suffix not in _PICTURES or path.is_symlink() or not path.is_file():
        raise NotFound("There is no such picture.")
    return path


def _session(request: Request) -> Session:
    session: Session = request.state.session
    return session


def _may(request: Request, rank: int) -> str:
    """The name of whoever asks, if their role goes so far. Raises Refused."""
    if RANKS.get(request.state.role, 0) < rank:
        what = "sign" if rank > 1 else "change the text"
        raise Refused(f"Your role here is {request.state.role}: you can read and ask, but not {what}.")
    return _session(request).name


def _template(name: str, **values: Any) -> str:
    return str(_environment().get_template(name).render(**values))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pcc_narrator.review", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True}
    return environment


@cache
def _resource(name: str) -> bytes:
    return files("pcc_narrator.review").joinpath("static", name).read_bytes()
