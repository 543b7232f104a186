"""What the law sets: days and limits, the law texts, every number with its source, and the procedure language."""
