"""What is the office's own: name, colour, logo, letterhead for Word, contact. Kept beside a report as theme.json."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from pcc_narrator.atomic import write_bytes, write_text
from pcc_narrator.colours import HEX, readable
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.wording.nouns import listed
from pcc_narrator.workspace.plan import ThemePlan

FILE = "theme.json"
PAPER, TINT = "#ffffff", "#f1f5f8"  # of page.css, light
DARK_PAPER, DARK_TINT = "#12181e", "#1c252e"  # and dark
COLOUR = "#0b5a8a"
LARGEST = 1_000_000
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Theme:
    """What an office sets. Every field may be empty: then the program's own look is used."""

    name: str = ""
    colour: str = ""
    logo: Path | None = None
    logo_alt: str = ""
    reference: Path | None = None
    contact: str = ""

    @property
    def light(self) -> str:
        """The colour on light paper, dark enough to be read."""
        return readable(self.colour or COLOUR, PAPER, TINT)

    @property
    def dark(self) -> str:
        """The colour on dark paper, light enough to be read."""
        return readable(self.colour or COLOUR, DARK_PAPER, DARK_TINT)

    def css(self) -> str:
        """Styles that come after those of the page; nothing where the office has no colour of its own."""
        if not self.colour:
            return ""
        return (
            f":root {{ --link: {self.light}; --accent: {self.light}; }}\n"
            f"@media (prefers-color-scheme: dark) {{ :root {{ --link: {self.dark}; --accent: {self.dark}; }} }}\n"
        )

    def logo_data(self) -> str:
        """The logo as a data: address; nothing where there is none."""
        if self.logo is None:
            return ""
        content = base64.b64encode(self.logo.read_bytes()).decode("ascii")
        return f"data:{_TYPES[self.logo.suffix.lower()]};base64,{content}"


PLAIN = Theme()


def read_theme(plan: ThemePlan, workspace: Path, contact: str = "") -> Theme:
    """The theme of a plan with the files that it names, which lie in the workspace's folder, and whom to ask.

    Raises InputError for a file that is missing, of another kind, or larger than 1 MB.
    """
    base = workspace if workspace.is_dir() else workspace.parent
    logo = _given(base, plan.logo, "logo", tuple(_TYPES))
    reference = _given(base, plan.reference, "reference", (".docx",))
    return Theme(plan.name, plan.colour, logo, plan.logo_alt, reference, " ".join(contact.split()))


def _given(base: Path, name: str, key: str, kinds: tuple[str, ...]) -> Path | None:
    if not name:
        return None
    path = base / name
    if path.suffix.lower() not in kinds:
        problem, advice = f"is no {listed(kinds, 'or')} file.", "Save it as one."
    elif not path.is_file():
        problem, advice = "is not in the workspace folder.", "Put it beside the plan."
    elif path.stat().st_size > LARGEST:
        problem, advice = "is larger than 1 MB.", "Save it smaller: every copy of the report carries it."
    else:
        return path
    raise InputError([Problem(f"plan.yaml: theme.{key}", problem, advice, value=name)])


def write_theme(theme: Theme, out: Path) -> None:
    """theme.json and the files that it names, into an output folder; nothing for the program's own look."""
    if theme == PLAIN:
        return
    data: dict[str, str] = {"name": theme.name, "colour": theme.colour, "logo_alt": theme.logo_alt}
    if theme.contact:
        data["contact"] = theme.contact
    for key, source in (("logo", theme.logo), ("reference", theme.reference)):
        if source is not None:
            data[key] = f"theme/{key}{source.suffix.lower()}"
            write_bytes(out / data[key], source.read_bytes())
    write_text(out / FILE, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def theme_of(out: Path | None) -> Theme:
    """The theme of an output folder; the program's own look where it has none, or one that cannot be used."""
    try:
        data = json.loads((out / FILE).read_text(encoding="utf-8")) if out is not None else {}
        name, colour, alt, contact = (str(data.get(key, "")) for key in ("name", "colour", "logo_alt", "contact"))
        files = {key: _file(out, data.get(key)) for key in ("logo", "reference")}
    except (OSError, ValueError, AttributeError):
        return PLAIN
    logo = files["logo"] if files["logo"] is not None and files["logo"].suffix.lower() in _TYPES else None
    return Theme(name, colour if HEX.fullmatch(colour) else "", logo, alt, files["reference"], contact)


def _file(out: Path | None, name: object) -> Path | None:
    if out is None or not isinstance(name, str) or not name.startswith("theme/") or ".." in name:
        return None
    path = out / name
    return path if path.is_file() else None
