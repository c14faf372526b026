"""Makes the tables of data/nhs-emergency-care from data/open/ae_attendances.csv.gz.

    python tools/build_nhs_sample.py

One trust, the ten trusts whose major departments are nearest to its own in size (five smaller, five larger, over
the three years, among those with figures for every month), and England. The same file gives the same bytes.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import pandas as pd
from build_sample import write

from pcc_narrator.workspace.importers import nhs_ae
from pcc_narrator.workspace.types import AREA_COLUMNS, OBSERVATION_COLUMNS

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "data" / "nhs-emergency-care"
OWN = "RTE"
EACH_SIDE = 5
# The file has codes alone. These are the names of the organisations in March 2019, by their ODS codes.
NAMES = {
    "RTE": (
        "gloucestershire", "Gloucestershire Hospitals", "Gloucestershire Hospitals NHS Foundation Trust; the trust",
    ),
    "RWA": ("hull", "Hull University Teaching Hospitals", "Hull and East Yorkshire Hospitals"),
    "RP5": ("doncaster", "Doncaster and Bassetlaw Teaching Hospitals", "Doncaster and Bassetlaw"),
    "RJL": ("northern_lincolnshire", "Northern Lincolnshire and Goole", ""),
    "RRV": ("university_college_london", "University College London Hospitals", "UCLH"),
    "RYR": ("western_sussex", "Western Sussex Hospitals", "Western Sussex"),
    "RKB": ("coventry", "University Hospitals Coventry and Warwickshire", "Coventry and Warwickshire"),
    "R1K": ("london_north_west", "London North West University Healthcare", "London North West"),
    "RDD": ("basildon", "Basildon and Thurrock University Hospitals", "Basildon and Thurrock"),
    "RWF": ("maidstone", "Maidstone and Tunbridge Wells", ""),
    "RAP": ("north_middlesex", "North Middlesex University Hospital", "North Middlesex"),
}  # fmt: skip


def similar(table: pd.DataFrame) -> list[str]:
    """The own code first, then the nearest by attendances at major departments, smallest first."""
    major = table[table["type"] == "1"]
    sizes = major.groupby("org_code").agg(months=("period", "nunique"), size=("attendances", "sum"))
    whole = sizes[sizes["months"] == table["period"].nunique()].sort_values("size")
    place = list(whole.index).index(OWN)
    near = list(whole.index[place - EACH_SIDE : place]) + list(whole.index[place + 1 : place + 1 + EACH_SIDE])
    return [OWN, *near]


def main(target: Path = TARGET) -> None:
    packed = ROOT / "data" / "open" / "ae_attendances.csv.gz"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "ae_attendances.csv"
        plain.write_bytes(gzip.decompress(packed.read_bytes()))
        codes = similar(nhs_ae.read_table(plain))
        result = nhs_ae.read(plain, {code: NAMES[code][0] for code in codes})
    print(*result.taken, *result.left, sep="\n  ")
    rows = [{str(name): "" if value is None else value for name, value in row.items()}
            for row in result.observations.to_dict("records")]  # fmt: skip
    target.mkdir(parents=True, exist_ok=True)
    write(target / "observations.csv", OBSERVATION_COLUMNS, rows)
    areas = [
        {
            "area": NAMES[code][0],
            "title": NAMES[code][1],
            "names": "; ".join(filter(None, (NAMES[code][2], code))),
            "kind": "trust",
        }
        for code in codes
    ]
    areas.append(
        {"area": "similar_trusts", "title": "similar trusts", "names": "trusts of similar size; peers", "kind": "group",
         "members": "; ".join(NAMES[code][0] for code in codes)}
    )  # fmt: skip
    areas.append({"area": "england", "title": "England", "names": "nationally", "kind": "nation"})
    write(target / "areas.csv", AREA_COLUMNS, areas)


if __name__ == "__main__":
    main()
