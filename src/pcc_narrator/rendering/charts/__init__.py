"""Pictures of facts: one module a kind of chart, one style for all, the figures of each beside it as CSV."""

from pcc_narrator.rendering.charts.draw import draw_charts, draw_png, draw_spark_png

__all__ = ["draw_charts", "draw_png", "draw_spark_png"]
