"""draws 抽签: a list and the public numbers named beforehand, the result, who and when; each step with its leaf."""
