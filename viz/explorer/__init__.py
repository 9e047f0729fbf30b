"""The explorer: one set of pages, as a web application and as a static site."""

from viz.explorer.context import Explorer
from viz.explorer.server import explorer
from viz.explorer.site import Written, write_site

__all__ = ["Explorer", "Written", "explorer", "write_site"]
