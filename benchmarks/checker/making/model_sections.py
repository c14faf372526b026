"""Set 4, first step: small fact sets of other areas and measures, and the prompts a model is given.

    python benchmarks/checker/making/model_sections.py --data DIR
    python benchmarks/checker/making/model_sections.py --data DIR --record http://127.0.0.1:8099/v1
    python benchmarks/checker/making/model_sections.py --data DIR --series second
    python benchmarks/checker/making/model_sections.py --data DIR --series third

The second form asks a server for the replies, one after the other, and writes them as they came. The third makes
sets/model2: other areas, measures and periods, more kinds of facts, and two more prompts. The fourth makes sets/model3:
others again, most of them as a quarterly report on a police force has them.
"""

from __future__ import annotations

import argparse
import json
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import opendata
import second_crime
import second_services
import third_crime
import third_services
from factbook import Book, back, day, financial_year, month, rolling, rounded

from pcc_narrator.contract import facts_to_json

SETS = Path(__file__).resolve().parent.parent / "sets"
STYLES = {
    "board": "You write the commentary of a public performance report. Here are the facts of one section.\n\n"
    "{facts}\n\n"
    "Write the commentary for this section: three sentences of plain English for board members. "
    "Say how the figures have changed and how they compare. Do not use lists.",
    "press": "Facts:\n{facts}\n\nWrite a short press statement of two to four sentences about these facts: what "
    "happened compared with before, whether it is good or bad, and how it compares with others. No heading, no lists.",
}
SECOND_STYLES = {
    **STYLES,
    "panel": "You are the analyst of a police and crime panel's performance report. The figures of one section:\n\n"
    "{facts}\n\n"
    "Write two or three numbered commentary paragraphs (1., 2., 3.) for the Panel: the position now, the change, and "
    "the comparison. Give the figures.",
    "plain": "These are the figures:\n\n{facts}\n\nTell a resident in three or four short sentences what they show: "
    "what went up or down, by how much, and what is higher or lower than elsewhere. Plain words, no everyday pictures.",
}
CRIME = (
    (
        "dorset",
        "Dorset",
        "Violence against the person",
        ("violent crime", "violence"),
        ("Devon and Cornwall", "Gloucestershire"),
    ),
    ("kent", "Kent", "Burglary", ("burglaries",), ("Essex", "Sussex")),
    ("cleveland", "Cleveland", "Robbery", ("robberies",), ("Durham", "Northumbria")),
    ("norfolk", "Norfolk", "Vehicle offences", ("vehicle crime",), ("Suffolk", "Lincolnshire")),
    ("gwent", "Gwent", "Shoplifting", ("shoplifting offences",), ("South Wales", "Dyfed-Powys")),
    ("cumbria", "Cumbria", "All recorded crime", ("recorded crime", "crime"), ("Lancashire", "North Wales")),
    ("essex", "Essex", "Possession of weapons offences", ("weapons offences",), ("Kent", "Hertfordshire")),
    ("durham", "Durham", "Public order offences", ("public order",), ("Cleveland", "North Yorkshire")),
    ("surrey", "Surrey", "Drug offences", ("drugs offences",), ("Sussex", "Thames Valley")),
    ("lincolnshire", "Lincolnshire", "Criminal damage and arson", ("criminal damage",), ("Norfolk", "Humberside")),
)
TRUSTS = (
    ("RNZ", "Salisbury NHS Foundation Trust", "Salisbury", date(2018, 12, 1)),
    ("RN3", "Great Western Hospitals NHS Foundation Trust", "Great Western", date(2019, 1, 1)),
    ("RTE", "Gloucestershire Hospitals NHS Foundation Trust", "Gloucestershire Hospitals", date(2018, 7, 1)),
    ("RR8", "Leeds Teaching Hospitals NHS Trust", "Leeds Teaching Hospitals", date(2017, 12, 1)),
    ("RGT", "Cambridge University Hospitals NHS Foundation Trust", "Cambridge University Hospitals", date(2019, 3, 1)),
    ("RD1", "Royal United Hospitals Bath NHS Foundation Trust", "Royal United Hospitals Bath", date(2018, 3, 1)),
)
OUTCOMES = (
    ("Kent", "Burglary", date(2018, 3, 1)),
    ("Merseyside", "Drugs Offences", date(2018, 2, 1)),
    ("National", "Homicide", date(2018, 1, 1)),
    ("Humberside", "Sexual Offences", date(2017, 12, 1)),
    ("Essex", "Criminal Damage", date(2017, 11, 1)),
)
OFFICERS = (
    ("Kent", "Table_1", "officers"),
    ("Cumbria", "Table_1", "officers"),
    ("Cleveland", "Table_1", "officers"),
    ("North Yorkshire", "Table_6", "specials"),
    ("Lincolnshire", "Table_6", "specials"),
    ("Gwent", "Table_5", "support"),
)
MONTHLY = (
    ("Sussex Police", "Sussex", "Burglary"),
    ("Cheshire Constabulary", "Cheshire", "Anti-social behaviour"),
    ("Dorset Police", "Dorset", "Robbery"),
    ("Kent Police", "Kent", "Bicycle theft"),
)
DEATHS = (
    ("RTI", "Road traffic fatalities after police contact"),
    ("Shootings", "Fatal shootings by police"),
    ("Custody", "Deaths in or following police custody"),
    ("Apparent_suicides", "Apparent suicides following police custody"),
)


