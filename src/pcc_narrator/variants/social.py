"""Posts for social media: one a point, each standing alone and within the limit of every network that is named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pcc_narrator.main_points.rank import Subject, chosen
from pcc_narrator.main_points.sentence import headline_change, named, sentences
from pcc_narrator.variants.months import in_months
from pcc_narrator.variants.prove import Prover
from pcc_narrator.variants.types import Source, Variant
from pcc_narrator.wording import changes, periods
from pcc_narrator.wording.nouns import sentence

NAME = "social"
LIMITS = {"X": 280, "Bluesky": 300, "Mastodon": 500, "LinkedIn": 3000}  # characters of a post
LINK = 24  # a link and the blank before it, as X counts them
LONG = 500


def social(source: Source) -> Variant:
    """The posts. A point that does not fit is said more shortly, or left out; nothing is cut in the middle."""
    room = min(LIMITS.values()) - LINK
    prover = Prover(source.facts, f"# {source.about}\n\n")
    posts: list[str] = []
    told: list[str] = []
    for subject in chosen(source.subjects()):
        said = prover.first(way for way in _ways(source, subject) if length(way) <= room)
        if said:
            posts.append(said)
        else:
            told.append(f"No post that fits and that the facts support: {source.name_of(subject)}.")
    blocks = [f"# Posts: {source.about}"]
    if posts:
        blocks += ["## Each by itself", "\n".join(f"- {post}" for post in posts)]
        longer = _thread(posts, LONG - LINK)
        if longer != posts[0]:
            blocks += ["## Several together", longer]
        sizes = [length(post) for post in posts]
        told.insert(
            0, f"{len(posts)} posts of {min(sizes)} to {max(sizes)} characters; {room} and a link fit everywhere."
        )
    else:
        blocks.append("Nothing was flagged in this period.")
    text = "\n\n".join(blocks) + "\n"
    return Variant(NAME, text, prover.whole(text, "posts"), tuple(told))


def length(text: str) -> int:
    """Characters as the networks count them: composed (NFC), wide ones of other scripts and emoji double."""
    composed = unicodedata.normalize("NFC", text)
    return sum(2 if unicodedata.east_asian_width(one) in ("W", "F") else 1 for one in composed)


def _ways(source: Source, subject: Subject) -> Iterator[str]:
    w = source.w
    for said, _ in sentences(w, subject):
        yield f"{source.area}: {in_months(w, said)}."
    change = headline_change(w, subject)
    if change is not None and changes.direction(change):
        said = f"{named(w, subject)} {changes.verb(w, change)} {periods.within(w, change.period)}"
        yield f"{source.area}: {in_months(w, said)}."


def _thread(posts: list[str], room: int) -> str:
    """As many points as fit, the area named once."""
    longer = posts[0]
    for post in posts[1:]:
        rest = sentence(post.partition(": ")[2])
        if length(f"{longer} {rest}") > room:
            break
        longer = f"{longer} {rest}"
    return longer
