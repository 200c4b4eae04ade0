"""The private half of a conversation: what the teacher must never see. Imports nothing of the shared half."""
