"""Two reports side by side: figures that moved, revisions, flags that came and went, and words that changed."""

from pcc_narrator.comparing.compare import compare
from pcc_narrator.comparing.types import Comparison, Side

__all__ = ["Comparison", "Side", "compare"]
