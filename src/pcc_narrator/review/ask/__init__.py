"""Questions about the data, answered by look-up: no model, no free text, every figure a link to its fact."""

from pcc_narrator.review.ask.answer import Answer, Part, Sentence
from pcc_narrator.review.ask.examples import examples
from pcc_narrator.review.ask.forms import ask, fixed
from pcc_narrator.review.ask.library import Library

__all__ = ["Answer", "Library", "Part", "Sentence", "ask", "examples", "fixed"]
