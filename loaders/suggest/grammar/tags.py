"""What the words of a sentence may be: verbs by their forms, nouns by what stands before them, adverbs, pronouns."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.suggest.grammar.verbs import task_verbs
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import Word
from loaders.suggest.model import ACTORS, POSSESSIVE, Mention

__all__ = ["ADVERBS", "MODALS", "PREPOSITIONS", "Tags"]

MODALS = word_set("hulpwerkwoord")
PREPOSITIONS = word_set("voorzetsel")
ADVERBS = word_set("bijwoord")
_PASSIVE = word_set("lijdend")
_PERFECT = word_set("voltooid")
_OTHER = word_set("overige_persoonsvorm")
_DETERMINERS = word_set("lidwoord")
_PERSONAL = word_set("persoonlijk")
_PLURAL_MODALS = frozenset(word for word in MODALS if word.endswith("en"))
_SINGULAR_MODALS = MODALS - _PLURAL_MODALS
_HELPING = word_set("helpend")
_ALONE_TOO = frozenset({"het", "deze", "die", "dat", "dit"})
"""Words that stand before a noun, and also for themselves before a verb: "deze beoordeelt"."""
_KNOWN_FINITE = _OTHER | _PASSIVE | _PERFECT | MODALS
_FUNCTION_WORDS = word_set("onderschikkend") | PREPOSITIONS | ADVERBS
_AFTER_PARTICLE = word_set("na_partikel")
"""Words before which the particle of a separable verb stands at the end of its part of the sentence."""
_BEFORE_NOUN = _DETERMINERS | {"van", "goede", "te"}
_NOTHING = ADVERBS | _DETERMINERS | _PERSONAL | {"en", "of", "te"}
_DOES = frozenset({"doen", "doet", "deden", "deed"})
_SURE = _PASSIVE | word_set("toegewezen_werkwoord") | _DOES
"""Verbs that are surely the finite one after a list of things at the beginning."""
_FRONT, _TWO, _SHORT = 9, 2, 4
_ALSO_NOUN = word_set("ook_naamwoord")
_QUANTITIES = word_set("hoeveelheid")
_VERBAL_NAMES = frozenset({"activity", "task", "competency"})
"""Kinds whose names may hold a verb: a mention of another kind is a noun."""


class Tags:
    """The words of a sentence with their mentions; every question is about the word at a place, from 0."""

    def __init__(self, words: Sequence[Word], mentions: Sequence[Mention]) -> None:
        self.words = words
        self.lower = [word.text.lower() for word in words]
        self.verbs = task_verbs()
        self.actors = {
            one.first: one for one in mentions if one.kinds & ACTORS and not one.weak and one.how != POSSESSIVE
        }
        self.inside = {place: one for one in mentions for place in range(one.first, one.last)}
        self._named_first = self._list_in_front()

    def noun(self, place: int) -> bool:
        """Tell whether what could be a verb is a noun here: by the word before it, or as part of a name."""
        before, lower = self.lower[place - 1] if place else "", self.lower[place]
        if place < self._named_first or (self.words[place].glued and not lower.endswith("t")):
            return True
        if lower in _ALSO_NOUN and before.endswith("e") and len(before) > _SHORT:
            return True  # "enkelvoudige aanvragen afhandelen"
        verb = lower in _SINGULAR_MODALS or (lower.endswith("t") and (lower in _OTHER or lower in self.verbs.finite))
        if before in _ALONE_TOO and verb:
            return False  # "of het geldt", "omdat het moet"
        if before in _BEFORE_NOUN:
            return True
        one = self.inside.get(place)
        if one is None or one.kinds & _VERBAL_NAMES:
            return False
        return not (one.last - one.first == 1 and self._is_verb_of(one, lower))

    def _list_in_front(self) -> int:
        """Return how many words name things before the verb: "Wassen en aankleden horen ...", "Wonden verzorgen doet"."""
        verb = next((at for at, lower in enumerate(self.lower[:_FRONT]) if lower in _SURE), 0)
        front = self.lower[:verb]
        items = " ".join(front).replace(" ,", ",").replace(" en ", ", ").replace(" of ", ", ").split(", ")
        two = verb == _TWO and front[1] in self.verbs.infinitive
        listed = len(items) > 1 and all(0 < len(item.split()) < _TWO + 1 for item in items)
        after = self.lower[verb + 1] if verb + 1 < len(self.lower) else ""
        done = verb > 0 and self.lower[verb] in _DOES and (verb + 1 in self.actors or after in _DETERMINERS | _PERSONAL)
        acts = any(at in self.actors or lower in _PERSONAL for at, lower in enumerate(front))
        placed = any(lower in PREPOSITIONS for lower in front)
        return verb if not acts and (done or ((two or listed) and not placed)) else 0

    def _is_verb_of(self, mention: Mention, lower: str) -> bool:
        """Tell whether a word only looks like a name by its stem: "schakelen" is no "schakel"."""
        known = lower.endswith("en") and (lower in self.verbs.infinitive or lower in self.verbs.finite)
        return known and all(not concept.label.lower().endswith(lower) for concept in mention.concepts)

    def before_noun(self, place: int) -> bool:
        """Tell whether a word may belong to the noun behind it: an article or an adjective."""
        return self.lower[place] in _DETERMINERS or (len(self.lower[place]) > 3 and self.lower[place].endswith("e"))

    def surely_finite(self, place: int) -> bool:
        """Tell whether a word can only be the finite verb of its clause."""
        lower = self.lower[place]
        if lower in self.verbs.infinitive or lower in _PLURAL_MODALS or self.noun(place):
            return False
        if any(plain == lower for _, plain in self.verbs.finite.get(lower, ())):  # "leven ... na"
            return False
        if lower in self.verbs.root and not lower.endswith("t") and not self._opens(place):  # "zorg", "plan"
            return False
        return lower in self.verbs.finite or lower in _KNOWN_FINITE or self._before_pronoun(place)

    def _before_pronoun(self, place: int) -> bool:
        """Tell whether an unknown word is a verb, as "zij" or "hij" follows it and it ends like one: "hakt hij ... door"."""
        lower = self.lower[place]
        if self.lower[place + 1 : place + 2] not in (["hij"], ["zij"]) or place in self.inside:
            return False
        return len(lower) > 3 and lower.endswith(("t", "en", "de")) and lower not in _FUNCTION_WORDS

    def _opens(self, place: int) -> bool:
        """Tell whether a word is the first of a sentence or of a part of it, as an order is."""
        after_order = self.lower[place - 1] == "en" and self.lower[0] in self.verbs.root
        return place == 0 or not self.words[place - 1].is_word or after_order or self.lower[place - 1] == "ik"

    def plural(self, place: int) -> bool:
        """Tell whether a word is an infinitive that may also be the finite verb of a plural."""
        lower = self.lower[place]
        known = lower in self.verbs.infinitive or lower in _PLURAL_MODALS
        separable = any(plain == lower for _, plain in self.verbs.finite.get(lower, ()))
        return (known or separable) and not self.noun(place)

    def finite(self, place: int) -> bool:
        """Tell whether a word may be the finite verb of its clause."""
        return self.surely_finite(place) or self.plural(place)

    def infinitive(self, place: int) -> bool:
        """Tell whether a word is an infinitive: also after "te", and of a verb that says no work of its own."""
        lower = self.lower[place]
        after_te = place > 0 and self.lower[place - 1] == "te"
        return lower in self.verbs.infinitive and (after_te or not self.noun(place))

    def verb_at(self, verb: int, places: Sequence[int]) -> tuple[str, int]:
        """Return the infinitive of the verb of work at a place, or nothing, and where its particle stands apart.

        `places` are the words of the clause; the place is -1 where no particle stands apart.
        """
        lower = self.lower[verb]
        after = [at for at in places if at > verb]
        if verb > 1 and self.lower[verb - 1] == "te" and self.lower[verb - 2] + lower in self.verbs.infinitive:
            return self.lower[verb - 2] + lower, verb - 2
        names = self.verbs.finite.get(lower, frozenset()) | self.verbs.infinitive.get(lower, frozenset())
        for number, at in reversed(list(enumerate(after))):
            for particle, plain in sorted(names):
                if particle and self.lower[at] == particle and self._ends_here(after, number):
                    return particle + plain, at
        plain_names = sorted(plain for particle, plain in names if not particle)
        return (plain_names[0] if plain_names else "", -1)

    def _ends_here(self, after: Sequence[int], number: int) -> bool:
        """Tell whether a particle stands at the end of its part of the sentence."""
        if self.lower[after[number] : after[number] + 2] == ["samen", "met"]:
            return False
        return number + 1 == len(after) or self.lower[after[number + 1]] in _AFTER_PARTICLE

    def helping(self, place: int) -> bool:
        """Tell whether a word is a verb that helps another: "helpen ordenen", "helpt structuur aan te brengen"."""
        lower = self.lower[place]
        return lower in _HELPING or any(plain in _HELPING for _, plain in self.verbs.finite.get(lower, ()))

    def modal(self, place: int) -> bool:
        """Tell whether a word is an auxiliary that says whether something can, may, must or will be done."""
        return self.lower[place] in MODALS and not (place and self.lower[place - 1] == "te")

    def passive(self, place: int) -> bool:
        """Tell whether a word is a form of "zijn" or "worden", with which a participle says what is done to something."""
        return self.lower[place] in _PASSIVE and not (place and self.lower[place - 1] in _PREPOSITIONS_BEFORE_OWN)

    def perfect(self, place: int) -> bool:
        """Tell whether a word is a form of "hebben", with which a participle says what was done."""
        return self.lower[place] in _PERFECT

    def pronoun(self, place: int) -> bool:
        """Tell whether a word means a person who acts and was named before."""
        return self.lower[place] in _PERSONAL

    def says_something(self, places: Sequence[int]) -> bool:
        """Tell whether there is a word among them that could be what is done, or to whom."""
        return any(self.words[at].is_word and self.lower[at] not in _NOTHING for at in places)

    def governed(self, place: int, begin: int) -> bool:
        """Tell whether a preposition stands before the noun at a place, at most articles and adjectives between."""
        for at in range(place - 1, max(begin, place - 4) - 1, -1):
            lower = self.lower[at]
            if lower in PREPOSITIONS:
                part_of_them = lower == "van" and at > begin and self.lower[at - 1] in _QUANTITIES
                return not part_of_them and (lower != "als" or at != begin)
            if lower not in _DETERMINERS and not lower.endswith("e"):
                return False
        return False


_PREPOSITIONS_BEFORE_OWN = frozenset({"op", "in", "bij", "van", "met", "voor", "aan", "uit"})
"""Before "zijn" these make it the possessive: "in zijn werk"."""
