"""How the verdicts are told: as text for people, SARIF for editors, a page to look through; and as fixes."""

from pcc_narrator.checking.output.fixes import Edit, apply_edits, suggest_fixes
from pcc_narrator.checking.output.html import to_html
from pcc_narrator.checking.output.sarif import to_sarif
from pcc_narrator.checking.output.text import to_text

__all__ = ["Edit", "apply_edits", "suggest_fixes", "to_html", "to_sarif", "to_text"]
