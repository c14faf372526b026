"""What differs from one language to another in a figure, a date or a period: one small object a language.

Labels of the published forms are in `rendering.words`; what a sentence is made of is in `wording`. A language that is
added needs its forms here, its labels there, a `wording` of its own, and a reader for the checker.
"""

from pcc_narrator.languages.english import ENGLISH
from pcc_narrator.languages.types import Gender, Language, Noun
from pcc_narrator.languages.welsh import WELSH

__all__ = ["ENGLISH", "WELSH", "Gender", "Language", "Noun"]
