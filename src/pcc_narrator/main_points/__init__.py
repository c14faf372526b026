"""The one-page summary: at most six main points, ranked, a sentence each, proved like any other text."""

from pcc_narrator.main_points.write import MainPoints, write_main_points

__all__ = ["MainPoints", "write_main_points"]
