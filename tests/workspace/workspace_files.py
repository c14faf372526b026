"""The files of a small sound workspace: a library service with two libraries."""

from __future__ import annotations

SOUND = {
    "plan.yaml": """\
title: Performance report
organisation: The Library Service
area: north
words: {area: library, areas: libraries, group: similar libraries}
priorities:
  - id: reach
    title: Reach
    measures:
      - id: visits
        title: Visits
        unit: count
        counted: {one: visit, many: visits}
        polarity: higher_is_better
        rate_per_1000: population
        peers: [similar]
        rank_among: similar
      - id: satisfied
        title: Satisfied readers
        unit: percent
        adds: ratio
        within: visits
        polarity: higher_is_better
        target: {value: 95}
      - id: income
        title: Income
        unit: gbp
      - id: staff
        title: Staff
        unit: count
        adds: latest
""",
    "areas.csv": """\
area,title,names,kind,members
similar,similar libraries,peers; comparable libraries,group,north; south
north,North,North Library; the library,library,
south,South,,library,
""",
    "observations.csv": """\
measure,area,category,period,value,numerator,denominator,low,high,sample_size,basis,source,published_on
visits,north,,2018-19-Q3,"1,234",,,,,,,Door counter,2019-01-10
visits,north,children,2018-19-Q3,400,,,,,,provisional,Door counter,
visits,south,,2018-19-Q3,999,,,,,,published,,
visits,south,,2018-19-Q2,..,,,,,,,,
satisfied,north,,2018-19-Q3,,90,100,,,,,Survey,
satisfied,south,,R12-2018-12,81.30%,,,76.6,86.0,600,,Survey,
income,north,,2018-12,"£1,200.50",,,,,,derived,,
""",
    "populations.csv": """\
area,period,population
north,2017-06-30,"716,400"
south,2017-06-30,1000
""",
    "notes.yaml": """\
- id: n1
  kind: cause
  measures: [visits]
  period: 2018-19-Q3
  text: >
    The roof was mended,
    so the doors stayed open.
  approved_by: The Librarian
  approved_on: 2019-01-11
""",
    "media.csv": """\
date,outlet,headline,measure
2018-11-05,The Herald,"Doors open, again",visits
""",
    "concerns.yaml": """\
- {kind: concern, measure: satisfied, reason: The survey is small., declared_by: The Librarian, period: 2018-19-Q3}
""",
    "delivery.csv": """\
objective,action,status,lead,done
1.1,Open on Sundays,on track,The Librarian,Two Sundays a month
""",
    "introduction.md": "<!-- remark -->\nWe opened the doors.\n",
}
