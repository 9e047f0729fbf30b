"""What people and programs see: pages, pictures and answers; this package reads the graph and loads nothing into it.

Names are imported from their modules (``from viz.matrix_page import matrix_page``), so that a process that draws nothing, such as
one that answers queries, does not load the layout library.
"""

__all__: list[str] = []
