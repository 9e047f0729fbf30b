"""How a question was understood, in Dutch sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["choice", "filled_in", "quoted"]


def filled_in(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its values; a part between ``[ ]`` stands only when it has all its values, else what is after ``|``.

    >>> filled_in("wie er zit in [{team}|elk team][, op {leefgebied}]", {"team": "Team Noord"})
    'wie er zit in Team Noord'
    """

    def part(found: re.Match[str]) -> str:
        text, _, otherwise = found[1].partition("|")
        return text if all(name in values for name in re.findall(r"{(\w+)}", text)) else otherwise

    chosen = re.sub(r"\[([^\]]*)\]", part, template)
    return re.sub(r"{(\w+)}", lambda found: values.get(found[1], "..."), chosen)


def quoted(words: Iterable[str]) -> str:
    """Return words between quotation marks, with "en" before the last."""
    return _joined([f"‘{word}’" for word in words], "en")


def choice(labels: Sequence[str]) -> str:
    """Return labels with "of" before the last."""
    return _joined(list(labels), "of")


def _joined(parts: Sequence[str], last: str) -> str:
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
