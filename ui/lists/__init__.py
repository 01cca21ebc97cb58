"""Shapes as rows: how a follow-up, a unit or a deficiency looks in a list. Shared by screens."""
