"""From a text to an understanding: take it apart, read it as each catalogued question, decide."""

from __future__ import annotations

from kg.store import GraphEngine
from queries.understanding.decision import decide, nothing
from queries.understanding.lexicon import OUTSIDE, Lexicon
from queries.understanding.meaning import Understanding
from queries.understanding.scoring import outside_score, read_as
from queries.understanding.text import TextReader

__all__ = ["MOST_CHARACTERS", "Understander", "understand"]

MOST_CHARACTERS = 500
"""A longer text is no question; it is refused unread."""


class Understander:
    """Understands questions over one graph; it reads the names in the graph once, so keep it as long as the graph."""

    def __init__(self, engine: GraphEngine, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or Lexicon.load()
        self._reader = TextReader(engine, self._lexicon)

    def understand(self, text: str) -> Understanding:
        """Return how a text of up to `MOST_CHARACTERS` characters is understood; a longer one is not."""
        if len(text) > MOST_CHARACTERS:
            return nothing(
                f"Uw tekst is te lang ({len(text)} tekens). Een vraag heeft hooguit {MOST_CHARACTERS} tekens: stel haar korter."
            )
        taken = self._reader.read(text)
        if not taken.words and not taken.mentions:
            return nothing("Er staat geen vraag.")
        known = (cues for cues in self._lexicon.questions if cues.number != OUTSIDE)
        readings = sorted((read_as(taken, cues, self._lexicon) for cues in known), key=lambda reading: reading.order)
        return decide(readings, outside_score(taken, self._lexicon), taken)


def understand(engine: GraphEngine, text: str) -> Understanding:
    """Return how a text is understood over a graph; who asks more than once keeps an `Understander`."""
    return Understander(engine).understand(text)
