"""The OpenAPI 3.1 document of the JSON API, made from the same list of operations that answers requests."""

from __future__ import annotations

from typing import Any

import ontology
from viz.service.operations import OPERATIONS, Operation
from viz.service.problems import KINDS

__all__ = ["openapi"]

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_MAYBE_NUMBER: Schema = {"type": ["integer", "null"]}
_TEXTS: Schema = {"type": "object", "additionalProperties": _TEXT}
_ERRORS = ("400", "404", "406", "422", "503")


def _of(properties: dict[str, Schema], *also: str) -> Schema:
    """Return the schema of an object that has all these properties and no other, beside those of other schemas."""
    whole: Schema = {"type": "object", "required": list(properties), "properties": properties}
    if also:
        return {"allOf": [*({"$ref": f"#/components/schemas/{name}"} for name in also), whole]}
    return whole


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _maybe(name: str) -> Schema:
    return {"oneOf": [_ref(name), {"type": "null"}]}


_LINKS = ("relation", "subject", "object", "activity", "ruleKind", "tensionKind", "inTeam", "shell", "polarity",
          "modality", "level", "voice")  # fmt: skip

SCHEMAS: dict[str, Schema] = {
    "Problem": {
        "description": "RFC 9457; status en soort / status and kind: "
        + ", ".join(f"{one.status} {name}" for name, one in KINDS.items()),
        **_of({"type": _TEXT, "title": _TEXT, "title_en": _TEXT, "status": _NUMBER, "detail": _TEXT}),
    },
    "Graph": _of({"generation": _TEXT, "software": _TEXT, "ontology": _TEXT,
                  "counts": {"type": "object", "additionalProperties": _NUMBER}, "named_graphs": _list(_TEXT)}),
    "Questions": _of({"questions": _list(_ref("Question"))}),
    "Question": _of({
        "number": _NUMBER, "id": _TEXT, "vraag": _TEXT, "question": _TEXT, "view": _TEXT,
        "parameters": _list(_of({"name": _TEXT, "kind": _TEXT, "classes": _list(_TEXT), "required": {"type": "boolean"},
                                 "label": _TEXT, "label_en": _TEXT, "example": _TEXT})),
        "columns": _list(_of({"name": _TEXT, "label": _TEXT, "label_en": _TEXT})),
    }),
    "SparqlResults": {
        "description": "SPARQL 1.1 Query Results JSON Format",
        **_of({
            "head": _of({"vars": _list(_TEXT)}),
            "results": _of({"bindings": _list({"type": "object", "additionalProperties": _of({"type": _TEXT, "value": _TEXT})})}),
        }),
    },
    "Mention": {
        "description": "Hoe iets wordt genoemd; label per taal / how a thing is mentioned; label by language",
        **_of({"iri": _TEXT, "path": _MAYBE_TEXT, "label": _TEXTS}),
    },
    "ConceptList": _of({
        "total": _NUMBER,
        "concepts": _list(_of({"type": _TEXT, "matched": _TEXT, "score": {"type": "number"}}, "Mention")),
    }),
    "Concept": _of({
        "type": _TEXT,
        "other_labels": _list(_TEXT),
        "texts": {"type": "object", "description": "per eigenschap en taal / by property and language",
                  "additionalProperties": {"type": "object", "additionalProperties": _list(_TEXT)}},
        "links": {"type": "object", "description": "per eigenschap / by property",
                  "additionalProperties": _list(_ref("Mention"))},
        "statements": _list(_of({"place": {"type": "string", "enum": ["subject", "object", "team"]}, "relation": _TEXT,
                                 "polarity": _TEXT, "modality": _TEXT, "count": _NUMBER})),
    }, "Mention"),
    "StatementBrief": _of({
        "iri": _TEXT, "id": _TEXT, **{name: _maybe("Mention") for name in _LINKS}, "gloss": _MAYBE_TEXT, "document": _TEXT,
    }),
    "StatementList": _of({"total": _NUMBER, "statements": _list(_ref("StatementBrief"))}),
    "Statement": _of({"evidence": _list(_ref("Evidence")), "derivation": _list(_ref("DerivedBrief"))}, "StatementBrief"),
    "Evidence": {
        "description": "Begin en eind tellen codepunten van het document zoals gelezen, vanaf 0, eind niet meegeteld; "
        "de woorden alleen waar de eigen kopie aanwezig is / start and end count code points of the document as read, "
        "from 0, end excluded; the words only where the user's copy is present",
        **_of({"document": _TEXT, "title": _TEXT, "start": _MAYBE_NUMBER, "end": _MAYBE_NUMBER, "fragment": _MAYBE_TEXT,
               "anchoring": _TEXT, "place": _TEXT, "quotation": _MAYBE_TEXT}),
    },
    "DerivedBrief": _of({
        "iri": _TEXT, "path": _TEXT, "types": _list(_TEXT),
        "parts": {"type": "object", "additionalProperties": {"oneOf": [_ref("Mention"), _TEXT]}},
    }),
    "Derived": _of({"from": _list({"oneOf": [_ref("StatementBrief"), _ref("Derived"), _ref("Mention")]})}, "DerivedBrief"),
    "DocumentList": _of({"documents": _list(_of({
        "iri": _TEXT, "id": _TEXT, "title": _TEXT, "year": _MAYBE_TEXT, "publisher": _MAYBE_TEXT, "type": _MAYBE_TEXT,
        "source": _MAYBE_TEXT, "statements": _NUMBER, "copy_present": {"type": "boolean"},
    }))}),
    "TeamList": _of({"teams": _list(_of({
        "members": _of({"binnenschil": _NUMBER, "buitenschil": _NUMBER, "unknown": _NUMBER}), "statements": _NUMBER,
    }, "Mention"))}),
}  # fmt: skip


def openapi(server: str) -> dict[str, Any]:
    """Return the document for an API at an address (``http://localhost:8000/api``)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Beroepenkaart",
            "version": ontology.VERSION,
            "summary": "Uitspraken over beroepen, rollen en teams, elk met de bronpassage",
            "description": "Statements about professions, roles and teams, each with its source passage. "
            "Silence is not no: a thing is claimed, denied, or not mentioned. Unknown parameters are errors.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": server}],
        "paths": {operation.path: {"get": _operation(operation)} for operation in OPERATIONS},
        "components": {"schemas": SCHEMAS},
    }


def _operation(operation: Operation) -> dict[str, Any]:
    media_types = {"application/json": {"schema": _ref(operation.schema)}}
    if operation.id == "askQuestion":
        media_types = {
            "application/sparql-results+json": {"schema": _ref(operation.schema)},
            "application/json": {"schema": _ref(operation.schema)},
            "text/csv": {"schema": {"type": "string", "description": "RFC 4180"}},
        }
    refusal = {"application/problem+json": {"schema": _ref("Problem")}, "text/plain": {"schema": _TEXT}}
    titles = {str(one.status): one.title_en for one in reversed(list(KINDS.values()))}
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        "description": operation.summary_en,
        "parameters": [
            {
                "name": parameter.name,
                "in": parameter.place,
                "required": parameter.required,
                "description": parameter.description,
                "schema": parameter.schema(),
                "example": int(parameter.example) if parameter.kind == "integer" else parameter.example,
            }
            for parameter in operation.parameters
        ],
        "responses": {
            "200": {"description": operation.summary, "content": media_types},
            **{status: {"description": titles[status], "content": refusal} for status in _ERRORS},
        },
    }
