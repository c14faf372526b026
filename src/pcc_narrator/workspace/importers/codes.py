"""The code lists that importers share: areas of England and Wales, and recorded crime offence groups."""

from __future__ import annotations

import csv
import difflib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HERE = "pcc_narrator.workspace.importers"


@dataclass(frozen=True, slots=True)
class KnownArea:
    """An area of the code list. `region` is the id of the region that a force lies in."""

    id: str
    code: str
    title: str
    kind: str
    region: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownOffence:
    """A label of a source and the crime group it belongs to ("" for what no force total counts)."""

    label: str
    group: str
    subgroup: str
    note: str


class UnknownNameError(ValueError):
    """A name that the code list lacks; the message has the nearest known one."""


@cache
def areas() -> tuple[KnownArea, ...]:
    """Forces, regions and nations, in the order of the published tables."""
    with (files(_HERE) / "areas_england_wales.csv").open(encoding="utf-8") as stream:
        return tuple(
            KnownArea(
                row["area"], row["code"], row["title"], row["kind"], row["region"],
                tuple(name for name in row["names"].split("; ") if name),
            )
            for row in csv.DictReader(stream)
        )  # fmt: skip


def forces() -> tuple[KnownArea, ...]:
    """The 43 territorial forces."""
    return tuple(area for area in areas() if area.kind == "force")


@cache
def _areas_by_name() -> dict[str, KnownArea]:
    known: dict[str, KnownArea] = {}
    for kind in ("force", "other", "nation", "region"):  # a force wins where a region has the same name
        for area in areas():
            if area.kind == kind:
                for name in (area.id, area.title, *area.names):
                    known.setdefault(_plain(name), area)
    return known


@cache
def _run_together() -> dict[str, str]:
    """Plain names by their form without blanks: one publisher writes "GreaterManchester"."""
    return {name.replace(" ", ""): name for name in _areas_by_name()}


@cache
def _areas_by_code() -> dict[str, KnownArea]:
    return {area.code: area for area in areas() if area.code}


def find_area(name: str, code: str = "") -> KnownArea:
    """The area that a source names. The code decides where there is one: a region and a force share a name.

    Footnote marks stuck to the name ("ENGLAND AND WALES7,8", "Lancashire11") are taken off.
    Raises UnknownNameError with the nearest known name.
    """
    code = code.strip()
    if code in _areas_by_code():
        return _areas_by_code()[code]
    plain = _plain(without_footnotes(name))
    found = _areas_by_name().get(plain) or _areas_by_name().get(_run_together().get(plain.replace(" ", ""), ""))
    if found is None:
        near = difflib.get_close_matches(plain, list(_areas_by_name()), n=1)
        advice = f" The nearest known name is {_areas_by_name()[near[0]].title!r}." if near else ""
        raise UnknownNameError(f"{name!r} is no area of the code list.{advice}")
    return found


@cache
def offences() -> dict[str, KnownOffence]:
    """Every offence label that a source uses, by its plain form."""
    with (files(_HERE) / "offences_england_wales.csv").open(encoding="utf-8") as stream:
        return {
            _plain(row["label"]): KnownOffence(row["label"], row["group"], row["subgroup"], row["note"])
            for row in csv.DictReader(stream)
        }


def find_offence(label: str) -> KnownOffence:
    """The crime group of a source's offence label. Raises UnknownNameError with the nearest known label."""
    plain = _plain(without_footnotes(label))
    found = offences().get(plain)
    if found is None:
        near = difflib.get_close_matches(plain, list(offences()), n=1)
        advice = f" The nearest known label is {offences()[near[0]].label!r}." if near else ""
        raise UnknownNameError(f"{label!r} is no offence of the code list.{advice}")
    return found


def without_footnotes(text: str) -> str:
    """A name without the footnote digits that stick to its end: "Robbery3,4" is Robbery."""
    return re.sub(r"(?<=[A-Za-z)])\s?\d[\d, ]*$", "", " ".join(str(text).split())).strip()


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower().replace("&", " and ")).strip()