def slug(text: str) -> str:
    """An id."""
    return "".join(mark if mark.isalnum() else "_" for mark in text.lower()).strip("_")


def crime_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """An offence in a force against the year before, two neighbours and the nation; some with a rate and target."""
    series, people = opendata.rolling_crime(data), opendata.population(data)
    forces = sorted({force for force, _ in series} - {"England and Wales"})
    for number, (own, title, offence, names, neighbours) in enumerate(CRIME):
        end = (date(2018, 12, 31), date(2018, 9, 30), date(2017, 12, 31), date(2016, 3, 31))[number % 4]
        book = Book()
        measure = book.measure(
            slug(offence), offence, names, polarity="lower_is_better", counted=("offence", "offences")
        )
        area = book.area(own, title, (f"{title} Police",))
        others = [book.area(slug(name), name, (), "force") for name in neighbours]
        nation = book.area("england_and_wales", "England and Wales", ("nationally", "national"), "nation")
        now = rolling(end)
        then = back(now, 12)
        book.period = now
        assert then.end is not None
        for one, name in ((area, title), (nation, "England and Wales"), *zip(others, neighbours, strict=True)):
            counts = series[name, offence]
            first = book.value(measure, one, then, counts[then.end], show=one == area)
            last = book.value(measure, one, now, counts[end], show=one in (area, *others))
            book.changes(last, first, show=one in (area, nation))
        rose = sum(series[force, offence].get(end, 0) > series[force, offence].get(then.end, 0) for force in forces)
        book.fact(measure, "areas_with_increase", nation, now, rose, "count", base=then, show=number % 2 == 0)
        if book.lines and number % 2 == 0:
            book.lines[-1] = f"- Forces with an increase in {offence.lower()} (of {len(forces)}): {rose}"
        if number % 3 == 0:
            for one, name in ((area, title), (nation, "ENGLAND AND WALES")):
                count = book.facts[f"{measure}.value.{one}.R12-{end:%Y-%m}"]
                rate = rounded(count.number * 1000 / people[name], 3)
                book.fact(measure, "rate", one, now, rate, "per_1000", decimals=1)
        yield f"crime-{own}", book


def attendance_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """A hospital's emergency department in one month."""
    series = opendata.attendances(data)
    for number, (code, title, short, when) in enumerate(TRUSTS):
        book = Book()
        seen = book.measure(
            "attendances", "A&E attendances", ("attendances", "visits to A&E"), counted=("attendance", "attendances")
        )
        within = book.measure(
            "four_hour",
            "Patients seen within four hours",
            ("four-hour performance", "seen within four hours"),
            "percent",
            "higher_is_better",
        )
        admitted = book.measure(
            "admissions", "Emergency admissions", ("admissions",), counted=("admission", "admissions")
        )
        own = book.area(code.lower(), title, (short, "the Trust"), "trust")
        england = book.area("england", "England", ("nationally",), "nation")
        now = month(when.year, when.month)
        book.period = now
        for one, key in ((own, code), (england, "England")):
            for period in (back(now, 12), now) if number % 2 else (back(now, 1), now):
                assert period.start is not None
                cell = series[key, "all"][period.start]
                book.value(seen, one, period, cell["attendances"], show=one == own)
                share = Decimal(cell["attendances"] - cell["breaches"]) * 100 / cell["attendances"]
                book.value(within, one, period, rounded(share, 4), 1, show=one == own or period == now)
                if one == own:
                    book.value(admitted, one, period, cell["admissions"], show=number % 3 == 0)
            if one == own:
                base = back(now, 12 if number % 2 else 1)
                for measure in (seen, within):
                    pair = [fact for fact in book.facts.values() if fact.measure == measure and fact.area == own]
                    book.changes(next(f for f in pair if f.period == now), next(f for f in pair if f.period == base))
        book.fact(within, "target", own, now, 95, "percent")
        yield f"emergency-{code.lower()}", book


