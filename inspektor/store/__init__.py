"""Where things lie: the only room with sessions and SQL connections."""
