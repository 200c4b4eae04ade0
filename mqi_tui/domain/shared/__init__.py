"""The shared half of a conversation: the collaborative log. Imports nothing of the private half."""
