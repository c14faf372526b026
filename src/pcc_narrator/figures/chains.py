"""Amounts that stand together: ranges ("10–12", "between 10 and 12"), and units shared ("from 3.1 to 3.4 per cent")."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pcc_narrator.figures.amount import Amount
from pcc_narrator.figures.amounts import read_amount, share_unit
from pcc_narrator.figures.names import read_name
from pcc_narrator.figures.tokens import DASHES, NOTHING, Stream
from pcc_narrator.figures.wordings import read_wording
from pcc_narrator.models.record import record

_LONGEST = 8


@record(frozen=True, slots=True)
class _Joint:
    """What stands between two amounts: "to", "and", "or", ",", "-" (a dash) or " - " (a dash between spaces)."""

    mark: str
    after: int  # index of the token after it
    comma: bool = False  # ", and"


def read_chain(stream: Stream, index: int, *, interval: bool = False) -> list[Amount]:
    """The amounts that start at a token: one, or two to eight that share a unit, or one range.

    `interval`: the text has just announced bounds ("95% CI").
    """
    first = read_amount(stream, index)
    if first is None:
        return []
    amounts: list[Amount] = [first]
    joints: list[_Joint] = []
    while len(amounts) < _LONGEST:
        joint = _joint(stream, amounts[-1].stop)
        if joint is None or (not amounts[-1].bare and len(amounts) > 1):
            break
        if joint.comma and joint.mark == "or" and joints and joints[-1].mark == "to":
            break  # "from 1,730 to 1,954, or 12.9 per cent": the change in another unit
        following = _next_amount(stream, joint.after)
        if following is None:
            break
        amounts.append(following)
        joints.append(joint)
        if not amounts[-2].bare:
            break
    if len(amounts) == 1:
        return amounts
    if interval:
        pair = _shared_pair(amounts[0], amounts[1])
        if pair[0].value <= _signed(pair[1]):
            return [replace(_joined(*pair), kind="interval")]
    spanned = _range(stream, amounts[0], amounts[1], joints[0])
    if spanned is not None:
        return [spanned]
    if not amounts[-1].bare and _may_share(stream, amounts, joints):
        model = amounts[-1]
        return [share_unit(amount, model) if amount.bare else amount for amount in amounts]
    return amounts[:1]


def _next_amount(stream: Stream, index: int) -> Amount | None:
    """What `read_amount` finds where nothing else starts; remembered, so that long lists are read once."""
    if index not in stream.amounts:
        stream.amounts[index] = _fresh_amount(stream, index)
    return stream.amounts[index]


def _fresh_amount(stream: Stream, index: int) -> Amount | None:
    if stream.at(index) is NOTHING or read_name(stream, index) is not None or read_wording(stream, index) is not None:
        return None
    return read_amount(stream, index)


def _joint(stream: Stream, index: int) -> _Joint | None:
    token = stream.at(index)
    if token.text == "-" and stream.glued(index) and stream.at(index + 1).low in ("to", "and", "or"):
        token, index = stream.at(index + 1), index + 1  # six- to eight-week waits
    if token.low in ("to", "and", "or"):
        return _Joint(token.low, index + 1)
    if token.text == ",":
        if stream.at(index + 1).low in ("and", "or"):
            return _Joint(stream.at(index + 1).low, index + 2, comma=True)
        return _Joint(",", index + 1)
    if token.text in DASHES and token is not NOTHING:
        before, behind = stream.glued(index), stream.glued(index + 1)
        if before and behind:
            return _Joint("-", index + 1)
        if not before and not behind and token.text != "−":
            return _Joint(" - ", index + 1)  # "12 −3.4%" holds a sign
    return None


def _signed(amount: Amount) -> Decimal:
    return -amount.value if amount.sign < 0 else amount.value


def _shared_pair(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """Both amounts in one unit, each taking what it lacks from the other: £3–4 million, 10 to 12 per cent."""
    if second.bare and first.kind == "money":
        second = replace(second, kind="money", unit=first.unit, bare=False)
    lacks_scale = first.number.scale == 1 and second.number.scale > 12
    if (first.bare and not second.bare) or (lacks_scale and first.kind in ("money", "number")):
        return share_unit(first, second), second
    return first, second


def _joined(first: Amount, second: Amount) -> Amount:
    return replace(first, stop=second.stop, high=_signed(second), step=second.step)


def _range(stream: Stream, first: Amount, second: Amount, joint: _Joint) -> Amount | None:
    if first.high is not None or second.high is not None:
        return None
    one, two = _shared_pair(first, second)
    if (one.kind, one.unit) != (two.kind, two.unit) or _signed(one) >= _signed(two):
        return None
    before = stream.before(first.begin).low
    if before in ("about", "around", "roughly", "approximately", "some"):
        before = stream.before(first.begin - 1).low
    if before in ("further", "another", "additional") and joint.mark == "to":
        return None  # "by a further 157 to 1,159"
    if before == "between" and joint.mark in ("and", "to", "-", " - "):
        return _joined(one, two)
    far = one.value <= 0 or two.value > 10 * one.value
    if joint.mark == "-":
        return None if two.sign or far else _joined(one, two)
    if joint.mark == " - ":
        return _joined(one, two) if first.bare and not second.bare and not far and not second.sign else None
    if joint.mark == "to":
        if before in stream.words["change_words"] or far:
            return None
        wide = before in ("of", "by") and two.value > 2 * one.value
        if before == "by" and two.bare and two.value >= 100 and not _counts(stream, second.stop):
            return None  # "rose by 2,440 to 4,300 and"
        return None if wide else _joined(one, two)
    if joint.mark == "or":
        return _joined(one, two) if two.value == one.value + 1 and two.step == 1 else None
    return None


def _counts(stream: Stream, index: int) -> bool:
    """Whether a noun or unit follows that a range is of: "by 200 to 300 visits"."""
    following = stream.at(index)
    return following.kind == "word" and following.low not in stream.words["rate_stops"] | stream.words["after_fraction"]


def _may_share(stream: Stream, amounts: list[Amount], joints: list[_Joint]) -> bool:
    marks = [joint.mark for joint in joints]
    if any(mark == " - " for mark in marks) or ("," in marks and marks[-1] not in ("and", "or")):
        return False
    if len(amounts) == 2 and (marks[0] in (",", "or") or joints[0].comma):
        return False  # "fell by 385, or 3.4 per cent"
    if len(amounts) == 2 and marks[0] == "and":
        alike = amounts[0].step == amounts[1].number.step
        if not alike or stream.before(amounts[0].begin).low == "of":
            return False
    return amounts[-1].kind in ("percent", "points", "duration", "rate", "money")
