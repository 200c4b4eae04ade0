"""Hold a coaching conversation about filmed mathematics lessons, in a terminal."""

import os

__version__ = "0.1.0"

# Textual asks terminals for the full Kitty keyboard protocol, which loses dead-key accents
# in iTerm2 (Textual #6561). None of our keys needs it. Read by Textual at import.
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
