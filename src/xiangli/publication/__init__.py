"""publication 公开: a question and its answer for everybody, when its reporter agrees to that text and two others have read it."""
