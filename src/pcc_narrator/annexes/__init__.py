"""Annexes to a report: every fact, exception and source as tables, in CSV and in one accessible workbook."""

from pcc_narrator.annexes.write import write_annexes

__all__ = ["write_annexes"]
