"""The windows: everything that is drawn, and nothing that decides."""
