"""Agreement: which noun of a subject decides "was" or "were"."""

from __future__ import annotations

import pytest

from pcc_narrator.wording.nouns import head, is_plural

PLURAL = {
    "printed maps lent": "maps",
    "books sold": "books",
    "days lost per person": "days",
    "calls answered on time": "calls",
    "people killed or seriously injured": "people",
    "patients seen within four hours": "patients",
    "patients waiting over 18 weeks": "patients",
    "children in care": "children",
    "children smoking": "children",
    "homes left empty": "homes",
    "beds available": "beds",
    "trees planted, all parks": "trees",
    "crimes against society": "crimes",
    "women aged 65 and over": "women",
    "repairs not finished": "repairs",
    "volunteers": "volunteers",
    "special constables hours deployed": "hours",
    "trains cancelled or very late": "trains",
    "taxis licensed": "taxis",
    "fines unpaid – all courts": "fines",
    "prices of used cars": "prices",
    "criteria met": "criteria",
    "shelves out of order": "shelves",
}
SINGULAR = {
    "the percentage of appeals upheld": "percentage",
    "the number of printed maps lent": "number",
    "average time to answer calls": "time",
    "the share of calls answered": "share",
    "violence against the person": "violence",
    "waste recycled": "waste",
    "money spent on roads": "money",
    "the rate per 1,000 residents": "rate",
    "crime recording": "recording",
    "police vetting": "vetting",
    "careers counselling": "counselling",
    "passive smoking": "smoking",
    "road building": "building",
    "average speed": "speed",
    "housing need": "need",
    "access to services": "access",
    "the census response": "response",
    "gas used": "gas",
    "the price index (all items)": "index",
    "rainfall": "rainfall",
    "sickness absence": "absence",
    "energy supply": "supply",
    "staff turnover": "turnover",
    "satisfaction with the whole experience": "satisfaction",
    "bus": "bus",
    "": "",
}


@pytest.mark.parametrize(("subject", "noun"), [*PLURAL.items(), *SINGULAR.items()])
def test_the_noun_that_decides(subject: str, noun: str) -> None:
    assert head(subject) == noun
    assert head(subject.capitalize()) == noun
    assert is_plural(subject) is (subject in PLURAL)
