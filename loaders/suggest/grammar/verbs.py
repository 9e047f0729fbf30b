"""Forms of Dutch verbs: from an infinitive to its forms, and back from a form to the infinitive."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders.suggest.grammar.word_lists import word_set

__all__ = ["Verbs", "forms", "task_verbs"]

_INSEPARABLE = ("be", "ge", "her", "ont", "ver", "er", "onder", "over", "voor", "door", "mis", "vol", "aan")
_PARTICLES = word_set("partikel")


def forms(infinitive: str, strong: str = "") -> dict[str, set[str]]:
    """Return the forms of a plain infinitive: ``finite``, of these ``root`` and ``past``, ``infinitive`` and ``participle``.

    A few forms that no one writes are among them: no rule knows how a vowel sounds.
    """
    root = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    roots = {root}
    if re.search(r"([bdfgklmnprst])\1$", root):
        roots = {root[:-1]}
    elif re.search(r"(?:^|[^aeiouy])[aeou][bdfgklmnprstvz]$|[^q]uer$", root):
        roots.add(root[:-1] + root[-2] + root[-1])
    if root.endswith("ë"):
        roots = {root[:-1] + "eer"}
    roots = {re.sub(r"z$", "s", re.sub(r"v$", "f", one)) for one in roots}
    finite, participles, pasts = set(), set(), set()
    for one in roots:
        present = one if one.endswith("t") else one + "t"
        past = {one + "te", one + "ten"} if one[-1] in "tkfschp" and not infinitive.endswith(("ven", "zen")) else set()
        past = past or {one + "de", one + "den"}
        finite |= {one, present, *past}
        pasts |= past
        ending = one if one[-1] in "td" else one + ("t" if any(word.endswith("te") for word in past) else "d")
        participles |= {ending, "ge" + ending}
    for form in strong.split():
        is_past = form == infinitive or re.match(r"(?:ge|be|ver|ont|her)\w+(?:en|d|t|aan)$", form)
        (participles if is_past and form not in finite else finite).add(form)
        if not (is_past or form in roots or form.endswith("t")):
            pasts.add(form)
    return {
        "finite": finite,
        "root": roots,
        "past": pasts,
        "infinitive": {infinitive},
        "participle": participles | {p + "e" for p in participles},
    }


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verbs by form.

    ``root`` holds what an order to somebody begins with ("geef"), ``past`` the forms of the past. ``finite``, ``infinitive``
    and ``participle`` give for a form the infinitives it may belong to; a separable verb is
    ``(particle, rest)`` there, as its parts may stand apart. ``light`` verbs need an object, ``empty`` words are none, and with a
    ``not_done`` word a verb says no work; those of ``no_task`` are known for their parts only.
    """

    finite: dict[str, frozenset[tuple[str, str]]]
    infinitive: dict[str, frozenset[tuple[str, str]]]
    participle: dict[str, frozenset[tuple[str, str]]]
    root: frozenset[str]
    past: frozenset[str]
    light: frozenset[str]
    empty: frozenset[str]
    not_done: frozenset[str]
    no_task: frozenset[str]
    particles: frozenset[str] = _PARTICLES


@cache
def strong_forms() -> dict[str, str]:
    """Return the irregular forms by infinitive."""
    table = tomllib.loads((files("loaders.suggest") / "patterns" / "werkwoorden.toml").read_text(encoding="utf-8"))
    return {str(verb): str(given) for verb, given in table["sterk"].items()}


@cache
def conjugated(infinitive: str) -> frozenset[str]:
    """Return every form of an infinitive as one word, lower case; a bar parts a separable verb.

    The forms of the parts of a separable verb that may stand apart are not among them.
    """
    particle, _, plain = infinitive.rpartition("|")
    made = forms(plain, _strong(plain))
    if particle:
        joined = {particle + form for kind in made.values() for form in kind}
        return frozenset(joined | {f"{particle}te{plain}"})
    return frozenset(form for kind in made.values() for form in kind)


def _strong(plain: str) -> str:
    table = strong_forms()
    if plain in table:
        return table[plain]
    for prefix in _INSEPARABLE:
        rest = plain.removeprefix(prefix)
        if rest != plain and rest in table:
            return " ".join(prefix + form.removeprefix("ge") if form.startswith("ge") else prefix + form
                            for form in table[rest].split())  # fmt: skip
    return ""


@cache
def task_verbs() -> Verbs:
    """Return the verbs of ``patterns/werkwoorden.toml``."""
    table = tomllib.loads((files("loaders.suggest") / "patterns" / "werkwoorden.toml").read_text(encoding="utf-8"))
    finite: dict[str, set[tuple[str, str]]] = {}
    infinitive: dict[str, set[tuple[str, str]]] = {}
    participle: dict[str, set[tuple[str, str]]] = {}
    roots: set[str] = set()
    pasts: set[str] = set()
    for entry in dict.fromkeys(f"{table['taken']} {table['geen_taak']}".split()):
        particle, _, plain = entry.rpartition("|")
        name = (particle, plain)
        made = forms(plain, _strong(plain))
        for form in made["finite"]:
            finite.setdefault(form, set()).add(name)
            if particle:
                finite.setdefault(particle + form, set()).add(("", particle + plain))
        roots |= made["root"]
        pasts |= made["past"]
        whole = ("", particle + plain)
        infinitive.setdefault(particle + plain, set()).add(whole)
        finite.setdefault(plain, set()).add(name) if particle else None
        for form in made["participle"]:
            participle.setdefault(particle + form, set()).add(whole)
    for form in str(table["geen_vorm"]).split():
        finite.pop(form, None)
    return Verbs(
        {form: frozenset(names) for form, names in finite.items()},
        {form: frozenset(names) for form, names in infinitive.items()},
        {form: frozenset(names) for form, names in participle.items()},
        frozenset(roots),
        frozenset(pasts - roots),
        frozenset(str(table["licht"]).split()),
        frozenset(str(table["leeg"]).split()),
        frozenset(str(table["anders"]).split()),
        frozenset(entry.replace("|", "") for entry in str(table["geen_taak"]).split()),
    )
