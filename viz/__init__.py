"""What people see: pages and pictures made from answers; this package reads the graph and loads nothing into it.

Names are imported when they are first asked for, so that the explorer does not wait for the libraries of pictures.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viz.graph_page import graph_page
    from viz.network import Network, network_of_leefgebied

__all__ = ["Network", "graph_page", "network_of_leefgebied"]

_MODULES = {"Network": "network", "graph_page": "graph_page", "network_of_leefgebied": "network"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'viz' has no attribute '{name}'")
    return getattr(import_module(f"viz.{_MODULES[name]}"), name)