def outcome_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Convictions of one kind of case in one month against the month of the year before."""
    for area_name, category, when in OUTCOMES:
        rows, national = (opendata.case_outcomes(data, name, category) for name in (area_name, "National"))
        book = Book()
        won = book.measure(
            "convictions",
            f"{category} convictions",
            ("convictions",),
            counted=("conviction", "convictions"),
            polarity="higher_is_better",
        )
        lost = book.measure(
            "unsuccessful", f"{category} unsuccessful outcomes", ("unsuccessful outcomes",), polarity="lower_is_better"
        )
        rate = book.measure(
            "conviction_rate", f"{category} conviction rate", ("conviction rate",), "percent", "higher_is_better"
        )
        own = book.area(
            slug(area_name), "National" if area_name == "National" else f"CPS {area_name}", (area_name,), "area"
        )
        now = month(when.year, when.month)
        earlier = [period for period in (back(now, 12), back(now, 1)) if period.start in rows][:1]
        book.period = now
        for period in (*earlier, now):
            assert period.start is not None
            good, bad = rows[period.start]
            book.value(won, own, period, good)
            book.value(lost, own, period, bad)
            book.value(rate, own, period, rounded(Decimal(good * 100) / (good + bad), 4), 1)
        for measure in (won, rate):
            pair = [fact for fact in book.facts.values() if fact.measure == measure and fact.statistic == "value"]
            book.changes(pair[1], pair[0])
        if area_name != "National":
            nation = book.area("national", "National", ("nationally",), "nation")
            assert now.start is not None
            good, bad = national[now.start]
            book.value(rate, nation, now, rounded(Decimal(good * 100) / (good + bad), 4), 1)
        yield f"outcomes-{slug(area_name)}", book


def workforce_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Officers, special constables or community support officers on a day."""
    titles = {
        "officers": ("Police officers (full-time equivalent)", ("police officers", "officers"), 1),
        "specials": ("Special constables", ("specials",), 0),
        "support": (
            "Police community support officers (full-time equivalent)",
            ("PCSOs", "community support officers"),
            1,
        ),
    }
    for area_name, table, kind in OFFICERS:
        rows = opendata.workforce(data, table)
        title, names, decimals = titles[kind]
        book = Book()
        measure = book.measure(kind, title, names, polarity="higher_is_better")
        own = book.area(slug(area_name), area_name, (f"{area_name} Police",))
        nation = book.area("england_and_wales", "England and Wales", ("nationally",), "nation")
        days = list(rows[area_name])
        book.period = day(days[-1])
        for one, key in ((own, area_name), (nation, "Total 43 forces")):
            facts = [
                book.value(measure, one, day(when), rows[key][when], decimals)
                for when in days
                if one == own or when != days[1]
            ]
            book.changes(facts[-1], facts[0])
        forces = [name for name in rows if name not in REGIONS]
        order = sorted((rows[name][days[-1]] for name in forces), reverse=True)
        rank = book.fact(measure, "rank", own, day(days[-1]), order.index(rows[area_name][days[-1]]) + 1, "rank")
        book.lines[-1] = (
            f"- Rank of {area_name} among {len(forces)} forces by {title.lower()} (1 = most): {rank.number}"
        )
        yield f"workforce-{slug(area_name)}-{kind}", book


REGIONS = (
    "North East",
    "North West",
    "Yorkshire and the Humber",
    "East Midlands",
    "Eastern",
    "London",
    "South East",
    "South West",
    "Wales",
    "Total 43 forces",
    "Central Service Secondments",
    "British Transport Police",
    "Total",
)


