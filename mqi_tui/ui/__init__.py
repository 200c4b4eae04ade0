"""What is seen: the app, its screens, dialogs and widgets, and the terminal they stand in."""
