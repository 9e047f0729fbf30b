"""What a file is: by its name and by its first bytes, which must agree."""

from __future__ import annotations

import codecs

from loaders.readers.refusals import Refusal

__all__ = ["EXTENSIONS", "check_content", "form_of"]

EXTENSIONS = {".pdf": "pdf", ".docx": "docx", ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "txt"}
"""Form of a document by the end of its name, lower case."""

_NAMES = {
    "pdf": "een PDF",
    "docx": "een Word-document",
    "html": "een webpagina",
    "txt": "platte tekst",
    "xlsx": "een werkblad",
}
_SIGNATURES = (
    (b"%PDF-", "pdf", "een PDF"),
    (b"PK\x03\x04", "zip", "een zip-bestand (zoals Word of Excel)"),
    (b"PK\x05\x06", "zip", "een leeg zip-bestand"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole", "een oud of beveiligd Office-bestand"),
    (b"{\\rtf", "rtf", "een RTF-bestand"),
    (b"\x89PNG", "image", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "image", "een afbeelding (JPEG)"),
    (b"GIF8", "image", "een afbeelding (GIF)"),
    (b"II*\x00", "image", "een afbeelding (TIFF)"),
    (b"MM\x00*", "image", "een afbeelding (TIFF)"),
    (b"MZ", "program", "een programma"),
    (b"\x7fELF", "program", "een programma"),
    (b"\x1f\x8b", "archive", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf", "archive", "een ingepakt bestand (7z)"),
    (b"Rar!", "archive", "een ingepakt bestand (rar)"),
)
_HINTS = {
    ".doc": "Open het in een tekstverwerker en sla het op als .docx.",
    ".odt": "Open het in een tekstverwerker en sla het op als .docx.",
    ".rtf": "Open het in een tekstverwerker en sla het op als .docx.",
    ".pages": "Exporteer het als .docx of .pdf.",
    ".md": "Geef het bestand de naam .txt.",
    ".csv": "Een eigen tabel geeft u mee met 'beroepenkaart build --statements'.",
    ".xlsx": "Een eigen tabel geeft u mee met 'beroepenkaart build --statements'.",
    ".zip": "Pak het bestand eerst uit.",
    ".pptx": "Exporteer de presentatie als .pdf.",
}
_PROGRAM = "Open dit bestand niet; vraag de afzender wat het is."


def form_of(suffix: str, head: bytes) -> str:
    """Return the form (a value of `EXTENSIONS`) of a document from the end of its name and its first bytes.

    Raises Refusal when the name ends otherwise, and as `check_content` does.
    """
    form = EXTENSIONS.get(suffix.lower())
    if form is None:
        hint = _HINTS.get(suffix.lower(), "Sla het document op in een van deze vormen.")
        raise Refusal("unknown-format", suffix=suffix or "(zonder soort)", hint=hint)
    check_content(form, suffix, head)
    return form


def check_content(form: str, suffix: str, head: bytes) -> None:
    """Raise Refusal when there is no content, or when its first bytes are those of another kind than `form`."""
    if not head:
        raise Refusal("empty")
    kind, name = _kind(head)
    fits = {"pdf": kind == "pdf", "docx": kind in ("zip", "ole"), "xlsx": kind in ("zip", "ole"),
            "html": kind in ("text", "html"), "txt": kind == "text"}[form]  # fmt: skip
    if not fits:
        raise Refusal("other-format", suffix=suffix, found=name, expected=_NAMES[form], hint=_hint(kind))


def _kind(head: bytes) -> tuple[str, str]:
    for signature, kind, name in _SIGNATURES:
        if head.startswith(signature):
            return kind, name
    if b"%PDF-" in head[:1024]:  # readers accept a PDF after up to 1,024 bytes of something else
        return "pdf", _NAMES["pdf"]
    start = head[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html", _NAMES["html"]
    return "text", "platte tekst of iets onbekends"


def _hint(kind: str) -> str:
    if kind in ("pdf", "html"):
        return f"Geef het bestand een naam die eindigt op .{kind}."
    if kind == "zip":
        return "Geef het bestand de naam die erbij hoort (.docx bij Word)."
    if kind == "ole":
        return "Open het in een tekstverwerker en sla het op als .docx, zonder wachtwoord."
    if kind == "program":
        return _PROGRAM
    return "Zoek het document zelf, of sla het op als .pdf, .docx, .html of .txt."
