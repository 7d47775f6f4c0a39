"""Yes, no, unknown: the three answers to a question about something written.

Knows nothing of claims.
An unknown never fires a rule; it can only keep one silent.
"""

import enum


class Answer(enum.Enum):
    """The answer to a question that the text may leave open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        """Refused: an answer in doubt is never quietly a bool."""
        raise TypeError("ask `answer is Answer.YES`, for an answer can be unknown")

    def __invert__(self) -> "Answer":
        """The answer to the opposite question."""
        if self is Answer.UNKNOWN:
            return self
        return Answer.NO if self is Answer.YES else Answer.YES

    def __and__(self, other: "Answer") -> "Answer":
        """Yes where both are yes, no where either is no (Kleene's strong logic)."""
        if Answer.NO in (self, other):
            return Answer.NO
        return Answer.YES if self is other is Answer.YES else Answer.UNKNOWN

    def __or__(self, other: "Answer") -> "Answer":
        """Yes where either is yes, no where both are no (Kleene's strong logic)."""
        return ~(~self & ~other)


def answer(truth: bool | None) -> Answer:  # noqa: FBT001
    """The answer for a bool, or unknown for none."""
    if truth is None:
        return Answer.UNKNOWN
    return Answer.YES if truth else Answer.NO
