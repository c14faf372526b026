"""Asking: questions about the figures, and other wordings of a paragraph."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from pcc_narrator.review.ask import ask
from pcc_narrator.review.bodies import Question
from pcc_narrator.review.pages import template
from pcc_narrator.review.passages import passage_of, subjects_at
from pcc_narrator.review.site import Site


def add(app: FastAPI, site: Site) -> None:
    """Put the routes on the application."""
    desk = site.desk

    @app.post("/api/ask", response_class=HTMLResponse)
    def answer(body: Question) -> str:
        library = site.library
        if site.asker is None:
            found = ask(body.question, library, body.before, subjects_at(desk, body.key))
        else:
            texts = [block.text for block in desk.blocks if not block.removed]
            found = site.asker.answer(
                body.question, library, texts=texts, passage=passage_of(desk, body.key), before=body.before
            )
        desk.remember(found.computed)
        return template("answer.html", answer=found)
