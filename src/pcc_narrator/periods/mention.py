"""A period as a reader meets it in a text."""

from __future__ import annotations

from typing import Literal

from pcc_narrator.models.period import Period
from pcc_narrator.models.record import record

MentionKind = Literal[
    "period",  # quarter three; the 12 months to December 2018; 2018-19; in 2007; May 2018
    "date",  # 31 December 2018; 2018-12-31
    "relative",  # the previous quarter; a year earlier; year on year; the last two years
    "length",  # 18 consecutive months; two years running: a stretch with a count, at no place in time
]
TimeUnit = Literal["day", "week", "month", "quarter", "year"]
Relation = Literal[
    "this",  # the quarter, this year: the period that is spoken of
    "previous",  # the previous quarter, the 12 months before, last month: the one before it, of the same length
    "next",  # the next quarter
    "earlier",  # a year ago, year on year, three months earlier: the same, `count` units before
    "up_to_now",  # the last two years, in recent months: a stretch that ends with the period spoken of
]


@record(frozen=True, slots=True)
class PeriodMention:
    """A stretch of text that names a time.

    `start`, `end` are offsets in code points; `text` is what stands there, without article or preposition
    (the preposition before it, such as "since", "until", "from", "to", is in `preposition`).

    `period` is None where the words and the anchor do not settle it: then `month` (1 to 12) and `quarter`
    (1 to 4) keep what is said. `alternatives` are other readings, likeliest first ("Q1 2019" may be of the
    calendar year or of the organisation's).

    A relative mention is also told without the anchor, by `relation`, `count` and `unit` ("the last two years":
    up_to_now, 2, "year"; "the previous 12 months": previous, 12, "month"), so that `resolve` can apply it to the
    period of the claim instead of the report's. `by_calendar` marks whole years of the organisation ("the last
    financial year"), `subject_unit` the kind of period that is set beside an earlier one ("the same quarter last
    year": quarter), `year` the year in which the earlier one lies, if named.

    A length has `count` and `unit`. `first` and `last` are the ends of a range as they were named ("between 2010
    and 2015": the years 2010 and 2015, `period` running from the one's start to the other's end).
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    period: Period | None = None
    alternatives: tuple[Period, ...] = ()
    relation: Relation | None = None
    count: int | None = None
    unit: TimeUnit | None = None
    month: int | None = None
    quarter: int | None = None
    preposition: str = ""
    by_calendar: bool = False
    subject_unit: TimeUnit | None = None
    year: int | None = None
    first: Period | None = None
    last: Period | None = None
