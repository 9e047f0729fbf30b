"""Comparing labels as people write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["normalise_label"]


_PLAIN = str.maketrans("‘’‚‛“”„‐‑–—", "''''\"\"\"----")


@lru_cache(maxsize=50_000)
def normalise_label(label: str) -> str:
    """Return `label` as it is compared: composed, without case, one space between words, plain quotes and hyphens.

    >>> normalise_label(" GZ‑Psycholoog ")
    'gz-psycholoog'
    """
    text = unicodedata.normalize("NFC", label).casefold()
    text = text.translate(_PLAIN)
    return re.sub(r"\s+", " ", text).strip()
