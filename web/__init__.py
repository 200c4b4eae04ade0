"""The guests' page: its sources, and what builds it."""
