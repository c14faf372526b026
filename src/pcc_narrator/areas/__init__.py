"""Reports on areas of the data that ship with the program: one by its name, or all of them with a league table."""

from pcc_narrator.areas.every import AllMade, draft_all
from pcc_narrator.areas.one import draft_area

__all__ = ["AllMade", "draft_all", "draft_area"]
