"""Questions and short forms over a screen; each answers once."""