def monthly_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Five months of one kind of event."""
    series = opendata.monthly_street_crime(data)
    for reporter, title, kind in MONTHLY:
        book = Book()
        measure = book.measure(slug(kind), kind, (), polarity="lower_is_better", counted=("incident", "incidents"))
        own = book.area(slug(title), title, (reporter,))
        facts = [
            book.value(measure, own, month(when.year, when.month), count)
            for when, count in sorted(series[reporter, kind].items())
        ]
        book.period = facts[-1].period
        book.changes(facts[-1], facts[-2])
        book.fact(
            measure, "total", own, _span(facts[0].period, facts[-1].period), sum(int(f.number) for f in facts), "count"
        )
        yield f"monthly-{slug(title)}", book


def _span(first: object, last: object):  # type: ignore[no-untyped-def]
    from pcc_narrator.models.period import Period

    assert isinstance(first, Period) and isinstance(last, Period)
    return Period(first.start, last.end, f"{first.label} to {last.label}")


def death_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Yearly counts."""
    for sheet, title in DEATHS:
        years = opendata.deaths(data)[sheet]
        book = Book()
        measure = book.measure(
            slug(title), title, ("deaths", "fatalities"), polarity="lower_is_better", counted=("death", "deaths")
        )
        own = book.area("england_and_wales", "England and Wales", (), "nation")
        facts = [book.value(measure, own, financial_year(year), years[year]) for year in range(2013, 2019)]
        book.period = facts[-1].period
        book.changes(facts[-1], facts[-2])
        mean = rounded(Decimal(sum(int(f.number) for f in facts[:-1])) / 5, 3)
        span = _span(facts[0].period, facts[-2].period)
        book.fact(measure, "mean", own, span, mean, "count", decimals=1, of=tuple(facts[:-1]))
        book.lines[-1] = f"- {title}, average of the five years 2013/14 to 2017/18: {rounded(mean, 1)}"
        yield f"deaths-{slug(sheet)}", book


def sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Every section of the first series, in order."""
    for make in (
        crime_sections,
        attendance_sections,
        outcome_sections,
        workforce_sections,
        monthly_sections,
        death_sections,
    ):
        yield from make(data)


def second_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Every section of the second series, in order."""
    for make in (*second_crime.MAKERS, *second_services.MAKERS):
        yield from make(data)


def third_sections(data: Path) -> Iterator[tuple[str, Book]]:
    """Every section of the third series, in order."""
    for make in (*third_crime.MAKERS, *third_services.MAKERS):
        yield from make(data)


# the folder, the sections, the first seed, and the prompts of a section by turns
SERIES: dict[str, tuple[str, Callable[[Path], Iterator[tuple[str, Book]]], int, Sequence[tuple[str, str]]]] = {
    "first": ("model", sections, 0, (("board", "press"),)),
    "second": ("model2", second_sections, 1000, (("panel", "press"), ("plain", "board"))),
    "third": ("model3", third_sections, 2000, (("board", "panel"), ("press", "plain"))),
}


def ask(url: str, prompt: str, seed: int) -> dict[str, object]:
    """One reply of a server that speaks the OpenAI protocol."""
    body = {
        "model": "qwen2.5-coder-1.5b-instruct",
        "temperature": 0.7,
        "seed": seed,
        "max_tokens": 120,
        "messages": [{"role": "user", "content": prompt}],
    }
    request = urllib.request.Request(
        url + "/chat/completions", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        reply = json.load(answer)
    choice = reply["choices"][0]
    return {
        "text": choice["message"]["content"],
        "finish_reason": choice["finish_reason"],
        "tokens": reply["usage"]["completion_tokens"],
    }


def main() -> None:
    """Write the fact files; with --record, the replies too."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--record", metavar="URL")
    options.add_argument("--series", choices=tuple(SERIES), default="first")
    given = options.parse_args()
    name, make, base, styles = SERIES[given.series]
    folder = SETS / name
    (folder / "facts").mkdir(parents=True, exist_ok=True)
    replies = folder / "replies.jsonl"
    done = (
        {json.loads(line)["id"] for line in replies.read_text(encoding="utf-8").splitlines()}
        if replies.exists()
        else set()
    )
    wanted = []
    for number, (name, book) in enumerate(make(given.data)):
        (folder / "facts" / f"{name}.json").write_text(facts_to_json(book.fact_set()), encoding="utf-8")
        for place, style in enumerate(styles[number % len(styles)]):
            wanted.append((name, style, base + 100 * place + number, book.lines))
    if given.series != "first":
        wanted.sort(key=lambda one: one[2])  # one reply about each section before the second ones
    for name, style, seed, lines in wanted:
        id = f"{name}-{style}"
        if not given.record or id in done:
            continue
        prompt = SECOND_STYLES[style].format(facts="\n".join(lines))
        row = {
            "id": id,
            "facts": f"facts/{name}.json",
            "prompt": prompt,
            "seed": seed,
            "temperature": 0.7,
            **ask(given.record, prompt, seed),
        }
        with replies.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(id, flush=True)


if __name__ == "__main__":
    main()
