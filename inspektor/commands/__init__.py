"""The headless commands: thin doors to the actions and queries that the window uses, one file a noun."""
