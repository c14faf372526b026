"""Exceptions: flags on measures with their evidence, and the facts of the tests behind them.

Facts of the tests: `significant` (yes or no; `of_what` the ids tested; `method`; `p`), `once_in` (how seldom chance
alone gives the like: once in `out_of`), and for control charts `centre_line`, `lower_limit`, `upper_limit`, or, where
a season was taken out, `expected`, `expected_low`, `expected_high` of the report's period; `trend`, the slope a year
of three to five years, and `outlook`, the range to expect next.
"""

from pcc_narrator.flags.find import find_exceptions
from pcc_narrator.flags.found import Exceptions

__all__ = ["Exceptions", "find_exceptions"]
