"""The part of a picture in which data are drawn: where a value stands in it, and its axes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.letters import width_of
from pcc_narrator.rendering.charts.shapes import Box, Label, Path, Place, segments, text

Tick = tuple[float, str]
_PAD = 3.5  # between an axis and its labels
_TICK = 3.0
_EDGE = 3.0  # that stays free at the left of a picture
_GRID, _AXIS = 0.7, 0.8  # widths


@dataclass(frozen=True, slots=True)
class Frame:
    """A box in points, and the values at its left and right, and at its lower and upper side."""

    box: Box
    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, value: float) -> float:
        """Where a value stands from left to right."""
        low, high = self.across
        return self.box.left + (value - low) / (high - low) * (self.box.right - self.box.left)

    def y(self, value: float) -> float:
        """Where a value stands, from the top of the picture."""
        low, high = self.up
        return self.box.bottom - (value - low) / (high - low) * (self.box.bottom - self.box.top)

    def places(self, points: Iterable[tuple[float, float]]) -> tuple[Place, ...]:
        """Where points stand."""
        return tuple((self.x(across), self.y(up)) for across, up in points)

    def line(
        self, points: Iterable[tuple[float, float]], colour: str, width: float, dash: tuple[float, ...] = ()
    ) -> Path:
        """A line through points, cut off at the sides of the frame."""
        return Path(self.places(points), colour, width, dash, within=self.box)

    def level(self, value: float, colour: str, width: float, dash: tuple[float, ...] = ()) -> Path:
        """A level line through the whole frame."""
        return Path(((self.box.left, self.y(value)), (self.box.right, self.y(value))), colour, width, dash)

    def upright(self, value: float, colour: str, width: float, dash: tuple[float, ...] = ()) -> Path:
        """An upright line through the whole frame."""
        return Path(((self.x(value), self.box.bottom), (self.x(value), self.box.top)), colour, width, dash)

    def with_room(self, labels: Sequence[Tick], size: float = style.TICKS) -> Frame:
        """The frame with its left side where the longest label beside it begins within the picture."""
        widest = max((width_of(label, size) for _, label in labels), default=0.0)
        return replace(self, box=replace(self.box, left=max(self.box.left, _EDGE + widest + _PAD)))


def value_axis(frame: Frame, ticks: Sequence[Tick], size: float = style.TICKS) -> tuple[list[Path], list[Label]]:
    """Level lines at the ticks, for below the data, and what they mean, at the left."""
    grid = [frame.level(value, style.GRID, _GRID) for value, _ in ticks]
    return grid, beside(frame, ticks, size)


def beside(frame: Frame, ticks: Sequence[Tick], size: float = style.TICKS, bold: Iterable[float] = ()) -> list[Label]:
    """Labels at the left of the frame."""
    strong, left = set(bold), frame.box.left - _PAD
    return [
        line
        for value, label in ticks
        for line in text((left, frame.y(value)), label, size, style.INK, anchor="end", bold=value in strong)
    ]


def foot_axis(frame: Frame, ticks: Sequence[Tick], size: float = style.TICKS) -> tuple[list[Path], list[Label]]:
    """The line at the foot of the frame with a short stroke at each tick, and the labels under it."""
    bottom = frame.box.bottom
    base = Path(((frame.box.left, bottom), (frame.box.right, bottom)), style.QUIET, _AXIS)
    strokes = segments([((frame.x(at), bottom), (frame.x(at), bottom + _TICK)) for at, _ in ticks], style.INK, _AXIS)
    return [base, *strokes], under(frame, ticks, _TICK + _PAD, size)


def cross_axis(frame: Frame, ticks: Sequence[Tick]) -> tuple[list[Path], list[Label]]:
    """Upright lines at the ticks, for below the data, and the labels under them."""
    return [frame.upright(at, style.GRID, _GRID) for at, _ in ticks], under(frame, ticks, _PAD, style.TICKS)


def under(frame: Frame, ticks: Sequence[Tick], below: float, size: float) -> list[Label]:
    """Labels so far below the foot of the frame."""
    top = frame.box.bottom + below
    return [
        line
        for at, label in ticks
        for line in text((frame.x(at), top), label, size, style.INK, anchor="middle", stands="under")
    ]


def upright_axis(frame: Frame) -> Path:
    """The line at the left of the frame."""
    return Path(((frame.box.left, frame.box.bottom), (frame.box.left, frame.box.top)), style.QUIET, _AXIS)
