"""The doors for what comes from files."""
