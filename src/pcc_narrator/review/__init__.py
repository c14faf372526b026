"""The review page: people edit, question and sign off one report in a browser, with the checker beside every sentence.

`Desk` is one open report folder, with no web in it; `serve` puts a page on it; `verify` proves its sign-off log.
"""

from pcc_narrator.review.desk import Desk
from pcc_narrator.review.serve import serve
from pcc_narrator.review.verify import verify

__all__ = ["Desk", "serve", "verify"]
