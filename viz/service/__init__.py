"""The machine-facing part of the web application: SPARQL endpoint, JSON API, and the data behind the public IRIs.

The name below is loaded when it is first used: the processes that answer queries live in this package and load no web server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viz.service.app import Service

__all__ = ["Service"]


def __getattr__(name: str) -> Any:
    if name != "Service":
        raise AttributeError(f"module 'viz.service' has no attribute '{name}'")
    from viz.service.app import Service

    return Service
