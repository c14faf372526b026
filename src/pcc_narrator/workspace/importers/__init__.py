"""Readers of named public sources: each turns one publisher's file into observations.

Every reader declares the columns it reads, checks the shape of the file before it believes a number, and
reports what it took and what it left, with reasons (`ImportResult`). Names of areas and offences meet in the
code lists beside the readers.
"""

from pcc_narrator.workspace.importers.result import ImportResult

__all__ = ["ImportResult"]
