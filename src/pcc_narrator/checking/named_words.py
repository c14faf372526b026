"""Which subjects are told of by their words alone, though not by a whole name."""

from __future__ import annotations

from functools import lru_cache

from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.name_forms import name_keys, name_stems
from pcc_narrator.checking.named import is_firm
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.tokens import stem


def by_its_words(resolver: Resolver, at: int, subject: Subject, read: tuple[Subject, ...]) -> bool:
    """Whether most words that tell a subject from others stand in the sentence or its headings, and one in itself. In a
    clause that names in full what was read, they must stand in the clause."""
    own = _telling_words(resolver, subject)
    here = _words_for(resolver, at, read)
    apart = own.difference(*(_telling_words(resolver, one) for one in read))
    if not own & here or (apart and not apart & here):
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
    """Whether every word of a name of a subject stands in the sentence, and more of them than what was read has."""
    here = resolver.stems
    mine = all_words(resolver, subject)
    if mine <= here and all(len(mine) > len(all_words(resolver, other)) for other in read):
        return True
    told = _said(resolver, subject)
    return told > 1 and all(told > _said(resolver, other) for other in read)


def _said(resolver: Resolver, subject: Subject) -> int:
    """How many words the longest name of a measure has that the sentence has all words of, in whatever form."""
    if subject.category is not None:
        return 0
    names = (words for measure, words in resolver.names.rooted if measure == subject.measure)
    return max((len(words) for words in names if words <= resolver.roots), default=0)


def told_apart(resolver: Resolver, at: int, subject: Subject, read: tuple[Subject, ...]) -> bool:
    """Whether what tells a subject from the one that was read stands in the sentence: "… headcount and … FTE". In a
    clause that names in full what was read, it must stand in the clause."""
    here = _words_for(resolver, at, read)
    mine = all_words(resolver, subject)
    for other in read:
        theirs = all_words(resolver, other)
        if (other.category is None) == (subject.category is None) and mine & theirs:
            apart = mine - theirs
            if apart and apart <= here:
                return True
            if not apart and subject.category is None:
                return True
    return False


def _words_for(resolver: Resolver, at: int, read: tuple[Subject, ...]) -> frozenset[str]:
    """The words of a figure's clause, where that names what was read; else those of the sentence."""
    clause = [item for item in resolver.items if item.clause == resolver.items[at].clause]
    named = any(set(resolver.meant(item)) & set(read) for item in clause if is_firm(item))
    if not named or len(clause) == len(resolver.items):
        return resolver.stems
    first, last = clause[0].start, clause[-1].end
    return frozenset(stem(token.key) for token in resolver.sentence.tokens if first <= token.start < last)


def all_words(resolver: Resolver, subject: Subject) -> frozenset[str]:
    """The stems of a subject's title and category that say something."""
    measure = resolver.index.measures.get(subject.measure)
    title = measure.title if measure is not None else subject.measure.replace("_", " ")
    return _words_of_name(f"{title} {subject.category or ''}")


@lru_cache(1 << 12)
def _words_of_name(name: str) -> frozenset[str]:
    return _telling(name_stems(name))


def _telling_words(resolver: Resolver, subject: Subject) -> frozenset[str]:
    measure = resolver.index.measures.get(subject.measure)
    title = measure.title if measure is not None else subject.measure.replace("_", " ")
    words = name_stems(title if subject.category is None else subject.category)
    return _telling(words) or frozenset(words)


def _telling(words: tuple[str, ...]) -> frozenset[str]:
    """Those of a name's words that say something; where only one does, with the word for whom it is about: the "person"
    of "theft from the person" tells it from thefts of other kinds."""
    content = frozenset(words) - frame_words()
    return content | (frozenset(words) & _WHOM) if len(content) == 1 else content


_WHOM = frozenset({"person", "people"})
