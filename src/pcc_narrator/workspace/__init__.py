"""The inputs of a report: a folder (or one workbook) of a plan, observations and notes, read and checked."""

from pcc_narrator.workspace.load import load_workspace, validate_workspace
from pcc_narrator.workspace.new import init_workspace
from pcc_narrator.workspace.quality import quality_report
from pcc_narrator.workspace.schema import workspace_schema

__all__ = ["init_workspace", "load_workspace", "quality_report", "validate_workspace", "workspace_schema"]
