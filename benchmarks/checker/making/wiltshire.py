"""Facts of the real report as contract facts, for the sets of true text, mutations and real prose.

    python benchmarks/checker/making/wiltshire.py --reference DIR

Reads the report's figures as copied by hand (quarters.csv, rolling12.csv, tables/) and adds what follows from them.
Also converts the annotated claims of the report (claims-dev.jsonl, paragraphs-dev.jsonl) to the sets' form.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from factbook import Book, day, financial_year, month, rolling, rounded

from pcc_narrator.contract import facts_to_json
from pcc_narrator.models.fact import Fact, Unit
from pcc_narrator.models.period import Calendar, Period

SETS = Path(__file__).resolve().parent.parent / "sets"
LOW, HIGH, NEUTRAL = "lower_is_better", "higher_is_better", "neutral"
# id: (title, other names, unit, polarity, what is counted)
MEASURES: dict[str, tuple[str, tuple[str, ...], Unit, str, tuple[str, str] | None]] = {
    "crime_volume": (
        "Crime volume",
        ("recorded crime", "crimes recorded", "all crime", "crime"),
        "count",
        LOW,
        ("crime", "crimes"),
    ),
    "recorded_crime_published": (
        "Published recorded crime",
        ("police recorded crime", "published crime"),
        "count",
        LOW,
        ("offence", "offences"),
    ),
    "crime_rate": (
        "Crime rate",
        ("recorded crime rate", "crimes per 1,000 population", "rate of crime"),
        "per_1000",
        LOW,
        None,
    ),
    "crime_recording_compliance": (
        "Crime recording compliance",
        ("compliance with recording standards", "recording compliance"),
        "percent",
        HIGH,
        None,
    ),
    "cyber_crime": (
        "Cyber crime",
        ("cybercrime", "cyber flagged crime", "cyber crimes"),
        "count",
        LOW,
        ("cyber crime", "cyber crimes"),
    ),
    "hate_crime": ("Hate crime", ("hate crimes", "hate crime volume"), "count", NEUTRAL, ("hate crime", "hate crimes")),
    "outcome_ratio": ("Outcome ratio", ("positive outcomes", "positive outcome ratio"), "percent", HIGH, None),
    "asb": (
        "Anti-social behaviour",
        ("ASB", "antisocial behaviour", "anti-social behaviour incidents", "ASB incidents"),
        "count",
        LOW,
        ("anti-social behaviour incident", "anti-social behaviour incidents"),
    ),
    "public_confidence": ("Public confidence", ("confidence in the police", "confidence"), "percent", HIGH, None),
    "ksi_collisions": (
        "KSI collisions",
        ("killed or seriously injured collisions", "serious collisions"),
        "count",
        LOW,
        ("KSI collision", "KSI collisions"),
    ),
    "special_constable_hours": (
        "Special constables' hours",
        ("special constable hours", "hours worked by special constables"),
        "hours",
        HIGH,
        None,
    ),
    "volunteers_in_post": ("Volunteers in post", ("volunteers",), "count", HIGH, ("volunteer", "volunteers")),
    "s136_arrests": (
        "Section 136 arrests",
        ("section 136 detentions", "S136 arrests"),
        "count",
        NEUTRAL,
        ("section 136 arrest", "section 136 arrests"),
    ),
    "missing_individuals": (
        "Missing individuals",
        ("missing people", "people reported missing"),
        "count",
        LOW,
        ("missing individual", "missing individuals"),
    ),
    "missing_incidents": (
        "Missing person incidents",
        ("missing incidents",),
        "count",
        LOW,
        ("missing person incident", "missing person incidents"),
    ),
    "cse_crime": (
        "Child sexual exploitation crimes",
        ("CSE crimes", "child sexual exploitation"),
        "count",
        NEUTRAL,
        ("CSE crime", "CSE crimes"),
    ),
    "da_crime": (
        "Domestic abuse crime",
        ("domestic abuse", "domestic abuse crimes"),
        "count",
        NEUTRAL,
        ("domestic abuse crime", "domestic abuse crimes"),
    ),
    "sexual_offences": (
        "Sexual offences",
        ("sexual offence",),
        "count",
        NEUTRAL,
        ("sexual offence", "sexual offences"),
    ),
    "victim_satisfaction": (
        "Victim satisfaction",
        ("satisfaction with the whole experience", "overall satisfaction"),
        "percent",
        HIGH,
        None,
    ),
    "satisfaction_ease_of_contact": ("Satisfaction with ease of contact", ("ease of contact",), "percent", HIGH, None),
    "satisfaction_time_to_arrive": ("Satisfaction with time to arrive", ("time to arrive",), "percent", HIGH, None),
    "satisfaction_actions_taken": ("Satisfaction with actions taken", ("actions taken",), "percent", HIGH, None),
    "satisfaction_investigation": ("Satisfaction with the investigation", ("investigation",), "percent", HIGH, None),
    "satisfaction_keeping_informed": (
        "Satisfaction with being kept informed",
        ("being kept informed", "keeping informed"),
        "percent",
        HIGH,
        None,
    ),
    "satisfaction_treatment": ("Satisfaction with treatment", ("treatment",), "percent", HIGH, None),
    "conviction_rate": ("Conviction rate", ("conviction rates",), "percent", HIGH, None),
    "convictions": ("Convictions", (), "count", HIGH, ("conviction", "convictions")),
    "restorative_justice_l1": (
        "Level 1 restorative justice",
        ("restorative justice level 1", "level one restorative justice"),
        "count",
        HIGH,
        None,
    ),
    "trials_listed": ("Trials listed", (), "count", NEUTRAL, ("trial listed", "trials listed")),
    "trials_cracked_ineffective": (
        "Cracked or ineffective trials",
        ("trials that cracked or were ineffective",),
        "count",
        LOW,
        None,
    ),
    "cracked_ineffective_prosecution": (
        "Cracked or ineffective trials due to the prosecution",
        ("share of trials cracked or ineffective due to the prosecution",),
        "percent",
        LOW,
        None,
    ),
    "cracked_ineffective_prosecution_count": (
        "Trials lost to the prosecution",
        ("cracked or ineffective because of the prosecution",),
        "count",
        LOW,
        None,
    ),
    "full_files_unsatisfactory_count": (
        "Unsatisfactory files",
        ("files that were unsatisfactory",),
        "count",
        LOW,
        ("unsatisfactory file", "unsatisfactory files"),
    ),
    "response_time_immediate": (
        "Immediate response time",
        ("average immediate response time", "response to immediate incidents"),
        "seconds",
        LOW,
        None,
    ),
    "response_time_priority": (
        "Priority response time",
        ("average priority response time", "response to priority incidents"),
        "seconds",
        LOW,
        None,
    ),
    "incidents_immediate": ("Immediate incidents", (), "count", NEUTRAL, ("immediate incident", "immediate incidents")),
    "incidents_priority": ("Priority incidents", (), "count", NEUTRAL, ("priority incident", "priority incidents")),
    "answer_time_999": (
        "999 answer time",
        ("time to answer 999 calls", "average time to answer a 999 call"),
        "seconds",
        LOW,
        None,
    ),
    "calls_999": ("999 calls", ("emergency calls",), "count", NEUTRAL, ("999 call", "999 calls")),
    "answer_time_crib": (
        "CrIB answer time",
        ("time to answer CrIB calls", "average time to answer a CrIB call"),
        "seconds",
        LOW,
        None,
    ),
    "calls_crib": ("CrIB calls", (), "count", NEUTRAL, ("CrIB call", "CrIB calls")),
    "crib_abandonment": (
        "CrIB abandonment rate",
        ("abandonment rate", "share of CrIB calls abandoned"),
        "percent",
        LOW,
        None,
    ),
    "file_quality_error": (
        "File error rate",
        ("error rate of full files", "file quality error rate"),
        "percent",
        LOW,
        None,
    ),
    "full_files": ("Full files", (), "count", NEUTRAL, ("full file", "full files")),
    "complaints_volume": (
        "Complaints",
        ("complaints recorded", "volume of complaints"),
        "count",
        LOW,
        ("complaint", "complaints"),
    ),
    "complaints_recorded_10_days": (
        "Complaints recorded within ten working days",
        ("recorded within ten working days", "recorded within 10 working days"),
        "percent",
        HIGH,
        None,
    ),
    "complaints_days_to_record": (
        "Days to record a complaint",
        ("average time to record a complaint",),
        "days",
        LOW,
        None,
    ),
    "appeals_upheld": ("Appeals upheld", ("share of appeals upheld",), "percent", LOW, None),
    "appeals_upheld_count": ("Number of appeals upheld", (), "count", LOW, ("appeal upheld", "appeals upheld")),
    "appeals_completed_count": ("Appeals completed", (), "count", NEUTRAL, ("appeal completed", "appeals completed")),
    "days_lost_sickness": ("Days lost to sickness per person", ("days lost per person", "sickness"), "days", LOW, None),
    "volunteer_roles_advertised": (
        "Volunteer roles advertised",
        ("roles advertised",),
        "count",
        NEUTRAL,
        ("role advertised", "roles advertised"),
    ),
}
FORCES = {
    "sw_force_1": "Avon and Somerset",
    "sw_force_3": "Dorset",
    "sw_force_4": "Gloucestershire",
    "msg_force_1": "Devon and Cornwall",
    "msg_force_2": "Warwickshire",
    "msg_force_3": "Suffolk",
    "msg_force_4": "North Wales",
    "msg_force_5": "West Mercia",
    "msg_force_6": "Norfolk",
    "msg_force_7": "Cheshire",
}
SOUTH_WEST = ("avon_and_somerset", "devon_and_cornwall", "dorset", "gloucestershire", "wiltshire")
MOST_SIMILAR = (
    "wiltshire",
    "devon_and_cornwall",
    "warwickshire",
    "suffolk",
    "north_wales",
    "west_mercia",
    "norfolk",
    "cheshire",
)
ASPECTS = {
    "Overall Satisfaction": "victim_satisfaction",
    "Ease of contact": "satisfaction_ease_of_contact",
    "Time to arrive": "satisfaction_time_to_arrive",
    "Actions taken": "satisfaction_actions_taken",
    "Investigation": "satisfaction_investigation",
    "Keeping informed": "satisfaction_keeping_informed",
    "Treatment": "satisfaction_treatment",
}
GROUPS = {
    "dwelling_residential_burglary": "Burglary",
    "vehicle_crime": "Vehicle crime",
    "violent_crime": "Violent crime",
}
CALENDAR = Calendar(4)
WORDS = ("one", "two", "three", "four")


def quarter(year: int, number: int) -> Period:
    """A quarter of the year from April, labelled as people say it."""
    period = CALENDAR.quarter(year, number)
    return Period(period.start, period.end, f"quarter {WORDS[number - 1]} {year}-{(year + 1) % 100:02d}")


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def build(reference: Path) -> Book:
    """Every figure, then what follows from them."""
    book = Book(calendar=CALENDAR)
    for id, (title, names, unit, polarity, counted) in MEASURES.items():
        book.measure(id, title, names, unit, polarity, counted)  # type: ignore[arg-type]
    own = book.area("wiltshire", "Wiltshire", ("Wiltshire Police", "Wiltshire and Swindon", "the force", "the Force"))
    nation = book.area(
        "england_and_wales", "England and Wales", ("England & Wales", "nationally", "the country"), "nation"
    )
    region = book.area(
        "south_west", "South West", ("the South West region", "the region", "regionally"), "region", SOUTH_WEST
    )
    group = book.area(
        "msg",
        "most similar group",
        ("MSG", "most similar forces", "peers", "most similar group average"),
        "group",
        MOST_SIMILAR,
    )
    book.period = quarter(2018, 3)
    for row in table(reference / "quarters.csv"):
        year, number = re.fullmatch(r"(\d{4})-\d\d Q(\d)", row["quarter"]).groups()  # type: ignore[union-attr]
        level(book, row["measure"], own, quarter(int(year), int(number)), row["value"])
    for row in table(reference / "rolling12.csv"):
        measure = row["measure"]
        if measure not in MEASURES:
            continue
        year, number = row["year_ending"].split("-")
        level(book, measure, own, year_to(int(year), int(number)), row["value"])
    for row in table(reference / "tables" / "crime_groups.csv")[1:]:
        for year, column in ((2017, "y2017"), (2018, "y2018")):
            book.value(
                "recorded_crime_published", own, year_to(year, 12), int(row[column]), category=row["crime_category"]
            )
    for row in table(reference / "tables" / "peer_volumes.csv"):
        area = {"england_wales": nation, "south_west": region, "msg": group}.get(row["row_id"])
        if row["row_id"] in FORCES:
            title = FORCES[row["row_id"]]
            area = book.area(title.lower().replace(" ", "_"), title, (f"{title} Police",) if "and" not in title else ())
        if area:
            for year, column in ((2017, "jan_dec_2017"), (2018, "jan_dec_2018")):
                book.value("recorded_crime_published", area, year_to(year, 12), int(row[column]))
    book.fact("crime_rate", "value", group, year_to(2018, 12), Decimal("71.2"), "per_1000", decimals=1)
    for row in table(reference / "tables" / "satisfaction.csv"):
        for column, category in GROUPS.items():
            year, number = row["year_ending"].split("-")
            book.value(
                ASPECTS[row["aspect"]], own, year_to(int(year), int(number)), int(row[column]), category=category
            )
    for row in table(reference / "tables" / "volunteers.csv"):
        if row["volunteer_role"] != "Total":
            book.value("volunteers_in_post", own, quarter(2018, 3), int(row["total"]), category=row["volunteer_role"])
    derive(book)
    rates_and_ranks(book, own, nation)
    return book


def year_to(year: int, number: int) -> Period:
    """The 12 months to a month."""
    return rolling(date(year, number, 28 if number == 2 else 30))


def level(book: Book, measure: str, area: str, period: Period, text: str) -> None:
    """One supplied figure, with as many decimals as it was supplied with."""
    decimals = len(text.partition(".")[2])
    book.value(measure, area, period, Decimal(text), decimals)


def derive(book: Book) -> None:
    """Changes on the previous quarter and on the year before, for every level that has the other."""
    levels = {(fact.measure, fact.area, fact.category, fact.period): fact for fact in list(book.facts.values())}
    for (measure, area, category, period), fact in list(levels.items()):
        for months in (3, 12) if period.kind == "quarter" else (12,) if period.kind == "year" else ():
            base = levels.get((measure, area, category, period.shifted(-months)))
            if base is not None and base.number != 0:
                book.changes(fact, base)


def rates_and_ranks(book: Book, own: str, nation: str) -> None:
    """What the report gives beside its series."""
    measure, year = "recorded_crime_published", year_to(2018, 12)
    book.fact(measure, "areas_with_increase", nation, year, 35, "count", base=year_to(2017, 12))
    book.fact(measure, "areas_with_decrease", nation, year, 8, "count", base=year_to(2017, 12))
    book.fact(measure, "areas_with_increase", nation, year_to(2018, 9), 39, "count", base=year_to(2017, 9))
    book.fact(measure, "areas_with_decrease", nation, year_to(2018, 9), 4, "count", base=year_to(2017, 9))
    # Printed in the prose alone, for the 12 months whose end the prose has lost.
    book.fact(
        measure,
        "change_percent",
        nation,
        year_to(2018, 9),
        Decimal("8.4"),
        "percent",
        decimals=1,
        base=year_to(2017, 9),
    )
    for category, place in (
        (None, 6),
        ("Homicide", 2),
        ("Serious violence", 2),
        ("Violence without injury", 4),
        ("Arson", 3),
        ("Drug trafficking", 3),
    ):
        ranked(book, measure, own, year, place, "lowest_first", category)
    for at, place in ((2018, 6), (2017, 15)):
        ranked(book, "public_confidence", own, year_to(at, 6), place, "highest_first")
    book.fact(
        "public_confidence",
        "interval_half_width",
        own,
        year_to(2018, 6),
        Decimal("4.7"),
        "percentage_points",
        decimals=1,
    )
    book.fact("ksi_collisions", "mean", own, year_to(2018, 6), Decimal("20.75"), "count", decimals=0)
    book.fact("crime_recording_compliance", "target", own, Period(), 95, "percent")
    for name, share in (("Undetected", "77.7"), ("Under investigation", "4.7")):
        book.fact("outcome_ratio", "share", own, year, Decimal(share), "percent", decimals=1, category=name)


def ranked(
    book: Book, measure: str, own: str, period: Period, place: int, order: str, category: str | None = None
) -> None:
    """A place among the 43 forces."""
    made = book.fact(measure, "rank", own, period, place, "rank", category=category)
    fields = {name: getattr(made, name) for name in made.__dataclass_fields__}
    book.facts[made.id] = Fact(**{**fields, "order": order, "out_of": 43})


def claims(reference: Path) -> Iterator[dict[str, object]]:
    """The annotated claims in the sets' form; soft contradictions and claims beyond the facts are not scored."""
    texts = {
        row["id"]: row["text"]
        for row in map(json.loads, (reference / "paragraphs-dev.jsonl").read_text("utf-8").splitlines())
    }
    verdicts = {"supported": "true", "contradicted": "false", "not_in_facts": "undecidable"}
    for row in map(json.loads, (reference / "claims-dev.jsonl").read_text(encoding="utf-8").splitlines()):
        if row["verdict"] == "non_claim":
            continue
        # The facts hold 249 for the 12 months to May and to June alike: they do not decide between them.
        decided = row.get("strength") != "soft" and row["surface"] != "12 months to May 2018"
        verdict = verdicts[row["verdict"]] if decided else "undecidable"
        text, span = texts[row["para"]], row["surface"]
        nth, at = 1, text.find(span)
        while at not in (row["start"], -1):
            nth, at = nth + 1, text.find(span, at + 1)
        if at < 0:
            nth = 1
        kept: dict[str, object] = {
            "text_id": str(row["para"]),
            "span": span,
            "verdict": verdict,
            "kind": row["kind"],
            "numeric": row["kind"] in ("number", "percent", "rank", "ci", "word_number", "rate"),
            "why": row["note"],
        }
        if nth > 1:
            kept["nth"] = nth
        if row.get("strength") == "soft":
            kept["soft"] = True
        yield kept


def main() -> None:
    """Write both sets."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--reference", type=Path, required=True)
    reference = options.parse_args().reference
    (SETS / "wiltshire").mkdir(parents=True, exist_ok=True)
    (SETS / "real_prose").mkdir(parents=True, exist_ok=True)
    (SETS / "wiltshire" / "facts.json").write_text(facts_to_json(build(reference).fact_set()), encoding="utf-8")
    with (SETS / "real_prose" / "texts.jsonl").open("w", encoding="utf-8") as file:
        for line in (reference / "paragraphs-dev.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            title = MEASURES.get(row["measure"], (row["measure"],))[0]
            half = "tune" if row["id"] % 2 == 0 else "held"
            file.write(
                json.dumps(
                    {
                        "id": str(row["id"]),
                        "facts": "../wiltshire/facts.json",
                        "heading": title,
                        "text": row["text"],
                        "half": half,
                    },
                    ensure_ascii=False,
                )
                + "\n"
            )
    with (SETS / "real_prose" / "claims.jsonl").open("w", encoding="utf-8") as file:
        for claim in claims(reference):
            file.write(json.dumps(claim, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()


__all__ = ["build", "day", "financial_year", "month", "rounded"]
