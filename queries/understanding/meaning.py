"""What a question is understood to mean: the values that go from here to screens, programs and `queries.ask`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Alternative", "Meaning", "Understanding"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept, document or statement: its label and IRI, both of which `ask` takes, and its kind ("team").

    `words` are the words of the question for it, where these are not simply (a part of) the label.
    """

    label: str
    iri: str
    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A question that may be meant: what fills its parameters, which required ones are missing, and it in a Dutch sentence."""

    number: int
    id: str
    parameters: dict[str, Meaning]
    confidence: float
    vraag: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a text is understood; `number` is None where that is not sure, and then `alternatives` are what comes nearest.

    `confidence` lies between 0 and 1, and above 0.5 only where there is a number. `understood` says it in one Dutch sentence.
    `narrowed` are names by which the rows are to be narrowed: no parameter of the question takes them.
    """

    number: int | None
    id: str | None
    parameters: dict[str, Meaning]
    confidence: float
    understood: str
    alternatives: tuple[Alternative, ...] = ()
    narrowed: tuple[Meaning, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """Return the parameters as `queries.ask` takes them."""
        return {name: meaning.iri for name, meaning in self.parameters.items()}
