"""Writes data/real-report/words.csv: how many words the published report spends on each section of the sample.

    python tools/report_words.py REPORT.txt

REPORT.txt is the text of the *Performance report, Quarter Three 2018-19* (its PDF put through any reader of text). Its
paragraphs carry numbers from 1 to 152; here is which of them are about which section of the sample workspace. Counted
are the words of the numbered paragraphs with what is quoted under them, not headings, boxes, tables, captions and
footnotes.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "data" / "real-report" / "words.csv"
STAGE = "wiltshire-2018-19@2018-19-Q3"
SECTIONS = {
    "crime_volume": (1, 12),
    "crime_recording_compliance": (13, 19),
    "cyber_crime": (20, 23),
    "hate_crime": (24, 30),
    "outcome_ratio": (31, 40),
    "asb": (41, 44),
    "public_confidence": (45, 50),
    "ksi_collisions": (51, 55),
    "special_constable_hours": (56, 60),
    "volunteers_in_post": (61, 67),
    "s136_arrests": (68, 78),
    "missing_individuals": (79, 83),
    "cse_crime": (84, 87),
    "da_crime": (88, 92),
    "sexual_offences": (93, 95),
    "victim_satisfaction": (96, 98),
    "conviction_rate": (99, 105),
    "restorative_justice_l1": (106, 107),
    "cracked_ineffective_prosecution": (108, 112),
    "response_time_immediate": (113, 115),
    "response_time_priority": (116, 119),
    "answer_time_999": (120, 124),
    "answer_time_crib": (125, 127),
    "crib_abandonment": (128, 131),
    "file_quality_error": (132, 136),
    "complaints_volume": (137, 138),
    "complaints_recorded_10_days": (139, 141),
    "complaints_days_to_record": (142, 144),
    "appeals_upheld": (145, 148),
    "days_lost_sickness": (149, 152),
}
_NUMBERED = re.compile(r"^(?:- )?(\d{1,3})\.\s*(\S[^\t]*)$")
_NOT_PROSE = re.compile(r"^(?:[¹²³⁴*#<]|Source:|- )|\t|https?://|\bQ\d:")
_AFTER_THE_LAST = "Service Delivery Plan Update Priority"


def paragraphs(text: str) -> dict[int, str]:
    """The numbered paragraphs. A line goes on with the one before if it begins small, is quoted, or is a sentence."""
    found: dict[int, str] = {}
    number = 0
    for line in (raw.strip() for raw in text.splitlines()):
        begins = _NUMBERED.match(line)
        if number > 100 and line.startswith(_AFTER_THE_LAST):
            break
        if begins and int(begins[1]) == number + 1 and len(begins[2].split()) > 6:
            number += 1
            found[number] = begins[2]
        elif number and line and not _NOT_PROSE.search(line):
            goes_on = len(line.split()) > 3 and (line[0].islower() or line[0] in '"“`')
            sentence = len(line.split()) > 7 and line.rstrip("⁰¹²³0123456789 ")[-1:] in tuple('.:"”')
            if goes_on or sentence:
                found[number] += f" {line}"
    return found


def main() -> None:
    """Count, and write the table."""
    found = paragraphs(Path(sys.argv[1]).read_text(encoding="utf-8"))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with OUT.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("stage", "section", "paragraphs", "words"))
        for section, (first, last) in SECTIONS.items():
            words = sum(len(found[number].split()) for number in range(first, last + 1))
            table.writerow((STAGE, section, f"{first} to {last}", words))


if __name__ == "__main__":
    main()
