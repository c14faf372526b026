"""Small values that are made by the ten thousand: `@record(frozen=True, slots=True)` is a dataclass to the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass, fields
    from operator import attrgetter

    def record(*, frozen: bool, slots: bool):
        """A dataclass whose fields only the type checker keeps from being set again.

        Python's own frozen dataclasses take several times as long to make: they set each field by way of a function.
        And each of their classes takes five compilations to define, where this takes one, for `__init__`.
        """

        def define(cls: type) -> type:
            made = dataclass(slots=slots, repr=False, eq=False)(cls)
            compared = tuple(field.name for field in fields(made) if field.compare)
            shown = tuple(field.name for field in fields(made) if field.repr)
            values = attrgetter(*compared)

            def __eq__(self: object, other: object) -> bool:
                return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

            def __hash__(self: object) -> int:
                return hash(values(self))

            def __repr__(self: object) -> str:
                told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
                return f"{type(self).__qualname__}({told})"

            made.__eq__, made.__repr__ = __eq__, __repr__
            made.__hash__ = __hash__ if frozen else None
            return made

        return define


__all__ = ["record"]
