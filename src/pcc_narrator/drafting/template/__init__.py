"""The deterministic writer: several phrasings a message, chosen so that neighbours differ."""

from pcc_narrator.drafting.template.writer import TemplateWriter, candidates

__all__ = ["TemplateWriter", "candidates"]
