"""What the checker can be given besides Markdown and facts.json: CSV tables as facts, HTML and Word as texts."""

from pcc_narrator.checking.intake.documents import text_of
from pcc_narrator.checking.intake.table_facts import facts_from_csv

__all__ = ["facts_from_csv", "text_of"]
