"""Which subjects are told of by their words alone, though not by a whole name."""

from __future__ import annotations

from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.names import name_keys, name_stems
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.tokens import stem


def by_its_words(resolver: Resolver, subject: Subject, read: tuple[Subject, ...]) -> bool:
    """Whether most words that tell a subject from others stand in the sentence or its headings, and one in itself."""
    own = _telling_words(resolver, subject)
    here = {stem(token.key) for token in resolver.sentence.tokens}
    if not own & here:
        return False
    here |= _heading_words(resolver, read)
    return len(own & here) * 10 >= len(own) * 6


def _heading_words(resolver: Resolver, read: tuple[Subject, ...]) -> set[str]:
    """The words of the headings, from the inmost up to the one that names what was read."""
    found: set[str] = set()
    for heading in reversed(resolver.sentence.block.headings):
        words = {stem(key) for key in name_keys(heading)}
        found |= words
        if any(_telling_words(resolver, one) <= words for one in read):
            break
    return found


def in_full(resolver: Resolver, subject: Subject, read: tuple[Subject, ...]) -> bool:
    """Whether every word of a subject stands in the sentence, and more of them than what was read has."""
    here = {stem(token.key) for token in resolver.sentence.tokens}
    mine = all_words(resolver, subject)
    return mine <= here and all(len(mine) > len(all_words(resolver, other)) for other in read)


def told_apart(resolver: Resolver, subject: Subject, read: tuple[Subject, ...]) -> bool:
    """Whether what tells a subject from the one that was read stands in the sentence: "… headcount and … FTE"."""
    here = {stem(token.key) for token in resolver.sentence.tokens}
    mine = all_words(resolver, subject)
    for other in read:
        theirs = all_words(resolver, other)
        if (other.category is None) == (subject.category is None) and mine & theirs:
            apart = mine - theirs
            if (apart and apart <= here) or (not apart and subject.category is None):
                return True
    return False


def all_words(resolver: Resolver, subject: Subject) -> frozenset[str]:
    """The stems of a subject's title and category that say something."""
    measure = resolver.index.measures.get(subject.measure)
    title = measure.title if measure is not None else subject.measure.replace("_", " ")
    return frozenset(name_stems(f"{title} {subject.category or ''}")) - frame_words()


def _telling_words(resolver: Resolver, subject: Subject) -> frozenset[str]:
    if subject.category is not None:
        words = frozenset(name_stems(subject.category))
        return frozenset(word for word in words if word not in frame_words()) or words
    measure = resolver.index.measures.get(subject.measure)
    words = frozenset(name_stems(measure.title if measure is not None else subject.measure.replace("_", " ")))
    return frozenset(word for word in words if word not in frame_words()) or words
