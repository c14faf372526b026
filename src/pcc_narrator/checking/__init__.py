"""The checker: proves each claim of a text against facts. It knows texts and facts only.

`check(text, facts)` is the whole of it; `Checker` keeps a fact set ready for many texts.
"""

from pcc_narrator.checking.engine import Checker, check

__all__ = ["Checker", "check"]
