"""The inputs of a report: a folder (or one workbook) of a plan, observations and notes, read and checked."""

from pcc_narrator.workspace.load import load_workspace, validate_workspace

__all__ = ["load_workspace", "validate_workspace"]
