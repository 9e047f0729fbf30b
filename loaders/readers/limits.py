"""How much one file may take before its reader stops."""

from __future__ import annotations

from dataclasses import asdict, dataclass

__all__ = ["Limits"]

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take at most; a report of a thousand pages stays far below each."""

    seconds: float = 60.0
    """Wall-clock time."""
    memory: int = 1024 * MIB
    """Bytes of address space of the child process (not on Windows, which has no such limit)."""
    file_bytes: int = 50 * MIB
    pages: int = 2_000
    characters: int = 10_000_000
    """Code points of text."""
    unpacked_bytes: int = 200 * MIB
    """Bytes of all parts of a zip file (.docx, .xlsx) together, unpacked."""
    unpacked_ratio: int = 100
    """Bytes unpacked for each byte packed, of any part larger than a MiB."""
    parts: int = 5_000
    """Parts of a zip file."""
    rows: int = 100_000
    """Rows of a spreadsheet."""

    def plain(self) -> dict[str, float]:
        """Return the limits as plain numbers by name, for the child process."""
        return asdict(self)
