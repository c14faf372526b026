"""From an outline to paragraphs, through writers that cannot state a figure of their own."""

from pcc_narrator.drafting.brief import Writer
from pcc_narrator.drafting.engine import draft, totals
from pcc_narrator.drafting.writers import make_writer

__all__ = ["Writer", "draft", "make_writer", "totals"]
