"""From a row with labels to a statement with concepts, and every reason why a row cannot be one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.errors import BeroepenkaartError, TableError, VocabularyError
from kg.model import Passage, Statement
from kg.statement_table import STATUSES, Row
from kg.vocabulary import Concept, RelationRule, Vocabulary

__all__ = ["Resolver"]

_TYPE_ALIASES = {
    "law": "legal_frame",
    "education": "education_level",
    "notion": "concept",
    "organization": "organisation",
}
_DEFAULTS = {"polarity": "pos", "modality": "actual", "voice": "report"}


@dataclass
class Resolver:
    """Turns rows into statements with one vocabulary.

    With `allow_own`, a label that the vocabulary lacks becomes a concept of the user's own and lands in `own`; without
    it, such a label is an error. Problems do not stop the work: they gather in `errors`.
    """

    vocabulary: Vocabulary
    source: str
    allow_own: bool
    own: dict[str, Concept] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    errors: list[BeroepenkaartError] = field(default_factory=list)

    def statement(self, row: Row, document_id: str, passages: tuple[Passage, ...]) -> Statement | None:
        """Return the statement of a row, or None when it has a problem (then that is in `errors`)."""
        before = len(self.errors)
        rule = self._relation(row)
        if rule is None:
            return None
        subject = self._concept(row, "subject", rule.subjects, rule)
        target = self._concept(row, "object", rule.objects, rule)
        team = self._named(row, "team", "team", row.team) if row.team else ""
        qualifiers = {name: self._qualifier(row, name) for name in ("shell", "polarity", "modality", "level", "voice")}
        activity = self._activity(row, rule)
        self._check_qualifiers(row, rule)
        if row.status not in ("", *STATUSES):
            self._problem(
                row, f"onbekende status '{row.status}'", f"een van {', '.join(STATUSES)}", "Verbeter de status."
            )
        if len(self.errors) > before:
            return None
        return Statement(
            relation=rule.token,
            subject=subject,
            object=target,
            document_id=document_id,
            activity=activity,
            team=team,
            gloss=re.sub(r"\s+", " ", row.gloss),
            passages=passages,
            **qualifiers,
        )

    def _relation(self, row: Row) -> RelationRule | None:
        rule = self.vocabulary.relations.get(row.relation)
        if rule is None:
            found = self._find(row, "relation", row.relation)
            rule = self.vocabulary.relations.get(found.token) if found else None
        if rule is None:
            known = ", ".join(sorted(self.vocabulary.relations))
            self._problem(
                row, f"onbekende relatie '{row.relation}'", f"een van {known}", self._hint("relation", row.relation)
            )
        return rule

    def _concept(self, row: Row, column: str, allowed: frozenset[str], rule: RelationRule) -> str:
        label, given = getattr(row, column), getattr(row, f"{column}_type")
        kind = _TYPE_ALIASES.get(given, given)
        if not label:
            self._problem(row, f"de kolom '{column}' is leeg", "een label", "Vul het label van het begrip in.")
            return ""
        if kind not in self.vocabulary.kinds:
            known = ", ".join(sorted(self.vocabulary.kinds))
            self._problem(row, f"onbekende soort '{given}' bij {column}", f"een van {known}", "Verbeter de soort.")
            return ""
        if kind not in allowed:
            self._problem(
                row,
                f"de relatie '{rule.token}' laat geen {column} van de soort '{kind}' toe",
                f"een van {', '.join(sorted(allowed))}",
                "Verbeter de soort of kies een andere relatie.",
            )
            return ""
        return self._named(row, column, kind, label)

    def _named(self, row: Row, column: str, kind: str, label: str) -> str:
        concept = self._find(row, kind, label)
        if concept:
            return concept.iri
        if self.allow_own and kind not in ("leefgebied", "education_level"):
            concept = self.vocabulary.add_own(kind, label)
            if concept.iri not in self.own:
                others = [other for other in self.vocabulary.kinds_with(label) if other != kind]
                near = self.vocabulary.nearest(kind, label, 2)
                near = [name for name in near if name != concept.label]
                hint = f"; bestaat wel als {', '.join(others)}" if others else ""
                hint += f"; lijkt op {', '.join(near)}" if near else ""
                self.notes.append(f"{self.source}: '{concept.label}' ({kind}) is een eigen begrip{hint}.")
            self.own[concept.iri] = concept
            return concept.iri
        self._problem(
            row,
            f"'{label}' ({column}) staat niet als {kind} in de woordenlijst",
            f"een voorkeurslabel of ander label van een {kind}",
            self._hint(kind, label),
        )
        return ""

    def _qualifier(self, row: Row, name: str) -> str:
        value = getattr(row, name) or _DEFAULTS.get(name, "")
        if not value:
            return ""
        concept = self._find(row, name, value)
        if concept is None:
            known = ", ".join(sorted(c.token for c in self.vocabulary.of_kind(name)))
            self._problem(
                row, f"onbekende waarde '{value}' in kolom '{name}'", f"een van {known}", "Verbeter de waarde."
            )
            return ""
        return concept.iri

    def _activity(self, row: Row, rule: RelationRule) -> str:
        if not row.activity or not rule.activity_kind:
            return ""
        concept = self._find(row, rule.activity_kind, row.activity)
        if concept is None:
            known = ", ".join(sorted(c.token for c in self.vocabulary.of_kind(rule.activity_kind)))
            what = f"onbekende waarde '{row.activity}' in kolom 'activity' bij relatie '{rule.token}'"
            self._problem(row, what, f"een van {known}", self._hint(rule.activity_kind, row.activity))
            return ""
        return concept.iri

    def _check_qualifiers(self, row: Row, rule: RelationRule) -> None:
        if row.activity and not rule.activity_kind:
            self._problem(
                row, f"de relatie '{rule.token}' heeft geen activity", "een lege kolom", "Maak 'activity' leeg."
            )
        if rule.activity_kind == "tension_kind" and not row.activity:
            self._problem(row, "de spanning heeft geen soort", "een soort in 'activity'", "Vul de soort spanning in.")
        if row.shell and rule.token != "member_of_team":  # noqa: S105 - a relation, not a password
            self._problem(row, f"de relatie '{rule.token}' heeft geen schil", "een lege kolom", "Maak 'shell' leeg.")
        if row.level and rule.token != "has_competency":  # noqa: S105 - a relation, not a password
            self._problem(row, f"de relatie '{rule.token}' heeft geen niveau", "een lege kolom", "Maak 'level' leeg.")

    def _find(self, row: Row, kind: str, label: str) -> Concept | None:
        try:
            return self.vocabulary.find(kind, label)
        except VocabularyError as error:
            self._problem(row, error.what, error.expected, error.remedy)
            return next(iter(self.vocabulary.of_kind(kind)), None)

    def _hint(self, kind: str, label: str) -> str:
        near = self.vocabulary.nearest(kind, label)
        return f"Bedoelde u {' of '.join(near)}?" if near else "Controleer de spelling."

    def _problem(self, row: Row, what: str, expected: str, remedy: str) -> None:
        where = f"{self.source}, regel {row.line}"
        self.errors.append(TableError(what, where=where, expected=expected, remedy=remedy))
