"""report.md: the source that staff edit. Everything that the published report shows stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.models.outline import BoxLine, Cell, Chart, Draft, Outline, Paragraph, Section, Table
from pcc_narrator.rendering.anchors import AnchorCounter, Anchors
from pcc_narrator.rendering.dashboard import dashboard_table, rows_of
from pcc_narrator.rendering.figure_text import bare_text, counts_text, fact_text, field_text, measure_title, period_text
from pcc_narrator.rendering.pipes import pipe_table
from pcc_narrator.rendering.placement import place
from pcc_narrator.rendering.sources import condensed
from pcc_narrator.rendering.words import ENGLISH, Words


def write_markdown(outline: Outline, draft: Draft, facts: FactSet, *, words: Words = ENGLISH) -> str:
    """The whole report as Markdown: the same bytes for the same input.

    Paragraph numbers run through all priorities; each paragraph carries its id in a comment at its end, so that
    it is known again after it was moved or reworded. Figures in boxes, tables and the dashboard are written from
    their facts. A fact that the outline names and the set lacks is printed as "no data".
    """
    return _Writer(outline, draft, facts, words).report()


def chart_path(chart: Chart) -> str:
    """Where report.md links a chart: beside it, in charts/."""
    return f"charts/{safe_name(chart.id)}.svg"


def safe_name(identifier: str) -> str:
    """A file name made from an id."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", identifier).strip("-.") or "chart"


def one_line(text: str) -> str:
    """A paragraph on one line, as a numbered paragraph must be."""
    return re.sub(r"\s+", " ", text).strip()


