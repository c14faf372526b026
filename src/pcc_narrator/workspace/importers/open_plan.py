"""The plan of a report from the shipped data: its priorities, measures and notes, for any force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pcc_narrator.contract.ids import slug
from pcc_narrator.statistics.counts import Dispersion
from pcc_narrator.workspace.importers.open_more import More, headings

TOTAL = "recorded_crime"
APPROVED = {
    "approved_by": "Office for National Statistics (guidance to the published tables)",
    "approved_on": "2019-04-25",
}
OBSERVED = {"approved_by": "pcc-narrator, from the published figures", "approved_on": "2019-04-25"}
PRIORITIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("violence", "Violence and sexual offences",
     ("Violence against the person", "Sexual offences", "Robbery", "Possession of weapons offences")),
    ("theft", "Theft, burglary and damage",
     ("Burglary", "Vehicle offences", "Shoplifting", "Theft from the person", "Bicycle theft",
      "All other theft offences", "Criminal damage and arson")),
    ("society", "Drugs, public order and other crimes",
     ("Drug offences", "Public order offences", "Miscellaneous crimes against society")),
)  # fmt: skip
COUNTED = {  # crime group: one, many
    "Violence against the person": ("violent offence", "violent offences"),
    "Sexual offences": ("sexual offence", "sexual offences"),
    "Robbery": ("robbery", "robberies"),
    "Possession of weapons offences": ("weapons offence", "weapons offences"),
    "Burglary": ("burglary", "burglaries"),
    "Vehicle offences": ("vehicle offence", "vehicle offences"),
    "Shoplifting": ("shoplifting offence", "shoplifting offences"),
    "Theft from the person": ("theft from the person", "thefts from the person"),
    "Bicycle theft": ("bicycle theft", "bicycle thefts"),
    "All other theft offences": ("other theft", "other thefts"),
    "Criminal damage and arson": ("offence of criminal damage or arson", "offences of criminal damage or arson"),
    "Drug offences": ("drug offence", "drug offences"),
    "Public order offences": ("public order offence", "public order offences"),
    "Miscellaneous crimes against society": ("miscellaneous crime", "miscellaneous crimes"),
}
NEUTRAL = (
    "Drug offences",
    "Possession of weapons offences",
)  # found by the force's own work: more is not plainly worse


def measure_id(group: str) -> str:
    """The id of a crime group's own measure; it is also a category of the total."""
    return f"group_{slug(group)}"


TITLES = {  # as a sentence names them
    "city_of_london": "the City of London",
    "metropolitan_police": "the Metropolitan Police area",
}
ONE_FORCE = ("london",)  # regions
FEW_RESIDENTS = ("city_of_london",)  # far more people work in or visit the area than live there
BREAKS = {  # area: crime group, first day, reason
    "norfolk": (
        ("Miscellaneous crimes against society", "2016-04-01",
         "In the published figures the 12-month totals fall sharply in early 2016 and rise again a year later."),
    ),
}  # fmt: skip


def breaks(area: str) -> list[dict[str, Any]]:
    """breaks.csv of one force: the crime group as a measure of its own, and as a category of the total."""
    found: list[dict[str, Any]] = []
    for group, day, reason in BREAKS.get(area, ()):
        shared = {"area": area, "from": day, "reason": reason, **OBSERVED}
        found.append({"measure": measure_id(group), **shared})
        found.append({"measure": TOTAL, "category": group, **shared})
    return found


def plan(
    area: str, title: str, region: str, extra: Sequence[More] = (), spreads: Mapping[str, Dispersion] | None = None
) -> dict[str, Any]:
    """plan.yaml of one force, with the measures of `extra`. A region that is little more than one force is no peer.

    `spreads`: the over-dispersion of crime groups ("" for the total) whose quarters are not shown.
    """
    place = TITLES.get(area, title)
    shared = {
        "unit": "count",
        "participle": "recorded",
        "adds": "sum",
        "headline": "rolling",
        "compare": ["same_quarter_last_year", "rolling_12_months"],
        "peers": ["england_wales"] if region in ONE_FORCE else [region, "england_wales"],
        "rank_among": "england_wales",
        "rate_per_1000": "population",
    }
    total = {
        "id": TOTAL, "title": "Recorded crime", "names": ["all crime", "total recorded crime", "crime", "crimes"],
        "subject": "recorded crime", "counted": {"one": "crime", "many": "crimes"}, "polarity": "lower_is_better",
        **shared, "breakdown": "crime group", "test_categories": False, **_spread("", spreads),
    }  # fmt: skip
    priorities: list[dict[str, Any]] = [{"id": "all_crime", "title": "All recorded crime", "measures": [total]}]
    if area in FEW_RESIDENTS:
        total["peer_flags"] = False
        shared = {name: value for name, value in shared.items() if name not in ("rate_per_1000", "rank_among")}
    for identifier, heading, groups in PRIORITIES:
        measures = [_measure(group, shared) | _spread(group, spreads) for group in groups]
        measures += [one.measure for one in extra if one.priority == identifier]
        priorities.append({"id": identifier, "title": heading, "measures": measures})
    priorities += headings(extra)
    return {
        "title": f"Crime and anti-social behaviour in {place}" if extra else f"Recorded crime in {place}",
        "organisation": title,
        "area": area,
        "year_start_month": 4,
        "words": {"area": "force", "areas": "forces", "group": "region", "year_on_year": "the 12 months before"},
        "criteria": ["have shown a significant change", "are of concern", "show progress", "are in the news"],
        "priorities": priorities,
    }


def _spread(group: str, spreads: Mapping[str, Dispersion] | None) -> dict[str, Any]:
    found = (spreads or {}).get(group)
    if found is None:
        return {}
    source = "the year-on-year changes behind its 12-month totals"
    return {
        "over_dispersion": {"variance_over_mean": round(found.value, 2), "freedom": found.freedom, "source": source}
    }


def _measure(group: str, shared: dict[str, Any]) -> dict[str, Any]:
    one, many = COUNTED[group]
    return {
        "id": measure_id(group), "title": group, "names": [many], "subject": f"the number of {many}",
        "counted": {"one": one, "many": many}, **shared,
        "polarity": "neutral" if group in NEUTRAL else "lower_is_better",
    }  # fmt: skip


def notes(area: str, apart: Iterable[str]) -> list[dict[str, Any]]:
    """notes.yaml: what anyone who reads recorded crime must know, and which quarters are not there."""
    found: list[dict[str, Any]] = [
        {"id": "recording", "kind": "context", "measures": [TOTAL],
         "text": "Crime figures depend on how well crimes are recorded as well as on how many are committed, so they "
                 "are no simple measure of crime itself.", **APPROVED},
        {"id": "fraud", "kind": "definition", "measures": [TOTAL],
         "text": "The totals leave out fraud, which is recorded nationally, and crimes recorded by British Transport "
                 "Police.", **APPROVED},
    ]  # fmt: skip
    if area in FEW_RESIDENTS:
        found.append(
            {"id": "residents", "kind": "context", "measures": [TOTAL],
             "text": "Few people live in this area and very many work in or visit it, so a rate for each resident says "
                     "little about it and is given for all recorded crime alone.", **OBSERVED}
        )  # fmt: skip
    if tuple(apart):
        found.append(
            {"id": "vintages", "kind": "method", "measures": [TOTAL],
             "text": "Quarter counts are given for the financial year 2017-18 alone, because the published yearly and "
                     "quarterly figures of this force are of different dates and do not meet.",
             **OBSERVED}
        )  # fmt: skip
    return found
