"""The grammar of facts: how one figure, change, rank or comparison is said in words.

Everything that puts a fact into a sentence goes through here: the outline's titles and alternative texts, the
template writer, and the references that a language model may use. Nothing here chooses what to say.
"""

from pcc_narrator.wording.context import Wording

__all__ = ["Wording"]
