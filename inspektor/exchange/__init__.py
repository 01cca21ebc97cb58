"""Files in and out: templates, registers, calendars. Plain values on one side, bytes or text on the other."""
