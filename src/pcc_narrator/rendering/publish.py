"""From a checked text to the published forms. Refuses a text that the facts refute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pcc_narrator.atomic import write_bytes
from pcc_narrator.errors import FindingsError, InputError, Problem
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import Outline
from pcc_narrator.rendering.findings import finding_lines
from pcc_narrator.rendering.page import make_page
from pcc_narrator.rendering.theme import Theme, theme_of
from pcc_narrator.rendering.words import ENGLISH, Words

FORMS = ("md", "html", "docx", "pdf")


def render(
    text: str,
    facts: FactSet,
    report: CheckReport,
    out: Path,
    *,
    charts: Path | None = None,
    to: Sequence[str] = ("html",),
    allow_findings: bool = False,
    flags: Sequence[Flag] = (),
    outline: Outline | None = None,
    words: Words = ENGLISH,
    theme: Theme | None = None,
) -> tuple[Path, ...]:
    """Writes report.md, report.html, report.docx, report.pdf (those named in `to`) into the folder `out`.

    `theme` is the office's own look; by default that of theme.json beside the charts folder.
    `text` is the Markdown that `report` was made from; `charts` the folder that its pictures lie in. Every form is
    made before the first is written, and each is written whole or not at all. Raises FindingsError when a claim is
    refuted, unless `allow_findings`, which prints the findings into each form; MissingExtraError when a form needs
    what is not installed; InputError for a form that is not known or an empty text.
    """
    unknown = [form for form in to if form not in FORMS]
    if unknown:
        raise InputError(
            [Problem("--to", f"{form!r} is no form", f"Choose from {', '.join(FORMS)}.") for form in unknown]
        )
    if not text.strip():
        raise InputError([Problem("report.md", "the text is empty", "Draft the report again, or give another file.")])
    findings = finding_lines(report)
    if findings and not allow_findings:
        raise FindingsError("the text may not be published; the facts refute it:\n" + "\n".join(findings))
    look = theme if theme is not None else theme_of(charts.parent if charts is not None else out)
    made = {form: _MAKERS[form](text, facts, report, charts, words, look) for form in dict.fromkeys(to)}
    paths = []
    for form, content in made.items():
        path = out / f"report.{form}"
        write_bytes(path, content)
        paths.append(path)
    return tuple(paths)


def _markdown(text: str, facts: FactSet, report: CheckReport, charts: Path | None, words: Words, theme: Theme) -> bytes:
    return text.encode("utf-8")


def _html(text: str, facts: FactSet, report: CheckReport, charts: Path | None, words: Words, theme: Theme) -> bytes:
    return make_page(text, facts, report, charts, words=words, theme=theme).encode("utf-8")


def _docx(text: str, facts: FactSet, report: CheckReport, charts: Path | None, words: Words, theme: Theme) -> bytes:
    from pcc_narrator.rendering.word import make_docx

    return make_docx(text, facts, report, charts, words=words, theme=theme)


def _pdf(text: str, facts: FactSet, report: CheckReport, charts: Path | None, words: Words, theme: Theme) -> bytes:
    from pcc_narrator.rendering.pdf import make_pdf

    return make_pdf(text, facts, report, charts, words=words, theme=theme)


_MAKERS: dict[str, Callable[[str, FactSet, CheckReport, Path | None, Words, Theme], bytes]] = {
    "md": _markdown,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
}
