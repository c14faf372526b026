"""Keys of model servers: from the environment, else from the keyring of the machine. Never from a file."""

from __future__ import annotations

import os

SERVICE = "pcc-narrator"


def key(name: str) -> str:
    """The key of this name (OPENAI_API_KEY), or nothing.

    The keyring is looked into where the `keyring` package is installed: `keyring set pcc-narrator OPENAI_API_KEY`.
    """
    if found := os.environ.get(name, "").strip():
        return found
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return (keyring.get_password(SERVICE, name) or "").strip()
    except KeyringError:
        return ""  # no keyring on this machine, or a locked one
