"""A team scan as people see it: one file to read, print and hand round, or a part of a page of the explorer."""

from viz.teamscan.page import article, team_page

__all__ = ["article", "team_page"]
