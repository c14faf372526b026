"""The data that a report is read against: facts and exceptions of its folder, with the checker made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pcc_narrator.checking import Checker
from pcc_narrator.contract import read_facts
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.pipeline import EXCEPTIONS, FACTS
from pcc_narrator.review.flags_file import read_flags
from pcc_narrator.review.log import sha256
from pcc_narrator.review.verdicts import Verdicts

REFRESHED = "refresh.json"  # what `refresh` left to be decided


@dataclass(frozen=True, slots=True)
class Data:
    """What was read, with its hashes: of facts.json, and of what lies beside it. `seen` tells a file written anew."""

    facts: FactSet
    facts_sha256: str
    flags: tuple[Flag, ...]
    beside_sha256: str
    verdicts: Verdicts
    seen: tuple[int, int, int]


def read_data(folder: Path) -> Data:
    """Read the data of a report folder. Raises FactsFileError for facts that are none."""
    path = folder / FACTS
    seen = stamp(path)
    facts = read_facts(path)
    beside = sha256("".join(_hash(folder / name) for name in (EXCEPTIONS, REFRESHED)))
    flags = tuple(read_flags(folder / EXCEPTIONS))
    return Data(facts, sha256(path.read_bytes()), flags, beside, Verdicts(Checker(facts)), seen)


def stamp(path: Path) -> tuple[int, int, int]:
    """What tells that a file was written anew, without reading it."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()) if path.is_file() else ""
