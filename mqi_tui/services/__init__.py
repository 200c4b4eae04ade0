"""Between the screens and the disk: open conversations, the library, the clock, the share."""
