"""The forms that a reply may have: text with references, a choice among phrasings, a list of segments."""

from collections.abc import Mapping

from pcc_narrator.drafting.llm.shapes.base import Piece, Question, ReplyError, Shape
from pcc_narrator.drafting.llm.shapes.choices import Choices
from pcc_narrator.drafting.llm.shapes.paragraphs import Paragraphs
from pcc_narrator.drafting.llm.shapes.segments import Segments

SHAPES: Mapping[str, Shape] = {shape.name: shape for shape in (Paragraphs(), Choices(), Segments())}

__all__ = ["SHAPES", "Piece", "Question", "ReplyError", "Shape"]
