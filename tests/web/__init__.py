"""The guests' page in a real browser."""
