"""Files made to break a reader: each function gives the bytes of one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

WORDS = "De tuinpsycholoog luistert naar de bewoners van het dorp. "


def pdf(pages: int = 2, words: str = WORDS) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    for _ in range(pages):
        for line in range(20):
            canvas.drawString(60, 700 - 14 * line, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def encrypted_pdf(password: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, "eigenaar", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def scan() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(3):
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def raw_pdf(*objects: bytes, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of objects numbered from 1, with a right table of their places."""
    parts, places, size = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, start=1):
        places.append(size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    parts.append(
        b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, trailer, size)
    )
    return b"".join(parts)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
CONTENT = b"<< /Length 44 >>\nstream\nBT /F1 12 Tf 60 700 Td (Hallo wereld) Tj ET\nendstream"


def many_pages(count: int, declared: int) -> bytes:
    kids = b"3 0 R " * count
    return raw_pdf(CATALOG, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (declared, kids), PAGE, CONTENT, FONT)


def page_tree_loop() -> bytes:
    loop = b"<< /Type /Pages /Count 1 /Parent 2 0 R /Kids [2 0 R] >>"
    return raw_pdf(CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", loop)


def xref_loop() -> bytes:
    whole = raw_pdf(CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE, CONTENT, FONT)
    place = whole.index(b"xref\n")
    return whole.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d" % place)


def stream_bomb(*, twice: bool = False) -> bytes:
    packed = zlib.compress(b"BT (a) Tj ET " * 12_000_000, 9)
    filters = b"/FlateDecode"
    if twice:
        packed, filters = zlib.compress(packed, 9), b"[/FlateDecode /FlateDecode]"
    content = b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(packed), filters, packed)
    return raw_pdf(CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE, content, FONT)


def nested_objects() -> bytes:
    deep = b"[" * 200_000 + b"]" * 200_000
    page = PAGE.replace(b"/MediaBox [0 0 600 800]", b"/MediaBox " + deep)
    return raw_pdf(CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, CONTENT, FONT)


def slow_page() -> bytes:
    """Six million operators that draw nothing: within every limit of size, and slow."""
    content = b"q Q " * 900_000
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    kids = b"3 0 R " * 200
    return raw_pdf(CATALOG, b"<< /Type /Pages /Count 200 /Kids [%s] >>" % kids, PAGE, stream, FONT)


def changed_zip(data: bytes, **parts: bytes) -> bytes:
    """A zip file with some parts changed or added; ``__`` in a name stands for a slash, ``_`` before xml for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        named = {name.replace("__", "/"): content for name, content in parts.items()}
        for part in before.infolist():
            after.writestr(part.filename, named.pop(part.filename, None) or before.read(part))
        for name, content in named.items():
            after.writestr(name, content)
    return buffer.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    return changed_zip(data, **parts)


def laughs(body: str) -> bytes:
    """A document part whose entities expand to a billion letters."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>{body}'.encode()


def ole(*, encrypted: bool) -> bytes:
    """The start of a file of the old Office, in which newer Office also wraps what it encrypts."""
    name = "EncryptedPackage" if encrypted else "WordDocument"
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + name.encode("utf-16-le") + bytes(1000)


def png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def xlsx(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
