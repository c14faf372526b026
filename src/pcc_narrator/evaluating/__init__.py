"""Writers measured against one another over workspaces: how much of what they wrote could stand, and how it reads."""

from pcc_narrator.evaluating.evaluate import Result, evaluate
from pcc_narrator.evaluating.stages import Stage, stage_of

__all__ = ["Result", "Stage", "evaluate", "stage_of"]
