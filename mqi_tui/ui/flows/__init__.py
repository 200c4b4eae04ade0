"""What several screens ask, or what is too long for one: functions that are given the screen.

None of them knows a screen's class but for its type. A flow goes elsewhere by a route, too.
"""
