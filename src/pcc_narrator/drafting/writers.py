"""Writers by name."""

from __future__ import annotations

from pcc_narrator.drafting.brief import Writer
from pcc_narrator.drafting.template import TemplateWriter
from pcc_narrator.errors import WriterError


def find_writer(name: str) -> Writer:
    """The writer of a name. Raises WriterError with the names there are."""
    if name == "template":
        return TemplateWriter()
    raise WriterError(f"there is no writer {name!r}. Use template, openai:MODEL or replay:FOLDER.")
