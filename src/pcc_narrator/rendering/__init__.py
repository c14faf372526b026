"""The published forms of a report: Markdown that staff edit, charts, self-contained HTML, Word and PDF.

`write_markdown` lays out a draft, `draw_charts` draws what its outline names, `render` publishes a checked text,
`read_edits` brings what staff changed in Word back into the Markdown.
"""

from pcc_narrator.rendering.charts import draw_charts
from pcc_narrator.rendering.charts.said import pictures_text
from pcc_narrator.rendering.edits import Change, Edits, read_edits
from pcc_narrator.rendering.publish import FORMS, render
from pcc_narrator.rendering.report import write_markdown
from pcc_narrator.rendering.theme import Theme, read_theme, write_theme

__all__ = [
    "FORMS", "Change", "Edits", "Theme", "draw_charts", "pictures_text", "read_edits", "read_theme",
    "render", "write_markdown", "write_theme",
]  # fmt: skip
