"""Values to disk and back: two TinyDB files a conversation, never lost.

`Library` finds, makes and opens conversations; `Keeper` holds one open and saves what it is given.
How it works and why is in docs/decisions/store.md.
"""
