"""What a screen or a report needs to see: read in one snapshot, given as frozen shapes."""
