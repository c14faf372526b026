"""Distances from another area told as changes: "increased by 0.49 per 1,000 compared with the region"."""

from __future__ import annotations

from collections.abc import Mapping

from pcc_narrator.checking.index import DIFFERENCE
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import area_words

_STATES = frozenset({"up", "down", "higher", "lower", "ahead", "behind", "better", "worse", "improvement", "gap"})


def no_changes(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The figures told by a verb or noun of change that are only how far one area is from another: nothing rose or fell
    by as much over time. ("Up on the region" and "2 points higher" tell a distance, and stay.)"""
    found: dict[int, Judged] = {}
    for at, one in judged.items():
        word, candidate = resolver.roles[at].word, one.candidate
        if word is None or candidate is None or candidate.against is None or candidate.statistic not in DIFFERENCE:
            continue
        item = resolver.items[word]
        changes = item.has("direction", "up", "down") or item.has("change_noun", "up", "down")
        if changes and item.key not in _STATES and one.verdict != "refuted":
            figure = resolver.items[at].figure
            said = figure.text if figure is not None else ""
            what = f"that is the distance from {area_words(resolver.index, candidate.against)}, and no change over time"
            found[at] = Judged("refuted", "statistic", f'The text says "{said}"; {what}.', candidate, None, one.reading)
    return found