class _Writer:
    """Writes one report from front to back, counting paragraphs, tables and charts as it goes."""

    def __init__(self, outline: Outline, draft: Draft, facts: FactSet, words: Words) -> None:
        self.outline, self.draft, self.facts, self.words = outline, draft, facts, words
        self.paragraph = self.table = self.chart = 0
        self.told: set[tuple[str, str | None, str]] = set()
        self.anchors = self._plan_anchors()

    def report(self) -> str:
        blocks = [
            *self.front(),
            *self.summary(),
            *self.introduction(),
            *self.dashboard(),
            *self.exceptions(),
            *self.parts(),
            *self.delivery(),
            *self.sources(),
        ]
        return "\n\n".join(block for block in blocks if block) + "\n"

    def _headings(self) -> list[tuple[str, str]]:
        """(section id or "", heading) of every heading in order: it must agree with what `report` writes."""
        outline, words = self.outline, self.words
        rows: list[tuple[str, str]] = [("", outline.title)]
        if self._summary_paragraphs():
            rows.append(("", words.summary))
        if outline.introduction.strip():
            rows.append(("", words.introduction))
            rows += [("", text) for text in re.findall(r"(?m)^#+ +(.*?)[ #]*$", self._introduction_text())]
        if outline.dashboard:
            rows.append(("", words.dashboard))
            rows += [("", part.title) for part in outline.parts if rows_of(part, outline)]
        rows.append(("", words.exceptions))
        rows += [("", words.flag_kind(kind)) for kind in FLAG_KINDS]
        for number, part in enumerate(outline.parts, 1):
            rows.append((part.id, f"{number}. {part.title}"))
            rows += [(section.id, section.title) for section in part.sections]
        return rows

    def _plan_anchors(self) -> Anchors:
        counter = AnchorCounter()
        return Anchors({key: anchor for key, text in self._headings() if (anchor := counter.next(text)) and key})

    def front(self) -> list[str]:
        return [f"# {one_line(self.outline.title)}", one_line(self.outline.subtitle)]

    def _summary_paragraphs(self) -> tuple[Paragraph, ...]:
        """The points of the opening summary; the overviews of the parts stand under their parts."""
        overviews = {name for part in self.outline.parts for name in part.overviews.values()}
        return tuple(paragraph for paragraph in self._summary_draft() if paragraph.id not in overviews)

    def _summary_draft(self) -> tuple[Paragraph, ...]:
        return () if self.outline.summary is None else self.draft.of(self.outline.summary.id)

    def summary(self) -> list[str]:
        paragraphs = self._summary_paragraphs()
        if not paragraphs:
            return []
        return [
            f"## {self.words.summary}",
            "\n".join(f"- {self._point(paragraph)} {_tag(paragraph.id)}" for paragraph in paragraphs),
        ]  # fmt: skip

    def _point(self, paragraph: Paragraph) -> str:
        """A summary point, linked to the section that it points to: by its mention of paragraphs if it has one."""
        text = self._linked(paragraph)
        messages = () if self.outline.summary is None else self.outline.summary.messages
        targets = [section for message in messages if message.id == paragraph.id for section in message.points_to]
        section = next((section for section in self.outline.sections if section.id in targets[:1]), None)
        if section is None or "](" in text:
            return text
        return f"{text} ([{section.title}](#{self.anchors.of_section(section.id)}))"

    def _linked(self, paragraph: Paragraph) -> str:
        """The text on one line, each mention of paragraphs linked to the section in which they stand."""
        sections = {self.draft.numbers[item.id]: item.section for item in self.draft.paragraphs
                    if item.id in self.draft.numbers}  # fmt: skip

        def link(mention: re.Match[str]) -> str:
            anchor = self.anchors.of_section(sections.get(int(mention[1]), ""))
            return f"[{mention[0]}](#{anchor})" if anchor else mention[0]

        return re.sub(r"\bparagraphs? (\d+)(?:(?:,| and| to) \d+)*", link, one_line(paragraph.text))

    def _introduction_text(self) -> str:
        """The introduction with its headings, if any, below ours."""
        text = self.outline.introduction.strip()
        return re.sub(r"(?m)^#+ +", "### ", text)

    def introduction(self) -> list[str]:
        text = self._introduction_text()
        return [f"## {self.words.introduction}", text] if text else []

    def dashboard(self) -> list[str]:
        blocks = []
        for part in self.outline.parts:
            rows = rows_of(part, self.outline)
            if rows:
                table = dashboard_table(rows, self.outline, self.facts, self.anchors, self.words)
                blocks += [f"### {part.title}", "\n".join(table)]
        return [f"## {self.words.dashboard}", *blocks] if blocks else []

    def exceptions(self) -> list[str]:
        blocks = [f"## {self.words.exceptions}"]
        for kind in FLAG_KINDS:
            flags = [flag for flag in self.outline.flags if flag.kind == kind]
            blocks.append(f"### {self.words.flag_kind(kind)}")
            subjects = dict.fromkeys((flag.measure, flag.category, flag.direction) for flag in flags)
            items = [
                self._flagged([flag for flag in flags if (flag.measure, flag.category, flag.direction) == subject])
                for subject in subjects
            ]
            blocks.append("\n".join(items) if items else self._none())
        return blocks

    def _none(self) -> str:
        return self.words.none_this.format(period=self.words.period_kind(self.outline.period.kind))

    def _flagged(self, flags: list[Flag]) -> str:
        """An exception: what it is about, linked to its section, then the evidence of each rule that fired.

        Figures come before what people declare, and the shortest of the names that the evidence gives stands.
        """
        told = [self._evidence(flag) for flag in sorted(flags, key=lambda flag: bool(flag.declared_by))]
        anchor = self._home(flags[0].measure)
        name = min((name for name, _ in told), key=len)
        title = f"[{name}](#{anchor})" if anchor else name
        direction = flags[0].direction
        meaning = "" if direction == "neutral" else f" ({self.words.direction(direction)})"
        evidence = " ".join(rest[:1].upper() + rest[1:] if index else rest for index, (_, rest) in enumerate(told))
        return f"- **{title}**{meaning}: {evidence}"

    def _evidence(self, flag: Flag) -> tuple[str, str]:
        """The name and the evidence of a flag. Evidence that names its subject itself ("Follow-up visits: 3,222 in …")
        is not given a second name. What was told under an earlier kind is told in its first sentence only."""
        evidence = one_line(flag.evidence)
        if (flag.measure, flag.category, evidence) in self.told:
            evidence = re.split(r"(?<=\.) ", evidence)[0]
        self.told.add((flag.measure, flag.category, one_line(flag.evidence)))
        name, colon, rest = evidence.partition(": ")
        if not colon or len(name) > 60 or re.search(r"[.,;]", name):
            name, rest = measure_title(self.facts, flag.measure), evidence
            name = f"{name}, {flag.category}" if flag.category else name
        return name, rest

    def _home(self, measure: str) -> str:
        """The anchor of the section that speaks of a measure: its own, or the one that it is a guest of."""
        own = [section.id for section in self.outline.sections if section.measure == measure]
        guest = [section.id for section in self.outline.sections
                 if any(message.measure == measure for message in section.messages)]  # fmt: skip
        rows = [row.section for row in self.outline.dashboard if row.measure == measure]
        return next((anchor for key in (*own, *guest, *rows) if (anchor := self.anchors.of_section(key))), "")

    def parts(self) -> list[str]:
        blocks = []
        for number, part in enumerate(self.outline.parts, 1):
            blocks.append(f"## {number}. {part.title}")
            points = [one for one in self._summary_draft() if one.id in part.overviews.values()]
            blocks.append("\n".join(f"- {self._linked(point)} {_tag(point.id)}" for point in points))
            for section in part.sections:
                blocks += self.section(section)
        return blocks

    def section(self, section: Section) -> list[str]:
        blocks = [f"### {section.title}", self.box(section)]
        paragraphs = self.draft.of(section.id)
        before, *after = place(section, paragraphs)
        blocks += self.inserts(before)
        for paragraph, inserts in zip(paragraphs, after, strict=True):
            self.paragraph += 1
            blocks.append(f"{self.paragraph}. {one_line(paragraph.text)} {_tag(paragraph.id)}")
            blocks += self.inserts(inserts)
        return blocks

    def box(self, section: Section) -> str:
        if not section.box:
            return ""
        width = max(len(line.facts) for line in section.box)
        columns = [self.words.period, *(self._box_head(section, index) for index in range(width))]
        rows = [[line.label, *self._box_cells(line)] for line in section.box]
        return f"<!-- headline: {section.id} -->\n\n" + "\n".join(pipe_table(columns, rows))

    def _box_head(self, section: Section, index: int) -> str:
        """The measure over the first figures; over later ones what they are, where that is one thing."""
        known = [self.facts.by_id.get(line.facts[index]) for line in section.box if len(line.facts) > index]
        if index and all(fact is None or fact.period.kind == "year" for fact in known):
            return self.words.rolling
        return section.title

    def _box_cells(self, line: BoxLine) -> list[str]:
        """The first figure is of the line's own period; later ones name theirs."""
        cells = []
        for index, identifier in enumerate(line.facts):
            fact = self.facts.by_id.get(identifier)
            if fact is None:
                cells.append(self.words.no_data)
                continue
            text = fact_text(fact, words=self.words) + counts_text(fact, self.facts, words=self.words)
            period = period_text(fact.period, self.facts.calendar, words=self.words)
            cells.append(text + self.words.within(fact.period, period) if index else text)
        return cells

    def inserts(self, inserts: Sequence[Chart | Table]) -> list[str]:
        blocks: list[str] = []
        for item in inserts:
            blocks += self.chart_block(item) if isinstance(item, Chart) else self.table_block(item)
        return blocks

    def chart_block(self, chart: Chart) -> list[str]:
        self.chart += 1
        alt = one_line(chart.alt).replace("[", "(").replace("]", ")")
        return [
            f"**{self.words.chart} {self.chart}: {one_line(chart.title)}**",
            f"![{alt}]({chart_path(chart)})",
            f"[{self.words.data.format(number=self.chart)}]({chart_path(chart).removesuffix('.svg')}.csv)",
        ]

    def table_block(self, table: Table) -> list[str]:
        self.table += 1
        rows = [[self.cell(cell) for cell in row] for row in table.rows]
        rows = [[row[0][:1].upper() + row[0][1:], *row[1:]] for row in rows]
        lines = pipe_table(table.columns, rows, header_columns=table.header_columns)
        notes = [one_line(note) for note in table.notes]
        return [f"**{self.words.table} {self.table}: {one_line(table.caption)}**", "\n".join(lines), *notes]

    def cell(self, cell: Cell) -> str:
        if cell.fact is None:
            return cell.text
        fact = self.facts.by_id.get(cell.fact)
        if fact is None:
            return self.words.no_data
        if fact.statistic in ("rank", "rate"):  # the column's head says among how many, or per 1,000 of what
            return bare_text(replace(fact, out_of=None), words=self.words)
        return field_text(fact, "value", words=self.words)

    def delivery(self) -> list[str]:
        items = self.outline.delivery
        if not items:
            return []
        blocks = [f"## {self.words.delivery}"]
        for objective in dict.fromkeys(item.objective for item in items):
            own = [item for item in items if item.objective == objective]
            lead = any(item.lead for item in own)
            columns = [self.words.action, self.words.status, *([self.words.lead] if lead else []), self.words.done]
            rows = [[item.action, item.status, *([item.lead] if lead else []), item.done] for item in own]
            blocks += [f"### {one_line(objective)}", "\n".join(pipe_table(columns, rows, header_columns=3))]
        return blocks

    def sources(self) -> list[str]:
        if not self.outline.sources:
            return []
        return [f"## {self.words.sources}", "\n".join(f"- {source}" for source in condensed(self.outline.sources))]


def _tag(identifier: str) -> str:
    return f"<!-- {identifier} -->"
