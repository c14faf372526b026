"""The table of rules: the one that ships with the program, and an office's own laid over it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.style.checks import CHECKS
from pcc_narrator.style.types import PLACES, Rule

_FIELDS: Mapping[str, type] = {
    "check": str, "pattern": str, "words": dict, "message": str, "suggestion": str, "where": list, "most": int,
    "keep": list, "not_under": list, "notes": bool, "case": bool, "on": bool,
}  # fmt: skip
_LOOKS_FOR = ("check", "pattern", "words")


def default_rules_text() -> str:
    """The table that ships with the program, to start one's own from."""
    return (files(__package__) / "rules.toml").read_text(encoding="utf-8")


def read_rules(path: Path | None = None) -> tuple[Rule, ...]:
    """The rules of house style, in the order of the table; with `path`, an office's table laid over it.

    The office's table need only hold what differs: fields of a rule replace those of the rule of the same id,
    `on = false` turns a rule off, a new id adds a rule. Raises InputError naming each rule and field that is wrong.
    """
    table = tomllib.loads(default_rules_text())["rules"]
    name = "rules.toml"
    if path is not None:
        name = str(path)
        for rule, fields in _own(path).items():
            known = table.get(rule, {})
            if isinstance(fields, dict) and any(key in fields for key in _LOOKS_FOR):
                known = {key: value for key, value in known.items() if key not in _LOOKS_FOR}
            table[rule] = {**known, **fields} if isinstance(fields, dict) else fields
    reader = _Reader(name)
    rules = [reader.rule(rule, fields) for rule, fields in table.items()]
    if reader.problems:
        raise InputError(reader.problems)
    return tuple(rule for rule in rules if rule is not None)


def _own(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError([Problem(str(path), "there is no such file.")]) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError([Problem(str(path), f"is no TOML: {error}.")]) from None
    rules = data.pop("rules", None)
    if data or not isinstance(rules, dict):
        odd = ", ".join(data) or "nothing else"
        raise InputError(
            [Problem(str(path), f"must hold tables [rules.ID] alone; it holds {odd}.", "See docs/style.md.")]
        )
    return rules


class _Reader:
    """Makes rules of decoded tables and collects what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def rule(self, rule: str, fields: Any) -> Rule | None:
        """The rule; None where it is turned off or wrong."""
        before = len(self.problems)
        if not isinstance(fields, dict):
            self._wrong(rule, "", "must be a table [rules.ID].")
            return None
        for key, value in fields.items():
            if key not in _FIELDS:
                self._wrong(rule, key, "is no field of a rule.", f"The fields are {', '.join(_FIELDS)}.")
            elif type(value) is not _FIELDS[key]:
                self._wrong(rule, key, f"must be {_NAMES[_FIELDS[key]]}.", value=value)
            elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
                self._wrong(rule, key, "must be a list of texts.", value=value)
        if len(self.problems) > before or not fields.get("on", True):
            return None
        if len(found := [key for key in _LOOKS_FOR if key in fields]) != 1:
            self._wrong(rule, " and ".join(found), "needs one of check, pattern or words, and one only.")
        if not fields.get("message"):
            self._wrong(rule, "message", "is missing.", "Say what is wrong with what was found.")
        pattern = self._pattern(rule, fields)
        where = self._where(rule, fields.get("where", ["prose"]))
        check = fields.get("check", "")
        if check and check not in CHECKS:
            self._wrong(rule, "check", "is no check.", f"The checks are {', '.join(CHECKS)}.", value=check)
        if check == "long_sentence" and fields.get("most", 0) < 1:
            self._wrong(rule, "most", "must be the number of words that is enough.", value=fields.get("most", ""))
        if len(self.problems) > before:
            return None
        return Rule(
            rule,
            fields["message"],
            fields.get("suggestion", ""),
            where,
            pattern,
            {key.casefold(): value for key, value in fields.get("words", {}).items()},
            check,
            fields.get("most", 0),
            tuple(fields.get("keep", ())),
            frozenset(heading.casefold() for heading in fields.get("not_under", ())),
            fields.get("notes", True),
        )

    def _pattern(self, rule: str, fields: Mapping[str, Any]) -> re.Pattern[str] | None:
        source = fields.get("pattern", "")
        if words := fields.get("words"):
            if not all(isinstance(use, str) for use in words.values()):
                self._wrong(rule, "words", "must give a text for each word.")
                return None
            longest = sorted(words, key=lambda word: (-len(word), word))
            joined = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in longest)
            source = rf"(?<![\w-])(?:{joined})(?![\w-])"
        if not source:
            return None
        try:
            return re.compile(source, re.NOFLAG if fields.get("case") else re.IGNORECASE)
        except re.error as error:
            self._wrong(rule, "pattern", f"is no regular expression: {error}.", value=source)
            return None

    def _where(self, rule: str, places: list[str]) -> frozenset[str]:
        for place in places:
            if place not in PLACES:
                self._wrong(rule, "where", "is no place.", f"The places are {', '.join(PLACES)}.", value=place)
        return frozenset(kind for place in places for kind in PLACES.get(place, ()))

    def _wrong(self, rule: str, key: str, message: str, advice: str = "", *, value: object = "") -> None:
        where = f"rules.{rule}" + (f".{key}" if key else "")
        self.problems.append(Problem(self.file, message, advice, column=where, value=str(value)))


_NAMES: Mapping[type, str] = {
    str: "a text",
    dict: "a table",
    list: "a list",
    int: "a whole number",
    bool: "true or false",
}
