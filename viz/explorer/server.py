"""The explorer as a web application: the same pages as the static site, made when they are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from threading import Lock

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Lifespan

from kg.errors import BeroepenkaartError, GraphError
from kg.folder import GraphFolder
from viz.explorer.assets import TYPES, own_assets
from viz.explorer.context import Explorer
from viz.explorer.desk import Desk
from viz.explorer.download import FORMS, sheet_as
from viz.explorer.forms import Form, FormError, read_form
from viz.explorer.gate import Gate
from viz.explorer.headers import SecurityHeaders
from viz.explorer.links import ServerLinks
from viz.explorer.page import AddressError, Attachment, Page, Target
from viz.explorer.problems import problem_page, unknown_address
from viz.explorer.render import render
from viz.explorer.routes import LANGUAGES, View, check_query, match
from viz.explorer.signing_in import OUT, is_admitted, sign_in, sign_in_page, sign_out, with_way_out
from viz.explorer.words import words
from viz.service.hosts import HostGuard

__all__ = ["CurrentGraph", "explorer"]

_METHODS = ["GET", "HEAD"]


class CurrentGraph:
    """The graph in use in a folder: a build that finishes while the server runs is shown from the next request on."""

    def __init__(self, folder: GraphFolder, texts: Mapping[str, str] | None = None, desk: Desk | None = None) -> None:
        self._folder, self._texts, self._desk = folder, texts, desk
        self._lock = Lock()
        self._explorer = self._opened()

    def explorer(self) -> Explorer:
        """Return the explorer of the graph in use; the one before it where the new one cannot be opened."""
        if self._is_replaced():
            with self._lock:
                if self._is_replaced():
                    try:
                        self._explorer = self._opened()
                    except GraphError:
                        return self._explorer
        return self._explorer

    def _opened(self) -> Explorer:
        opened = Explorer.open(self._folder, self._texts, self._desk)
        opened.matrix  # noqa: B018 - read now what every page needs, so that the first reader does not wait
        return opened

    def _is_replaced(self) -> bool:
        try:
            return self._folder.generation() != self._explorer.generation
        except OSError:
            return False


def explorer(
    folder: GraphFolder,
    *,
    texts: Mapping[str, str] | None = None,
    mounts: Sequence[BaseRoute] = (),
    lifespan: Lifespan[Starlette] | None = None,
    hosts: Sequence[str] = ("*",),
    desk: Desk | None = None,
    gate: Gate | None = None,
) -> Starlette:
    """Return the web application of a graph folder.

    ``texts`` are the user's copies by document id where the graph was built without them. ``mounts`` are further routes
    (SPARQL endpoint, API), asked before the pages; ``lifespan`` is what they need around the time that the application
    answers. ``hosts`` are the names by which the server may be called (``*``: any), ``desk`` is where proposals are reviewed,
    ``gate`` lets reviewers in where others can reach the server too. Raises GraphError when the folder has no graph.
    """
    current = CurrentGraph(folder, texts, desk)

    async def page(request: Request) -> Response:
        if gate is not None and _is_guarded(request) and not is_admitted(gate, request):
            return await run_in_threadpool(_ask_for_token, current, request)
        return await run_in_threadpool(_page, current, request, gated=gate is not None)

    async def form(request: Request) -> Response:
        if gate is not None and _is_guarded(request):
            try:
                if not is_admitted(gate, request):
                    return await sign_in(gate, request)
                if OUT in request.query_params:
                    return await sign_out(gate, request)
            except FormError as error:
                return await run_in_threadpool(_ask_for_token, current, request, error)
        return await _answer_form(current, request)

    application = Starlette(
        routes=[
            *mounts,
            Route("/", lambda _: RedirectResponse("/nl/", status_code=307), methods=_METHODS),
            Route("/static/{name}", _asset, methods=_METHODS),
            Route("/{path:path}", page, methods=_METHODS),
            Route("/{path:path}", form, methods=["POST"]),
        ],
        lifespan=lifespan,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(HostGuard, names=hosts),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=6),
        ],
    )
    application.state.graph = current
    return application


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    content = own_assets().by_hashed_name.get(name)
    if content is None:
        return Response(
            "Dit bestand is er niet (meer). Laad de pagina opnieuw.\nThis file is not here (any more). Load the page again.",
            404,
            media_type="text/plain",
        )
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(content, media_type=TYPES[name.rpartition(".")[2]], headers=kept)


def _page(current: CurrentGraph, request: Request, *, gated: bool) -> Response:
    """Answer a request for a page or one of its tables."""
    opened = current.explorer()
    path = request.url.path
    language, known, rest = _language(path)
    if path == f"/{language}":
        return RedirectResponse(f"/{language}/", status_code=307)
    tag = _tag(opened, request)
    kept = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding", "Content-Language": language}
    if request.headers.get("if-none-match") == tag and not _is_guarded(request):
        return Response(status_code=304, headers=kept)
    view: View | None = None
    here: Target | None = None
    try:
        found = match(language, rest) if known else None
        if found is None:
            raise unknown_address(opened, language, path)
        view, parameters = found
        query = dict(request.query_params)
        wanted = query.pop("download", "")
        query = {name: value for name, value in query.items() if value}
        check_query(view, query)
        here = Target(view.name, {**parameters, **query})
        made = view.page(opened, language, here.parameters)
        if view.guarded:
            kept = {"Cache-Control": "no-store", "Content-Language": language}
            made = with_way_out(made) if gated else made
        if wanted:
            return _download(made, wanted, kept)
    except BeroepenkaartError as error:
        here, made = None, problem_page(language, error)
    return _html(opened, language, made, view if here is not None else None, here, kept)


def _language(path: str) -> tuple[str, bool, str]:
    """Return the language of a path, whether the path names it, and what follows."""
    first, _, rest = path.lstrip("/").partition("/")
    known = first in LANGUAGES
    return (first if known else LANGUAGES[0]), known, f"/{rest}"


def _html(
    opened: Explorer, language: str, made: Page, view: View | None, here: Target | None, headers: Mapping[str, str]
) -> Response:
    if made.status != 200:
        headers = {"Cache-Control": "no-store", "Content-Language": language}
    if view is not None and (view.form is not None or view.guarded):
        # without a referrer a browser does not say where a form comes from
        headers = {**headers, "Referrer-Policy": "same-origin"}
    html = render(opened, made, view, ServerLinks(language, opened.content, own_assets(), here))
    return Response(html, made.status, headers=headers, media_type="text/html")


def _is_guarded(request: Request) -> bool:
    language, known, rest = _language(request.url.path)
    found = match(language, rest) if known else None
    return found is not None and found[0].guarded


def _ask_for_token(current: CurrentGraph, request: Request, error: FormError | None = None) -> Response:
    language, _, rest = _language(request.url.path)
    view, parameters = match(language, rest) or (None, {})
    here = Target(view.name, parameters) if view is not None else None
    answer = _html(current.explorer(), language, sign_in_page(language, error), view, here, {})
    if error is not None and error.status == 429:
        answer.headers["Retry-After"] = str(error.values["n"])
    return answer


async def _answer_form(current: CurrentGraph, request: Request) -> Response:
    """Answer a form that is sent to a page; a page without a form answers 405."""
    language, known, rest = _language(request.url.path)
    found = match(language, rest) if known else None
    if found is None or found[0].form is None:
        return Response(words(language)("problem.no_form"), 405, {"Allow": "GET, HEAD"}, "text/plain")
    view, parameters = found
    try:
        form: Form | FormError = await read_form(request, view.largest)
    except FormError as error:
        form = error
    return await run_in_threadpool(_formed, current.explorer(), language, view, parameters, form)


def _formed(
    opened: Explorer, language: str, view: View, parameters: Mapping[str, str], form: Form | FormError
) -> Response:
    headers = {"Cache-Control": "no-store", "Content-Language": language}
    here = Target(view.name, parameters)
    try:
        if isinstance(form, FormError):
            raise form
        made = view.form(opened, language, parameters, form) if view.form else view.page(opened, language, parameters)
    except FormError as error:
        error.near = ((words(language)("problem.again"), here),)
        made = problem_page(language, error)
    except BeroepenkaartError as error:
        made = problem_page(language, error)
    if isinstance(made, Attachment):
        named = {**headers, "Content-Disposition": f'attachment; filename="{made.name}"'}
        return Response(made.content, headers=named, media_type=made.media_type)
    if made.shown is not None:
        here = Target(view.name, {**parameters, **made.shown})
    return _html(opened, language, made, view, here, headers)


def _download(page: Page, wanted: str, headers: Mapping[str, str]) -> Response:
    name, _, form = wanted.partition(".")
    sheet = next((sheet for sheet in page.sheets if sheet.name == name), None)
    if sheet is None or form not in FORMS:
        raise AddressError("no_table", name=wanted)
    named = {**headers, "Content-Disposition": f'attachment; filename="{sheet.name}.{form}"'}
    return Response(sheet_as(sheet, form), headers=named, media_type=FORMS[form])


def _tag(opened: Explorer, request: Request) -> str:
    parts = f"{opened.generation} {own_assets().version} {request.url.path}?{request.url.query}"
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:20]}"'
