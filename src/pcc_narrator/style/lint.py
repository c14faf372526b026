"""A text and rules of style → findings, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pcc_narrator.style.checks import CHECKS, Hit, Stretch
from pcc_narrator.style.types import Document, Finding, Passage, Rule

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’\n]{12,}’(?!\w)")
_NOTE = re.compile(r"<!--\s*note\.\S+\s*-->")  # the mark that drafts put behind a paragraph in approved words


def lint(document: Document, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """Every finding of style in a text taken apart. Quotations are left alone: they are somebody's own words.

    Pure and deterministic; linear in the length of the text for each rule.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", document.text))]
    found: set[Finding] = set()
    for passage in document.blocks:
        stretch = Stretch(_words(document, passage), passage.kind)
        note = _is_note(document.text, passage)
        for rule in rules:
            if passage.kind not in rule.where or (note and not rule.notes):
                continue
            if rule.not_under & {heading.casefold() for heading in passage.headings}:
                continue
            for hit in _hits(stretch, rule):
                found.add(_finding(document, passage, rule, hit, starts))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule)))


def _words(document: Document, passage: Passage) -> str:
    """The prose of a passage with its quotations blanked and its line ends made blanks."""
    words = document.prose[passage.start : passage.end]
    words = _QUOTED.sub(lambda match: match[0][0] + " " * (len(match[0]) - 2) + match[0][-1], words)
    return words.replace("\n", " ")


def _is_note(text: str, passage: Passage) -> bool:
    end = text.find("\n", passage.end)
    return bool(_NOTE.search(text, passage.start, len(text) if end < 0 else end))


def _hits(stretch: Stretch, rule: Rule) -> Iterator[Hit]:
    hits = CHECKS[rule.check](stretch, rule) if rule.check else _matches(stretch.words, rule)
    kept = [match.span() for phrase in rule.keep for match in re.finditer(re.escape(phrase), stretch.words)]
    for hit in hits:
        if not any(start <= hit.start and hit.end <= end for start, end in kept):
            yield hit


def _matches(words: str, rule: Rule) -> Iterator[Hit]:
    if rule.pattern is None:
        return
    for match in rule.pattern.finditer(words):
        use = rule.words.get(" ".join(match[0].split()).casefold(), "")
        if use and match[0][0].isupper():
            use = use[0].upper() + use[1:]
        if match[0].strip():
            yield Hit(match.start(), match.end(), use=use)


def _finding(document: Document, passage: Passage, rule: Rule, hit: Hit, starts: Sequence[int]) -> Finding:
    start, end = passage.start + hit.start, passage.start + hit.end
    text = " ".join(document.prose[start:end].split())
    line = bisect_right(starts, start)
    filled = {"text": text, "use": hit.use, "count": str(hit.count), "most": str(rule.most)}
    suggestion = _filled(rule.suggestion, filled) if hit.use or "{use}" not in rule.suggestion else ""
    message = _filled(rule.message, filled)
    return Finding(rule.id, start, end, line, start - starts[line - 1] + 1, text, message, suggestion)


def _filled(template: str, values: dict[str, str]) -> str:
    return re.sub(r"\{(text|use|count|most)\}", lambda match: values[match[1]], template)
