"""Text that people typed: made safe, found, and read as dates."""
