"""Values and rules: they know neither Textual nor the disk; time is an argument."""
