"""Frames of exact values: object columns, so that a Decimal stays a Decimal and a missing value None."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def frame(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """A frame with the given columns in order; `row` is a whole number, all else as it is."""
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pd.DataFrame({
        name: pd.Series(list(cells), dtype="int64" if name == "row" else "object")
        for name, cells in zip(columns, values, strict=True)
    })  # fmt: skip
