"""House style: what a text should say otherwise, by a table of rules that an office can change.

A finding of style says nothing of whether a figure is right: it is never a refutation.
"""

from pcc_narrator.style.lint import lint
from pcc_narrator.style.read_rules import default_rules_text, read_rules
from pcc_narrator.style.types import Finding, Rule

__all__ = ["Finding", "Rule", "default_rules_text", "lint", "read_rules"]
