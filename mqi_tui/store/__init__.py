"""Values to disk and back: two TinyDB files a conversation, never lost."""
