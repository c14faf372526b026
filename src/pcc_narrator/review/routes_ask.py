"""Asking: questions about the figures, and other wordings of a paragraph."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from pcc_narrator.review.ask import ask
from pcc_narrator.review.ask.free import Passage
from pcc_narrator.review.bodies import Question
from pcc_narrator.review.pages import template
from pcc_narrator.review.site import Site


def add(app: FastAPI, site: Site) -> None:
    """Put the routes on the application."""
    desk = site.desk

    @app.post("/api/ask", response_class=HTMLResponse)
    def answer(body: Question) -> str:
        library = site.library
        if site.asker is None:
            found = ask(body.question, library, body.before)
        else:
            texts = [block.text for block in desk.blocks if not block.removed]
            found = site.asker.answer(
                body.question, library, texts=texts, passage=_passage(body.key), before=body.before
            )
        desk.remember(found.computed)
        return template("answer.html", answer=found)

    def _passage(key: int) -> Passage | None:
        with desk.lock:
            block = next((one for one in desk.blocks if one.key == key), None)
            if block is None or not block.editable or block.removed:
                return None
            blocks = desk.blocks
            return Passage(
                key, block.text, desk.verdicts.quick(blocks, key),
                lambda text: desk.verdicts.instead(blocks, key, text),
            )  # fmt: skip
