"""The terminal and the process: driver, painting, and what is said if all else fails."""
