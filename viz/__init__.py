"""What people see: the explorer, and the service that programs ask; this package reads the graph and loads nothing into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viz.web import application

__all__ = ["application"]


def __getattr__(name: str) -> Any:
    """Load the application when it is first used: a process that serves no pages does without."""
    if name != "application":
        raise AttributeError(f"module 'viz' has no attribute '{name}'")
    from viz.web import application

    return application
