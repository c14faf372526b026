"""Whether a sentence names a group of a measure ("families" of satisfaction) and not the measure."""

from __future__ import annotations

from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.name_forms import name_stems
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.tokens import stem


def stands_alone(resolver: Resolver, judged: Judged) -> bool:
    """Whether a percentage fits a group of a measure that neither the sentence nor anything before it names, and the
    words say that the group itself moved: "families fell by eight percentage points"."""
    candidate, reading = judged.candidate, judged.reading
    if candidate is None or reading is None or candidate.subject.category is None or resolver.in_table:
        return False
    if candidate.unit not in ("percent", "percentage_points") or reading.role.word is None:
        return False
    measure = resolver.index.measures.get(candidate.subject.measure)
    if measure is None or measure.unit != "percent":
        return False
    carried = resolver.carried
    told = (*resolver.inherited().choices, *carried.told_subjects, *carried.heading.choices)
    if any(one.measure == candidate.subject.measure for one in told):
        return False
    alone = any(is_subject(item) and candidate.subject in resolver.meant(item) for item in resolver.items)
    own = frozenset(name_stems(measure.title)) - frame_words() - frozenset(name_stems(candidate.subject.category))
    said = {stem(token.key) for token in resolver.sentence.tokens}
    said |= {one for heading in resolver.sentence.block.headings for one in name_stems(heading)}
    return alone and not own & said
