"""Small values that are made by the ten thousand: `@record(frozen=True, slots=True)` is a dataclass to the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool):
        """A dataclass whose fields only the type checker keeps from being set again.

        Python's own frozen dataclasses take several times as long to make: they set each field by way of a function.
        """
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["record"]
