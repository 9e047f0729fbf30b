"""What people see: pages and pictures made from answers; this package reads the graph and loads nothing into it.

The names below are loaded when they are first used, so that a process that draws nothing does not load the layout library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viz.graph_page import graph_page
    from viz.matrix_page import matrix_page
    from viz.network import Network, network_of_leefgebied

__all__ = ["Network", "graph_page", "matrix_page", "network_of_leefgebied"]

_HOMES = {
    "Network": "network",
    "graph_page": "graph_page",
    "matrix_page": "matrix_page",
    "network_of_leefgebied": "network",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'viz' has no attribute '{name}'")
    return getattr(import_module(f"viz.{_HOMES[name]}"), name)
