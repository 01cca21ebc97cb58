"""Windows in front of the window: one question each, answered or left with Esc."""
