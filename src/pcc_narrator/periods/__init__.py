"""Periods of time: their keys, how they are printed, and how they are read from prose."""

from pcc_narrator.periods.keys import parse_key, period_key

__all__ = ["parse_key", "period_key"]
