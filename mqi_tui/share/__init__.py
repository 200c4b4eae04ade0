"""The log in other windows: the hub that passes it on, and the window that shows nothing else.

Nothing here can reach the plan, the notes or the library: no import leads there, the processes
are given no path, and `guard` keeps them from every file that is not Python's or this package's.
"""

COACH, WINDOW = "coach", "window"
ROLES = (COACH, WINDOW)
"""Who may come to the hub, each with a token: the program that saves, and the second window."""
