"""Signing: paragraphs, the report, notes; and publishing."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, Response

from pcc_narrator.review import signoff
from pcc_narrator.review.bodies import At, NoteId, NoteText, Publish, Sign
from pcc_narrator.review.notes import approve_note, kind_of, withdraw_note, write_note
from pcc_narrator.review.roles import right_for_note
from pcc_narrator.review.site import Site, may, session_of


def add(app: FastAPI, site: Site) -> None:
    """Put the routes on the application."""
    desk = site.desk

    @app.post("/api/read")
    def read(request: Request, body: At) -> dict[str, Any]:
        signoff.mark_read(desk, body.key, body.version, may(request, "edit"))
        return {"states": signoff.standing(desk).blocks}

    @app.post("/api/approve")
    def approve(request: Request, body: Sign) -> dict[str, Any]:
        signoff.approve(desk, body.key, body.version, may(request, "sign"), body.reason)
        return {"states": signoff.standing(desk).blocks}

    @app.post("/api/approve-report")
    def approve_report(request: Request, body: Sign) -> dict[str, Any]:
        signoff.approve_report(desk, body.version, may(request, "sign"), body.reason)
        return {"said": f"The report is approved, by {session_of(request).name}."}

    @app.post("/api/publish")
    def publish(request: Request, body: Publish) -> dict[str, Any]:
        paths = signoff.publish(desk, may(request, "sign"), tuple(body.forms))
        return {"said": f"Published, in the folder {desk.folder.name}:", "files": [path.name for path in paths]}

    @app.get("/published/{name}")
    def published(name: str) -> Response:
        path = signoff.published_file(desk, name)
        return FileResponse(path, filename=f"{desk.folder.name}-{name}", content_disposition_type="attachment")

    @app.post("/api/note")
    def note(request: Request, body: NoteText) -> dict[str, Any]:
        made = write_note(desk, body.kind, body.text, tuple(body.measures), may(request, "edit"))
        return {"id": made.id}

    @app.post("/api/note-approve")
    def note_approve(request: Request, body: NoteId) -> dict[str, Any]:
        return noted(approve_note(desk, body.id, may(request, right_for_note(kind_of(desk, body.id)))))

    @app.post("/api/note-withdraw")
    def note_withdraw(request: Request, body: NoteId) -> dict[str, Any]:
        return noted(withdraw_note(desk, body.id, may(request, right_for_note(kind_of(desk, body.id)))))

    def noted(keys: frozenset[int]) -> dict[str, Any]:
        with desk.lock:
            return site.changed(site.settled(), keys)
