"""The shared folder: many laptops, one group, immutable encrypted files, nothing overwritten."""
