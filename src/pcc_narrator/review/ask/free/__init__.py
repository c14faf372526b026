"""Free questions: a model answers by references, and nothing is shown that the checker does not pass."""

from pcc_narrator.review.ask.free.asker import Asker
from pcc_narrator.review.ask.free.model import make_asker
from pcc_narrator.review.ask.free.passage import Passage

__all__ = ["Asker", "Passage", "make_asker"]
