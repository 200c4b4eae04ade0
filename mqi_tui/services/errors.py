"""What a service refuses, in a line for the coach; for those who are to know of no store."""

from mqi_tui.store.errors import InUse, StoreError

__all__ = ["InUse", "StoreError"]
