"""The text itself as a page: each claim marked by its verdict, in colour and in shape, with its evidence beside it."""

from __future__ import annotations

from collections import Counter
from html import escape

from pcc_narrator.checking.output.text import summary
from pcc_narrator.models.claim import CheckReport, Claim

_NAMES = {"supported": "supported", "refuted": "refuted", "not_enough_information": "not enough information"}
_CLASSES = {"supported": "s", "refuted": "r", "not_enough_information": "n"}
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --good: #1d6b35; --bad: #a4161a; --open: #7a5200; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #16181b; --good: #86d49b; --bad: #ff9c97; --open: #ffcf70; } }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 48rem; margin: 0 auto; padding: 1rem; color: var(--ink);
  background: var(--paper); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
mark { background: none; color: inherit; position: relative; }
mark.s { border-bottom: 2px solid var(--good); }
mark.r { border-bottom: 3px double var(--bad); font-weight: bold; color: var(--bad); }
mark.n { border-bottom: 2px dotted var(--open); }
mark > span { display: none; }
mark:hover > span, mark:focus > span, mark:focus-within > span, mark:target > span { display: block; position: absolute;
  left: 0; top: 100%; z-index: 1; width: min(24rem, 80vw); padding: .5rem .75rem; background: var(--paper);
  color: var(--ink); border: 1px solid; font-size: .875rem; font-weight: normal; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; }
"""


def to_html(report: CheckReport, text: str, name: str) -> str:
    """One page without script or outside requests: counts, a list of findings to jump through, the marked text."""
    findings = [(number, claim) for number, claim in enumerate(report.claims) if claim.verdict != "supported"]
    counts = Counter(claim.line for claim in report.claims if claim.verdict == "refuted")
    rows = "".join(
        f'<tr><td>{claim.line}:{claim.column}</td><td><a href="#c{number}">{escape(_short(claim.text))}</a></td>'
        f"<td>{_NAMES[claim.verdict]}</td><td>{escape(claim.message)}</td></tr>"
        for number, claim in sorted(findings, key=lambda item: (item[1].verdict != "refuted", item[0]))
    )
    missing = "".join(f"<li>{escape(item.message)} ({escape(item.outline_id)})</li>" for item in report.missing)
    worst = ", ".join(f"line {line} ({count})" for line, count in counts.most_common(10))
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Claims of {escape(name)}</title><style>{_STYLE}</style></head>\n<body>\n"
        f"<main><h1>Claims of {escape(name)}</h1>\n<p>{escape(summary(report))}</p>\n"
        + (f"<p>Refuted by line: {worst}.</p>\n" if worst else "")
        + (f"<h2>Missing</h2><ul>{missing}</ul>\n" if missing else "")
        + (
            "<h2>Findings</h2><table><thead><tr><th>Place</th><th>Words</th><th>Verdict</th><th>Why</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>\n"
            if findings
            else ""
        )
        + "<h2>The text</h2>\n<p>Solid underline: supported. Double underline and bold: refuted. "
        "Dotted underline: not enough information.</p>\n"
        f"<pre>{_marked(report, text)}</pre></main>\n</body>\n</html>\n"
    )


def _marked(report: CheckReport, text: str) -> str:
    """The text with every claim in a mark; of overlapping claims the graver one stands."""
    order = {"refuted": 0, "not_enough_information": 1, "supported": 2}
    chosen: list[tuple[int, Claim]] = []
    for number, claim in sorted(enumerate(report.claims), key=lambda item: (item[1].start, order[item[1].verdict])):
        if not chosen or claim.start >= chosen[-1][1].end:
            chosen.append((number, claim))
        elif order[claim.verdict] < order[chosen[-1][1].verdict]:
            chosen[-1] = (number, claim)
    parts, place = [], 0
    for number, claim in chosen:
        parts.append(escape(text[place : claim.start]))
        parts.append(
            f'<mark class="{_CLASSES[claim.verdict]}" id="c{number}" tabindex="0">'
            f"{escape(text[claim.start : claim.end])}"
            f'<span role="note">{_NAMES[claim.verdict].capitalize()}. {escape(claim.message)}'
            + (f"<br>{escape(', '.join(claim.facts[:4]))}" if claim.facts else "")
            + "</span></mark>"
        )
        place = claim.end
    return "".join([*parts, escape(text[place:])])


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
