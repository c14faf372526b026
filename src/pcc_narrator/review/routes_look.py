"""Looking behind the text: what the evidence panel shows."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import HTMLResponse

from pcc_narrator.review import signoff
from pcc_narrator.review.diff import word_diff
from pcc_narrator.review.errors import NotFound
from pcc_narrator.review.evidence import fact_evidence, uses
from pcc_narrator.review.notes import KINDS, all_notes
from pcc_narrator.review.pages import template
from pcc_narrator.review.refreshing import waiting
from pcc_narrator.review.roles import OF_METHOD
from pcc_narrator.review.site import Site
from pcc_narrator.review.views import VERDICTS, measure_near, measure_titles, wanted_note

_URGENT = ("open", "meaning", "updated")  # what new data did to a sentence: what somebody has to decide comes first


def add(app: FastAPI, site: Site) -> None:
    """Put the routes on the application."""
    desk = site.desk

    @app.get("/evidence/history", response_class=HTMLResponse)
    def history(key: int) -> str:
        events = tuple(reversed(desk.history(key)))
        before = [*(event.text for event in events[1:]), events[-1].text if events else ""]
        return template("history.html", block=desk.block(key), events=events, before=before, diff=word_diff)

    @app.get("/evidence/fact", response_class=HTMLResponse)
    def fact(identifier: Annotated[str, Query(alias="id")]) -> str:
        return template("fact.html", found=fact_evidence(desk, identifier))

    @app.get("/evidence/claim", response_class=HTMLResponse)
    def claim(key: int, n: int) -> str:
        found = site.settled(frozenset({key})).get(key, ())
        if not 0 <= n < len(found):
            raise NotFound("The paragraph was changed meanwhile.")
        known = [one for one in found[n].claim.facts if one in desk.facts.by_id]
        wants, said = wanted_note(desk.block(key).text, found[n].claim)
        return template(
            "claim.html", verdict=found[n], wants_note=wants, sentence=said, says=VERDICTS[found[n].claim.verdict],
            measure=measure_near(found, n), found=[fact_evidence(desk, one) for one in known[:3]], more=known[3:],
        )  # fmt: skip

    @app.get("/evidence/figures", response_class=HTMLResponse)
    def figures(key: int) -> str:
        """The claims of a paragraph as a list: the way to their evidence without a mouse."""
        found = site.settled(frozenset({key})).get(key, ())
        return template("figures.html", block=desk.block(key), verdicts=found)

    @app.get("/evidence/flag", response_class=HTMLResponse)
    def flag(identifier: Annotated[str, Query(alias="id")]) -> str:
        found = next((one for one in desk.flags if one.id == identifier), None)
        if found is None:
            raise NotFound("There is no such exception.")
        known = [one for one in found.facts if one in desk.facts.by_id]
        return template(
            "flag.html", flag=found, facts=desk.facts, found=[fact_evidence(desk, one) for one in known[:3]],
            uses=uses(desk, known),
        )  # fmt: skip

    @app.get("/evidence/notes", response_class=HTMLResponse)
    def notes() -> str:
        return template(
            "notes.html",
            notes=all_notes(desk),
            kinds=KINDS,
            titles=dict(measure_titles(desk.facts)),
            of_method=OF_METHOD,
        )

    @app.get("/evidence/new-data", response_class=HTMLResponse)
    def new_data() -> str:
        blocks = {block.key: block for block in desk.blocks}
        items = [(item, blocks[item.key]) for item in waiting(desk.folder) if item.key in blocks]
        items.sort(key=lambda pair: (bool(pair[0].settled), min(_URGENT.index(s["kind"]) for s in pair[0].sentences)))
        return template("new_data.html", items=items, diff=word_diff)

    @app.get("/evidence/log", response_class=HTMLResponse)
    def signatures() -> str:
        return template("log.html", entries=signoff.signatures(desk)[:200])
