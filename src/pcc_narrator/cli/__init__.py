"""The command line: one file a command, each thin over the API."""

from pcc_narrator.cli.app import main

__all__ = ["main"]
