"""The log in other windows: the hub that passes it on, and the window that shows nothing else.

Nothing here can reach the plan, the notes or the library: no import leads there, the processes
are given no path, and `guard` keeps them from every file that is not Python's or this package's.
"""

OVER = 4410
"""The close code that says: the conversation is closed, nothing more will come.

Other programs of the protocol come back after any code but those from 4400 to 4499.
"""
REVOKED = 4403
"""The link does not hold, or no longer."""
AFRESH = 4409
"""What is here cannot become one with what is there: begin again with an empty document."""
BAD, FLOOD = 1003, 1008
"""It is no message of the protocol; there are too many at once."""
LARGEST = 2**24
"""Bytes of one message: a log of many megabytes, once."""
NOTHING = b"\x00\x00"
"""The update that changes nothing."""
