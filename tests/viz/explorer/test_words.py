"""The words of the interface: both languages say the same things, and nothing is said that no page says."""

from __future__ import annotations

import re
import string
from importlib.resources import files

import pytest

from viz.explorer.words import words

FOLDER = files("viz.explorer")


def sources() -> str:
    folders = [FOLDER / "views", FOLDER / "templates", FOLDER]
    entries = [entry for folder in folders for entry in folder.iterdir() if entry.name.endswith((".py", ".html"))]
    return "\n".join(entry.read_text(encoding="utf-8") for entry in entries)


def test_both_languages_have_the_same_keys_and_places() -> None:
    nl, en = words("nl"), words("en")
    assert nl.keys() == en.keys()
    for key in sorted(nl.keys()):
        fields = [{name for _, name, _, _ in string.Formatter().parse(text(key)) if name} for text in (nl, en)]
        assert fields[0] == fields[1], key


def test_every_key_is_used() -> None:
    text = sources()
    exact = set(re.findall(r"""["']([a-z_]+\.[\w.-]+)["']""", text))
    prefixes = set(re.findall(r"""["']([a-z_]+\.[\w-]*)["'] *~""", text)) | set(re.findall(r'f"([a-z_]+\.\w*)\{', text))
    unused = {
        key for key in sorted(words("nl").keys())
        if key not in exact and re.sub(r"\.(one|more)$", "", key) not in exact and not key.startswith(tuple(prefixes))
    }  # fmt: skip
    assert unused == set()


def test_every_named_key_is_there() -> None:
    used = set(re.findall(r"""\bw\(["']([\w.-]+)["'][,)]""", sources()))
    assert used - words("nl").keys() == set()


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("nl")("frame.bestaat_niet")
