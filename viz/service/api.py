"""The JSON API: each operation read strictly, carried out by a process, and described by an OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from queries import questions
from viz.service.negotiation import accepted
from viz.service.openapi import openapi
from viz.service.operations import OPERATIONS, Operation
from viz.service.parameters import fields, only
from viz.service.pool import Pool
from viz.service.problems import ServiceError
from viz.service.resource import MakeResource, answer, ask_pool, redirect

__all__ = ["api_routes", "no_such_address"]

_JSON = "application/json"
_ANSWER_FORMS = {"json": "application/sparql-results+json", "csv": "text/csv"}


def api_routes(pool: Pool, resource: MakeResource) -> list[BaseRoute]:
    """Return the addresses under ``/api``."""
    routes: list[BaseRoute] = [
        Route("/api", resource(_index)),
        Route("/api/openapi.json", resource(_openapi)),
    ]
    for operation in OPERATIONS:
        handler = _Handler(pool, operation)
        routes.append(Route(f"/api{operation.path}", resource(handler, everyone=not operation.quotes)))
    return [*routes, Route("/api/{rest:path}", resource(no_such_address))]


@dataclass(frozen=True, slots=True)
class _Handler:
    """Answers the requests for one operation."""

    pool: Pool
    operation: Operation

    async def __call__(self, request: Request) -> Response:
        given = fields(request.scope["query_string"])
        values = self.operation.read(request.path_params, given)
        if self.operation.id == "listQuestions":
            content = json.dumps(
                {"questions": [question.described() for question in questions()]}, ensure_ascii=False, indent=1
            )
            return answer(request, content.encode(), self._form(request, (_JSON,)))
        if self.operation.id == "askQuestion":
            return await self._ask(request, values)
        media_type = self._form(request, (_JSON,))
        made = await ask_pool(request, self.pool, self.operation.task, self._arguments(values))
        return answer(request, made.content, media_type)

    def _arguments(self, values: Mapping[str, str | int | None]) -> dict[str, Any]:
        """Return the arguments of the task; what a list of statements is limited by goes together."""
        if self.operation.id != "listStatements":
            return dict(values)
        paging = ("limit", "offset")
        conditions = {name: value for name, value in values.items() if name not in paging and value}
        return {"conditions": conditions, **{name: values[name] for name in paging}}

    async def _ask(self, request: Request, values: Mapping[str, str | int | None]) -> Response:
        name, form = str(values["id"]), values["format"]
        if not any(name in (question.id, str(question.number)) for question in questions()):
            known = ", ".join(f"{question.number} ({question.id})" for question in questions())
            raise ServiceError("not-found", f"er is geen vraag '{name}'", expected=f"een van {known}")
        offers = (*_ANSWER_FORMS.values(), _JSON)
        media_type = _ANSWER_FORMS[str(form)] if form else self._form(request, offers)
        asked = {key: value for key, value in values.items() if key not in ("id", "format") and value is not None}
        wanted = "text/csv" if media_type == "text/csv" else "json"
        made = await ask_pool(request, self.pool, "question", {"name": name, "values": asked, "form": wanted})
        return answer(request, made.content, media_type)

    def _form(self, request: Request, offers: Sequence[str]) -> str:
        found = accepted(request.headers.get("accept", ""), offers)
        if not found:
            raise ServiceError("not-acceptable", "dit antwoord is er niet in die vorm", expected=" of ".join(offers))
        return found[0]


async def _index(_: Request) -> Response:
    return redirect("/api/openapi.json")


async def _openapi(request: Request) -> Response:
    only(fields(request.scope["query_string"]), (), "/api/openapi.json")
    document = openapi(f"{request.url.scheme}://{request.url.netloc}/api")
    return answer(request, json.dumps(document, ensure_ascii=False, indent=1).encode(), _JSON)


async def no_such_address(request: Request) -> Response:
    """Say that there is nothing at an address."""
    raise ServiceError(
        "not-found", f"{request.url.path[:100]} bestaat niet", expected="een adres uit /api/openapi.json"
    )
