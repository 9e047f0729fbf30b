"""What people see: the explorer, and the service that programs ask; this package reads the graph and loads nothing into it."""
