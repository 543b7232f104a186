"""Places: divisions by official code, what lies below the village, their names now and before, and the county map."""
