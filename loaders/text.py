"""Reading a plain text file as it is: nothing is repaired, so that offsets mean the same to everyone."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DocumentError

__all__ = ["read_text"]

MOST_BYTES = 50 * 1024 * 1024


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, newlines as they stand, a byte order mark left out.

    Raises DocumentError when the file is missing, unreadable, empty, larger than 50 MiB or not UTF-8 (with the place of
    the first wrong byte).
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise DocumentError(
                f"het bestand is te groot ({size} bytes)",
                where=str(path),
                expected=f"hoogstens {MOST_BYTES} bytes",
                remedy="Splits het bestand.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"het bestand kan niet worden gelezen ({error.strerror})",
            where=str(path),
            expected="een leesbaar tekstbestand",
            remedy="Controleer de naam en de rechten.",
        ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"het bestand is geen UTF-8 (byte {error.start}, regel {line})",
            where=str(path),
            expected="tekst in UTF-8",
            remedy="Sla het bestand opnieuw op met codering UTF-8.",
        ) from error
    if not text.strip():
        raise DocumentError(
            "het bestand is leeg",
            where=str(path),
            expected="de tekst van een document",
            remedy="Controleer of het juiste bestand in de map staat.",
        )
    return text
