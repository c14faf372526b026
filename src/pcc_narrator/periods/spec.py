"""What the words of a time say, before any calendar or anchor is asked."""

from __future__ import annotations

from typing import Literal

from pcc_narrator.models.record import record
from pcc_narrator.periods.mention import Relation, TimeUnit

Form = Literal[
    "day",  # year?, month, day
    "month",  # year?, month
    "year",  # year: a calendar year
    "pair",  # year: the organisation's year that starts in it (2018-19)
    "years",  # year, last_year: 2017-21; the 1990s
    "quarter",  # quarter, year? (paired: 2018-19; else a single year)
    "half",  # half, year?
    "week",  # count: week 14
    "season",  # year?
    "ending",  # count units that end with `of`
    "starting",  # count units that start with `of`
    "slice",  # the first or last (at_end) count units of the year `of`
    "range",  # from `of` to `until`
    "edge",  # the last (or first) day of `of`
    "part",  # early, mid or late in `of`: no dates
    "relative",
    "length",
]


@record(frozen=False, slots=True)
class Spec:
    """A reading: tokens `begin` to `stop` (not included), and what they say.

    `year_shift` says in words which year is meant ("of last year": -1). `paired` marks a year written as two
    (2018-19); `organisation` one named financial, `civil` one named a calendar year.
    """

    form: Form
    begin: int
    stop: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    last_year: int | None = None
    year_shift: int | None = None
    paired: bool = False
    organisation: bool = False
    civil: bool = False
    count: int | None = None
    unit: TimeUnit | None = None
    relation: Relation | None = None
    by_calendar: bool = False
    loose: bool = False  # relative to something in the text that the anchor does not settle
    subject_unit: TimeUnit | None = None  # "the same quarter last year": quarter
    at_end: bool = True  # of an edge
    of: Spec | None = None
    until: Spec | None = None

    @property
    def dated(self) -> bool:
        """Whether a year is given, in digits or words."""
        return self.year is not None or self.year_shift is not None
