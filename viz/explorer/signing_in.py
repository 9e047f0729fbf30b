"""Signing in and out on pages that are only for reviewers: a form at the same address, and a cookie for what comes after."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse

from viz.explorer.forms import FormError, read_form
from viz.explorer.gate import COOKIE, SESSION, Gate
from viz.explorer.page import Page
from viz.explorer.words import words
from viz.service.resource import client_of

__all__ = ["OUT", "is_admitted", "sign_in", "sign_in_page", "sign_out", "with_way_out"]

OUT = "sign-out"
"""Query parameter of the form that ends a session."""
_LARGEST = 4096
"""Bytes of a form with a token."""


def is_admitted(gate: Gate, request: Request) -> bool:
    """Tell whether a request may see pages for reviewers."""
    return gate.admits(request.cookies.get(COOKIE, ""))


def sign_in_page(language: str, error: FormError | None = None) -> Page:
    """Return the form that asks for the token, with what was wrong with the one before."""
    w = words(language)
    mistake = error.said(language) if error is not None else ""
    status = error.status if error is not None else 403
    return Page(
        w("signin.title"), w("signin.explanation"), "signin.html", {"mistake": mistake}, status=status, shown={}
    )


def with_way_out(page: Page) -> Page:
    """Return a page with the button to sign out."""
    return replace(page, data={**page.data, "way_out": f"?{OUT}=1"})


async def sign_in(gate: Gate, request: Request) -> RedirectResponse:
    """Answer a form with a token by leading back to the page; raise FormError for a wrong one, or none.

    The cookie is out of reach of scripts, is not sent along from another site, and over https never goes without.
    """
    form = await read_form(request, _LARGEST)
    session = gate.sign_in(form.text("token").strip(), client_of(request))
    answer = _back(request)
    answer.set_cookie(
        COOKIE, session, max_age=SESSION, httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return answer


async def sign_out(gate: Gate, request: Request) -> RedirectResponse:
    """End the session and lead back to the page, which asks for the token again; raise FormError for a form from elsewhere."""
    await read_form(request, _LARGEST)
    gate.sign_out(request.cookies.get(COOKIE, ""))
    answer = _back(request)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def _back(request: Request) -> RedirectResponse:
    return RedirectResponse(request.url.path, status_code=303, headers={"Cache-Control": "no-store"})
