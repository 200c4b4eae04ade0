"""The doors: what comes from files that others may have changed becomes a value, or is refused."""
