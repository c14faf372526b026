"""What must be said, in what order, and what stands beside it: content selection without any prose."""

from pcc_narrator.outlining.build import outline

__all__ = ["outline"]
