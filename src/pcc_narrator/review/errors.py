"""What the review page refuses, and how it says so.

ReviewError             a request that cannot be carried out; `status` is its HTTP status
 ├── Conflict           raised when somebody else changed the paragraph first; carries both versions
 ├── NotFound           raised for a paragraph, fact or exception that the report does not have
 └── Refused            raised when a rule forbids it: a refuted figure, a role, a text that would hide figures
"""

from __future__ import annotations

from pcc_narrator.errors import NarratorError


class ReviewError(NarratorError):
    """A request that cannot be carried out."""

    status = 400


class NotFound(ReviewError):
    """The report has no such paragraph, fact or exception."""

    status = 404


class Refused(ReviewError):
    """A rule forbids it."""

    status = 422


class Conflict(ReviewError):
    """Somebody else changed the paragraph first. Nothing was overwritten."""

    status = 409

    def __init__(self, message: str, *, text: str, version: int, author: str, removed: bool = False) -> None:
        self.text, self.version, self.author, self.removed = text, version, author, removed
        super().__init__(message)
