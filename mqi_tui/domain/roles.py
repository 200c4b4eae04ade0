"""Who may come to a shared log, each with a token."""

COACH, WINDOW = "coach", "window"
ROLES = (COACH, WINDOW)
"""The program that saves, and the second window."""
