"""Every kind of arithmetic within one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.within.anniversaries import find_wrong_anniversaries
from pcc_narrator.checking.within.apart import find_apart
from pcc_narrator.checking.within.averages import find_wrong_averages
from pcc_narrator.checking.within.beside_pairs import find_beside_pairs
from pcc_narrator.checking.within.changes_told import find_changes_told
from pcc_narrator.checking.within.compared import find_wrongly_compared
from pcc_narrator.checking.within.compared_behind import find_compared_behind
from pcc_narrator.checking.within.dated import find_wrong_dates
from pcc_narrator.checking.within.for_each import find_for_each
from pcc_narrator.checking.within.impossible_shares import find_impossible_shares
from pcc_narrator.checking.within.more_than_all import find_more_than_all
from pcc_narrator.checking.within.more_than_another import find_more_than_another
from pcc_narrator.checking.within.multiples_beside import find_multiples_beside
from pcc_narrator.checking.within.opened_shares import find_opened_shares
from pcc_narrator.checking.within.ordered import find_out_of_order
from pcc_narrator.checking.within.part_of_level import find_parts_of_levels
from pcc_narrator.checking.within.ranked_lists import find_wrong_ranks
from pcc_narrator.checking.within.remainders import find_remainders
from pcc_narrator.checking.within.respectively import find_wrong_respectively
from pcc_narrator.checking.within.rests_of_shares import find_rests_of_shares
from pcc_narrator.checking.within.set_side_by_side import find_set_side_by_side
from pcc_narrator.checking.within.shares_again import find_shares_again
from pcc_narrator.checking.within.shares_first import find_shares_first
from pcc_narrator.checking.within.so_much_each import find_so_much_each
from pcc_narrator.checking.within.spread_over_time import find_wrong_spreads
from pcc_narrator.checking.within.sums_listed import find_sums_listed
from pcc_narrator.checking.within.totals_opened import find_opened_totals
from pcc_narrator.checking.within.went_the_other_way import find_went_the_other_way


def find_within(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[tuple[int, Judged]]:
    """Every figure or word of a sentence that its other figures contradict, or bear out."""
    yield from find_beside_pairs(items, bounds)
    yield from find_changes_told(items, roles, bounds)
    yield from find_sums_listed(items)
    yield from find_shares_first(items, bounds)
    yield from find_parts_of_levels(items, bounds)
    yield from find_apart(items, bounds)
    yield from find_wrong_averages(items)
    yield from find_for_each(items)
    yield from find_so_much_each(items)
    yield from find_remainders(items)
    yield from find_more_than_all(items)
    yield from find_wrong_dates(items)
    yield from find_wrongly_compared(items)
    yield from find_set_side_by_side(items)
    yield from find_out_of_order(items)
    yield from find_went_the_other_way(items, roles)
    yield from find_opened_shares(items, bounds)
    yield from find_rests_of_shares(items)
    yield from find_wrong_spreads(items)
    yield from find_wrong_respectively(items)
    yield from find_wrong_ranks(items)
    yield from find_wrong_anniversaries(items)
    yield from find_impossible_shares(items)
    yield from find_multiples_beside(items, bounds)
    yield from find_opened_totals(items)
    yield from find_more_than_another(items, bounds)
    yield from find_compared_behind(items)
    yield from find_shares_again(items, bounds)
