"""What a table says: who is in which team, at what level, for whom and with which tasks, by its first row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import ReadDocument
from kg.vocabulary import Concept
from loaders.suggest.builder import Builder
from loaders.suggest.context import Context
from loaders.suggest.grammar.word_lists import word_set
from loaders.suggest.grammar.words import words_of
from loaders.suggest.model import PERSONS, Mention
from loaders.suggest.normal import Attested, running_text
from loaders.suggest.phrases import list_parts
from loaders.suggest.sentences import Sentence
from loaders.suggest.tables import Cell, tables_of

__all__ = ["from_tables"]

_YES = re.compile(r"(?:ja|x|v|✓|✔|☑|●|•|\+|[1-9]\d{0,2}(?:[.,]\d+)?(?: ?fte)?|0[.,]\d+(?: ?fte)?)\W*", re.IGNORECASE)
_NO = re.compile(r"(?:nee|geen|✗|☒|0(?: ?fte)?)\W*", re.IGNORECASE)
_SURE = 0.85
_BY_KIND = {
    "team": "member_of_team",
    "leefgebied": "active_in",
    "theme": "expertise_in",
    "task": "has_task",
    "education_level": "education_level",
    "organisation": "part_of",
}
"""What it says of somebody that something of this kind stands in his row, or a mark where both meet."""
_MARKED = ("team", "leefgebied", "theme", "task")
_BY_COLUMN = {
    relation: word_set(name)
    for relation, name in (
        ("has_task", "kolom_taken"),
        ("has_competency", "kolom_competenties"),
        ("education_level", "kolom_niveau"),
        ("part_of", "kolom_werkgever"),
        ("constrained_by", "kolom_kader"),
        ("active_in", "kolom_leefgebied"),
        ("expertise_in", "kolom_thema"),
        ("cooperates_with", "kolom_partners"),
        ("member_of_team", "kolom_team"),
    )
}
"""What a column says of the one in whose row a cell stands, by a word of its head."""
_FREE = {"has_task": ("task", "role"), "has_competency": ("competency",)}
"""Relations whose objects a table may name in words of its own."""
_WHO = word_set("kolom_mensen")


@dataclass(frozen=True, slots=True)
class _Said:
    relation: str
    subject: Concept
    target: Concept
    polarity: str = "pos"


def from_tables(document: ReadDocument, sentences: Sequence[Sentence], builder: Builder) -> frozenset[int]:
    """Add what tables say; return the numbers of the blocks of the tables that were understood.

    Only rows of which a cell is among the sentences are read: the others may name persons.
    """
    if not any(sentence.kind == "cell" for sentence in sentences):
        return frozenset()
    readable = {sentence.block for sentence in sentences}
    attested = Attested(document.text)
    understood: set[int] = set()
    for rows in tables_of(document):
        table = _Table(rows, builder)
        for row in rows:
            if not all(cell.block in readable for cell in row):
                continue
            sentence = Sentence(running_text(document.text, row[0].start, row[-1].end, attested), "cell", row[0].block)
            for said in table.statements(row):
                understood |= {cell.block for cell in row}
                builder.add(
                    said.relation, said.subject, said.target, sentence, Context(said.polarity), pattern="tabel",
                    confidence=_SURE, why="Dit zegt een rij van een tabel, gelezen met de koppen van de kolommen.",
                )  # fmt: skip
    return frozenset(understood)


class _Table:
    """The columns of a table: what their heads name or say; a first row of its own sort has no heads."""

    def __init__(self, rows: Sequence[Sequence[Cell]], builder: Builder) -> None:
        self.builder = builder
        self.head = rows[0]
        below = [cell for row in rows[1:] for cell in row]
        first = self._names(self.head[0].text, (*PERSONS,))
        marked = [cell for cell in below if cell.column and (_YES.fullmatch(cell.text) or _NO.fullmatch(cell.text))]
        self.has_heads = first is None or bool(marked)
        self.named = {cell.column: self._of_head(cell.text) for cell in self.head} if self.has_heads else {}
        self.relations = {cell.column: _relation(cell.text) for cell in self.head} if self.has_heads else {}
        self.lists_people = {cell.column for cell in self.head if self.has_heads and _about_people(cell.text)}

    def statements(self, row: Sequence[Cell]) -> Iterator[_Said]:
        """Give what a row says."""
        if (self.has_heads and row is self.head) or row[0].column:
            return
        who = self._names(row[0].text, (*PERSONS,))
        what = None if who is not None else self._of_head(row[0].text)
        if who is None and what is None and self.relations.get(0) == "has_task":
            what = self.builder.concept_for(words_of(row[0].text), _FREE["has_task"])
        for cell in row[1:]:
            if who is not None:
                yield from self._of_person(who, cell)
            elif what is not None:
                yield from self._of_other(what, cell)

    def _of_person(self, who: Concept, cell: Cell) -> Iterator[_Said]:
        column = self.named.get(cell.column)
        polarity = _polarity(cell.text)
        if polarity:
            if column is not None and column.kind in _MARKED:
                yield _Said(_BY_KIND[column.kind], who, column, polarity)
            return
        relation = self.relations.get(cell.column, "")
        for target, says in self._targets(cell, relation):
            yield _Said(says, who, target)

    def _of_other(self, what: Concept, cell: Cell) -> Iterator[_Said]:
        """Give who belongs to the team, leefgebied or task of a row: by a mark under a head, or named in the cell."""
        relation = _BY_KIND.get(what.kind, "") if what.kind in _MARKED else ""
        column, polarity = self.named.get(cell.column), _polarity(cell.text)
        if polarity and relation and column is not None and column.kind in PERSONS:
            yield _Said(relation, column, what, polarity)
        elif not polarity and relation and cell.column in self.lists_people:
            for part in list_parts(words_of(cell.text)):
                who = self._names(" ".join(word.text for word in part), (*PERSONS,))
                if who is not None:
                    yield _Said(relation, who, what)

    def _targets(self, cell: Cell, relation: str) -> Iterator[tuple[Concept, str]]:
        kinds = self.builder.vocabulary.relations[relation].objects if relation else frozenset(_BY_KIND)
        for part in list_parts(words_of(cell.text.replace(";", ","))):
            text = cell.text[part[0].start : part[-1].end]
            known = self._names(text, sorted(kinds))
            if known is None and relation in _FREE:
                known = self.builder.concept_for(part, _FREE[relation])
            if known is not None and (relation or known.kind in {"education_level", "organisation"}):
                yield known, relation or _BY_KIND[known.kind]

    def _names(self, text: str, kinds: Sequence[str]) -> Concept | None:
        """Return what the words of a cell name and nothing besides, but for a number or what stands in brackets."""
        words = [word for word in words_of(re.sub(r"\(.*?\)", "", text)) if word.is_word and not word.text[0].isdigit()]
        mention: Mention | None = self.builder.lexicon.lookup(words) if words else None
        return mention.of_kind(kinds) if mention is not None and not mention.weak else None

    def _of_head(self, text: str) -> Concept | None:
        return self._names(text, (*PERSONS, "team", "leefgebied", "theme", "task"))


def _polarity(text: str) -> str:
    """Return whether a mark says yes (pos) or no (neg), or nothing for other words."""
    return "pos" if _YES.fullmatch(text) else "neg" if _NO.fullmatch(text) else ""


def _relation(head: str) -> str:
    lower = [word.text.lower() for word in words_of(head)]
    return next((relation for relation, words in _BY_COLUMN.items() if not words.isdisjoint(lower)), "")


def _about_people(head: str) -> bool:
    return not _WHO.isdisjoint(word.text.lower() for word in words_of(head))
