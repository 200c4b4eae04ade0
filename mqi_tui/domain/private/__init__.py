"""The private half of a conversation: what the teacher must never see.

It imports nothing of the shared half.
"""
