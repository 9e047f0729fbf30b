"""What people see: pages and pictures made from answers; this package reads the graph and loads nothing into it."""

from viz.graph_page import graph_page
from viz.matrix_page import matrix_page
from viz.network import Network, network_of_leefgebied

__all__ = ["Network", "graph_page", "matrix_page", "network_of_leefgebied"]
