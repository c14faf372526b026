"""The same facts for other readers: a press release, posts, a page in plain words, a statement on set priorities.

`write_variants` makes those that are asked for. Each sentence is proved before it is taken, and each text once more
as a whole: what the facts do not support is left out, and named.
"""

from pcc_narrator.variants.types import Variant
from pcc_narrator.variants.write import KINDS, write_variants

__all__ = ["KINDS", "Variant", "write_variants"]
