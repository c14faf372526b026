"""Periods of time: their keys, how they are printed, and how they are read from prose."""

from pcc_narrator.periods.keys import parse_key, period_key
from pcc_narrator.periods.mention import PeriodMention
from pcc_narrator.periods.read import read_periods
from pcc_narrator.periods.relative import resolve
from pcc_narrator.periods.write import write_period

__all__ = ["PeriodMention", "parse_key", "period_key", "read_periods", "resolve", "write_period"]
