"""What takes a question and an answer, or several screens: functions that are given the app.

A module for each thing that a coach does: `homing` is what home offers, `planning` comes before
the hour, `holding` and `together` in it, `recapping` after it, `threads` across cycles.
"""
