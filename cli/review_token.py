"""The token that lets reviewers in: from a file or the environment, never from the command line, where others can read it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kg.errors import ServerError

__all__ = ["VARIABLE", "read_token"]

VARIABLE = "BEROEPENKAART_REVIEW_TOKEN"
_LEAST, _MOST = 20, 500
"""Characters of a token."""
_MAKE = "python3 -c 'import secrets; print(secrets.token_urlsafe())'"


def read_token(file: Path | None) -> str | None:
    """Return the token in a file, else in the environment, else None; raise ServerError for one that protects nothing.

    The variable is taken out of the environment, so that no process that this one starts has it.
    """
    given = os.environ.pop(VARIABLE, "").strip()
    if file is None and not given:
        return None
    where = str(file) if file is not None else VARIABLE
    token = _in_file(file) if file is not None else given
    if not _LEAST <= len(token) <= _MOST or len(token.split()) != 1:
        raise ServerError(
            "dit is geen bruikbaar token",
            where=where,
            expected=f"één regel van {_LEAST} tot {_MOST} tekens zonder spaties",
            remedy=f"Maak er een met: {_MAKE}",
        )
    return token


def _in_file(file: Path) -> str:
    try:
        if os.name == "posix" and file.stat().st_mode & (stat.S_IWOTH | stat.S_IROTH):
            raise ServerError(
                "iedereen op deze computer kan dit bestand lezen of wijzigen",
                where=str(file),
                expected="een bestand dat alleen u en de server kunnen lezen",
                remedy=f"Draai: chmod 600 {file}",
            )
        with file.open("rb") as opened:
            return opened.read(_MOST * 4).decode().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(
            "het bestand met het token kan niet worden gelezen",
            where=str(file),
            expected="een tekstbestand met het token",
            remedy="Controleer de naam achter --review-token-file.",
        ) from error
