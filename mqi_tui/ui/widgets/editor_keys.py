"""The keys of an editor of some lines: what each is called, and what it does there."""

NEW_LINE = {"enter", "ctrl+j", "shift+enter", "ctrl+enter", "alt+enter"}

KEYS = (
    ("up", "cursor_up", "Up"),
    ("down", "cursor_down", "Down"),
    ("left", "cursor_left", "Left"),
    ("right", "cursor_right", "Right"),
    ("ctrl+left", "cursor_word_left", "Word left"),
    ("ctrl+right", "cursor_word_right", "Word right"),
    ("home", "cursor_line_start", "Start of line"),
    ("end", "cursor_line_end", "End of line"),
    ("ctrl+home", "cursor_text_start", "Start of text"),
    ("ctrl+end", "cursor_text_end", "End of text"),
    ("pageup", "cursor_page_up", "Page up"),
    ("pagedown", "cursor_page_down", "Page down"),
    ("shift+up", "cursor_up(True)", "Select up"),
    ("shift+down", "cursor_down(True)", "Select down"),
    ("shift+left", "cursor_left(True)", "Select left"),
    ("shift+right", "cursor_right(True)", "Select right"),
    ("ctrl+shift+left", "cursor_word_left(True)", "Select word left"),
    ("ctrl+shift+right", "cursor_word_right(True)", "Select word right"),
    ("shift+home", "cursor_line_start(True)", "Select to start of line"),
    ("shift+end", "cursor_line_end(True)", "Select to end of line"),
    ("ctrl+a", "select_all", "Select all"),
    ("backspace", "delete_left", "Delete left"),
    ("delete", "delete_right", "Delete right"),
    ("ctrl+backspace,alt+backspace", "delete_word_left", "Delete word left"),
    ("ctrl+delete,alt+delete", "delete_word_right", "Delete word right"),
    ("ctrl+x", "cut", "Cut"),
    ("ctrl+c", "copy", "Copy"),
    ("ctrl+v", "paste", "Paste"),
    ("ctrl+z", "undo", "Undo"),
    ("ctrl+y,ctrl+shift+z", "redo", "Redo"),
)
FROM_THE_CARET = {
    key
    for keys, action, _ in KEYS
    if action.startswith("cursor_") and "text" not in action
    for key in keys.split(",")
} | NEW_LINE
"""Those that go on from the caret; what deletes is for what was typed last."""
