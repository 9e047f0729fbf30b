"""Looking into a zip file (.docx, .xlsx) before any of it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from loaders.readers.limits import MIB, Limits
from loaders.readers.refusals import Refusal

__all__ = ["check_archive"]

_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_HEAD = 4096
_KINDS = {
    "word/document.xml": ("Word", ".docx"),
    "xl/workbook.xml": ("Excel", ".xlsx"),
    "ppt/presentation.xml": ("PowerPoint", ".pptx"),
}
"""Name and ending of a kind of Office file, by the part that makes it one."""
_READING_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def check_archive(data: bytes, main_part: str, limits: Limits) -> None:
    """Raise Refusal when a zip file is encrypted, broken, of another kind, unsafe, or would unpack to too much.

    `main_part` is the part that makes it the kind that it should be, such as ``word/document.xml``.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED_OFFICE in data:
            raise Refusal("encrypted")
        raise _other(main_part, "een oud Office-programma", "Open het en sla het op in de nieuwe vorm.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, limits)
            _check_kind({part.filename for part in parts}, main_part)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_start(archive, part)
    except _READING_ERRORS as error:
        raise Refusal("damaged", part="de zip-inhoud klopt niet") from error


def _check_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise Refusal("bomb")
    for part in parts:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
            raise Refusal("unsafe-archive")
        if part.flag_bits & 0x1:
            raise Refusal("encrypted")
        if part.file_size > MIB and part.file_size > limits.unpacked_ratio * max(1, part.compress_size):
            raise Refusal("bomb")


def _check_kind(names: set[str], main_part: str) -> None:
    if main_part in names:
        return
    for part, (name, ending) in _KINDS.items():
        if part in names:
            raise _other(main_part, name, f"Geef het een naam die eindigt op {ending}.")
    if "mimetype" in names:
        raise _other(main_part, "een ander kantoorprogramma (OpenDocument)", f"Sla het op als {_KINDS[main_part][1]}.")
    raise Refusal("damaged", part=f"het onderdeel {main_part} ontbreekt")


def _other(main_part: str, found: str, hint: str) -> Refusal:
    return Refusal("other-office", wanted=_KINDS[main_part][1], found=found, hint=hint)


def _check_start(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part of XML that declares a document type: Office writes none, and entities are defined there."""
    with archive.open(part) as handle:
        start = handle.read(_HEAD).replace(b"\0", b"")  # also finds it in UTF-16
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise Refusal("entities")
