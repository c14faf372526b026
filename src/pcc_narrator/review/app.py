"""The application: the page, its files, and the routes of its script. Nothing is kept here but who is there."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response

from pcc_narrator import __version__
from pcc_narrator.errors import NarratorError
from pcc_narrator.review import routes_ask, routes_look, routes_sign, routes_text, signoff
from pcc_narrator.review.ask import examples
from pcc_narrator.review.ask.free import Asker
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import Conflict, NotFound, ReviewError
from pcc_narrator.review.notes import KINDS
from pcc_narrator.review.pages import PICTURES, STATIC, picture, resource, template
from pcc_narrator.review.refreshing import waiting
from pcc_narrator.review.roles import rights
from pcc_narrator.review.security import Guard
from pcc_narrator.review.site import Site, session_of
from pcc_narrator.review.views import counts, filters, measure_titles, views


def make_app(desk: Desk, guard: Guard, asker: Asker | None = None) -> FastAPI:
    """The application on one desk, behind one guard. `asker` answers free questions; without one, look-ups only."""
    app = FastAPI(title="pcc-narrator review", docs_url=None, redoc_url=None, openapi_url=None)
    app.middleware("http")(guard)
    site = Site(desk, guard, asker)

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
            found = site.settled()
            shown = views(desk, found)
            kinds, measures = filters(desk, shown)
            return template(
                "page.html", desk=desk, views=shown, counts=counts(found), missing=desk.verdicts.missing(desk.blocks),
                standing=signoff.standing(desk), session=session_of(request), role=request.state.role,
                may=sorted(rights(request.state.role)), kinds=kinds,
                measures=measures, flags=desk.flags, facts=desk.facts, forms=signoff.possible_forms(),
                removed=[block for block in desk.blocks if block.removed and block.editable],
                model=asker.name if asker else "", note_kinds=KINDS, all_measures=measure_titles(desk.facts),
                own_name=not guard.names_people, version=__version__,
                examples=examples(site.library), open_items=[one for one in waiting(desk.folder) if not one.settled],
            )  # fmt: skip

    @app.get("/favicon.ico")
    def icon() -> Response:
        return Response(status_code=204)

    @app.get("/static/{name}")
    def static(name: str) -> Response:
        if name not in STATIC:
            raise NotFound("There is no such file.")
        return Response(resource(name), media_type=STATIC[name])

    @app.get("/charts/{name}")
    def chart(name: str) -> Response:
        path = picture(desk.charts, name)
        return FileResponse(path, media_type=PICTURES[path.suffix])

    for routes in (routes_text, routes_look, routes_sign, routes_ask):
        routes.add(app, site)
    return app
