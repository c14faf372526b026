"""One grammar of figures: `write` formats what `read_figures` reads back."""

from pcc_narrator.figures.read import read_figures
from pcc_narrator.figures.write import fraction_words, ordinal, write

__all__ = ["fraction_words", "ordinal", "read_figures", "write"]
